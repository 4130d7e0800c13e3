"""The office's card of an order: the client, every visit, every report."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from dialogs import view
from dialogs.buttons import PhotosButton, action_button
from dialogs.cards.drawing import WITH_REPORT, Drawing
from domain import orders
from domain.models import Offer, OfferStatus, Order, Visit
from domain.statuses import Action, Side, VisitStatus, actions
from domain.texts import Texts


async def for_office(order: Order, t: Texts) -> Drawing:
    """The card as everybody in the office sees it."""
    lines: list[str | None] = []
    rows: list[list[InlineKeyboardButton]] = []
    every = await Visit.filter(order_id=order.id).select_related("master").order_by("id")
    current = orders.current(every)
    lines.append(view.head(order, current, t))
    lines += [view.what(order, t), await view.contact(order.client, t), view.where(order.address, t)]
    for visit in every:
        if len(every) > 1:
            lines.append(t.html("card.visit", status=t(f"status.visit.{visit.status}")))
        lines.append(await view.when(visit.starts_at, visit.ends_at, t))
        if visit.master:
            lines.append(t.html("card.master", name=visit.master.name))
        lines.append(await _offered_to(visit, t))
        lines += [view.outcome(visit, t), await view.photos(visit, t)]
        if visit.status in WITH_REPORT:
            lines += await view.report(visit, t)
        rows += await _office_rows(visit, t)
    if not any(visit.status in WITH_REPORT for visit in every):
        lines.append(t.html("card.price", price=t.money(order.price)))
    return Drawing(view.joined(lines), InlineKeyboardMarkup(inline_keyboard=rows) if rows else None)


async def _office_rows(visit: Visit, t: Texts) -> list[list[InlineKeyboardButton]]:
    possible = actions(visit.status, Side.OFFICE)
    # Offering and assigning are one window: who, and whether they are asked or told.
    if Action.OFFER in possible and Action.ASSIGN in possible:
        possible.remove(Action.ASSIGN)
    rows = [[action_button(action, visit, t)] for action in possible if action is not Action.CANCEL]
    if len(rows) == 2:
        rows = [rows[0] + rows[1]]
    if await view.photos(visit, t):
        rows.append(
            [
                InlineKeyboardButton(
                    text=t("action.photos"), callback_data=PhotosButton(visit_id=visit.id).pack()
                )
            ]
        )
    if Action.CANCEL in possible:
        rows.append([action_button(Action.CANCEL, visit, t)])
    return rows


async def _offered_to(visit: Visit, t: Texts) -> str | None:
    if visit.status is not VisitStatus.OFFERED:
        return None
    names = (
        await Offer.filter(visit_id=visit.id, status=OfferStatus.OPEN)
        .order_by("rank")
        .values_list("master__name", flat=True)
    )
    return t.html("card.offered_to", names=", ".join(str(name) for name in names))
