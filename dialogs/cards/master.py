"""A master's card of an order: his own visit, with the client once he has accepted."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from dialogs import view
from dialogs.buttons import UploadButton, action_button, back_button
from dialogs.cards.drawing import FULL, LEAST, LESS, MORE, WITH_REPORT, Drawing, Sizes, fitting
from dialogs.cards.earlier import told_of_earlier
from dialogs.cards.report import report
from domain import access, company, crew, orders, story, visits, worksheets
from domain.access import Actor
from domain.errors import NotFound
from domain.models import Offer, OfferStatus, Order, Visit
from domain.statuses import STEPS, TO_DO, Action, Asks, OfficeStatus, Side, VisitStatus, actions
from domain.texts import Texts

SHORT_NAME = 60
ON_THE_JOB = frozenset({VisitStatus.ON_SITE, VisitStatus.PAUSED, VisitStatus.RETURNED})


async def for_master(order: Order, actor: Actor, t: Texts, room: int, *, headed: bool = False) -> Drawing:
    """The card as this master sees it now, in at most ``room`` units.

    What is offered to him is called so in the first line, unless it is ``headed`` by what happened.
    Raises NotFound when no visit of the order is his or offered to him.
    """
    every = await orders.visits_of(order.id)
    visit = await _his(order.id, every, actor)
    if visit is None:
        raise NotFound
    revealed = await visits.client_shown(visit, actor)
    sheets, words, zone = await worksheets.of_visits(every), await story.said(order.id), await company.zone()
    photos = view.photos(visit, await view.photo_counts(order.id), t)
    sheet = sheets.get(visit.id)
    before = told_of_earlier(visit, every, sheets, words, zone, t, whole=revealed)
    window = t.html("card.window", window=t.window(visit.starts_at, visit.ends_at, zone))
    promised, together = view.promised(visit, zone, t), _together(visit, every, t)
    phones = await view.phones_of(order.client) if revealed else []
    acceptable = visit.status in STEPS[Action.ACCEPT].sources
    back = await visits.back(visit)
    away = None if revealed else await _distance(visit, actor, t)
    offered = None if headed else await _offered(visit, t)
    held = order.office_status is OfficeStatus.HOLD and visit.status in TO_DO
    if revealed:
        await _note_reveal(actor, visit)

    def text(sizes: Sizes) -> str:
        client = view.named(view.short(order.client.name, sizes.name), phones[: sizes.phones], t)
        place = [client, view.where(order.address, t, sizes.address)]
        price = t.html("card.price", price=t.money(order.price)) if visit.status not in WITH_REPORT else None
        ends = [*view.ending(visit, words[visit.id], t, sizes.reason), photos]
        return view.joined(
            [
                offered,
                view.head(order, visit, t),
                t.html("card.held_master") if held else None,
                view.what(order, t, sizes.text, sizes.name),
                view.wanted(words[visit.id], t, sizes.reason) if revealed else None,
                window,
                promised,
                together,
                *(place if revealed else [view.district(order.address, t, acceptable=acceptable), away]),
                *before(sizes),
                *(report(sheet, sizes, t) if sheet else []),
                price,
                *ends,
            ]
        )

    rows = _rows(visit, t, held=held)
    link = view.map_link(order.address) if revealed and visit.status is not VisitStatus.APPROVED else None
    if link:
        rows.append([InlineKeyboardButton(text=t("action.map"), url=link)])
    if back is not None:  # far from the others
        rows.append([back_button(back, visit, t)])
    keyboard = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
    return Drawing(fitting(map(text, (FULL, MORE, LESS, LEAST)), room), keyboard, revealed)


def _together(visit: Visit, every: Sequence[Visit], t: Texts) -> str | None:
    """Who else comes, and who writes the report; nothing for one who comes alone."""
    others = [one for one in crew.among(visit, every) if one.id != visit.id]
    if not others or visit.status is VisitStatus.CANCELLED:
        return None
    if visit.lead:
        names = ", ".join(view.short(one.master.name, SHORT_NAME) for one in others if one.master)
        return t.html("card.you_lead", names=names) if names else None
    lead = next((one.master for one in others if one.lead and one.master), None)
    return t.html("card.you_help", name=view.short(lead.name, SHORT_NAME)) if lead else t.html("card.no_lead")


async def _offered(visit: Visit, t: Texts) -> str | None:
    """That the visit is offered to him, and whether to others too."""
    if visit.status is not VisitStatus.OFFERED:
        return None
    asked = await Offer.filter(visit_id=visit.id, status=OfferStatus.OPEN).count()
    return t.html("event.VisitOffered" if asked > 1 else "event.VisitOffered.alone")


async def _distance(visit: Visit, actor: Actor, t: Texts) -> str | None:
    """How far an offered visit is from where the master will be, as it was told when it was offered."""
    offer = await Offer.filter(visit_id=visit.id, master_id=actor.id).order_by("-id").first()
    for reason in offer.reasons if offer else []:
        if reason["key"] == "reason.minutes_away":
            return t.html("card.distance", away=t.reason(reason))
    return None


def _rows(visit: Visit, t: Texts, *, held: bool) -> list[list[InlineKeyboardButton]]:
    possible = actions(visit.status, Side.MASTER)
    if not visit.lead:  # who leads finishes for all
        possible = [action for action in possible if action is not Action.FINISH]
    if held:  # nothing begins
        possible = [action for action in possible if action not in {Action.DEPART, Action.ARRIVE}]
    plain = [action_button(action, visit, t) for action in possible if STEPS[action].asks is Asks.NOTHING]
    asking = [
        action_button(action, visit, t)
        for action in possible
        if STEPS[action].asks not in {Asks.NOTHING, Asks.SURE}
    ]
    rows = [[button] for button in plain]
    if visit.status in ON_THE_JOB:
        rows.insert(0, [_upload(visit, t)])
    return rows + ([asking] if asking else [])


def _upload(visit: Visit, t: Texts) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=t("action.upload"), callback_data=UploadButton(visit_id=visit.id).pack())


async def _his(order_id: int, every: Sequence[Visit], actor: Actor) -> Visit | None:
    """Of the order's visits the one this master's card shows: his own, the latest; else the one offered to him."""
    own = orders.current(visit for visit in every if visit.master_id == actor.id)
    if own is not None and own.status is not VisitStatus.CANCELLED:
        return own
    offer = await Offer.filter(visit__order_id=order_id, master_id=actor.id, status=OfferStatus.OPEN).first()
    return next(visit for visit in every if visit.id == offer.visit_id) if offer else own


async def _note_reveal(actor: Actor, visit: Visit) -> None:
    await access.note_once(actor, "client.revealed", f"visit:{visit.id}")
