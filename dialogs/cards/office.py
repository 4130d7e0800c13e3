"""The office's card of an order: the client, every visit, every report."""

from collections.abc import Iterator
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from dialogs import view
from dialogs.buttons import (
    OrderAction,
    PhotosButton,
    PlanButton,
    RepeatButton,
    action_button,
    office_button,
)
from dialogs.cards.drawing import FULL, LEAST, LESS, MORE, WITH_REPORT, Drawing, Sizes, fitting
from dialogs.cards.report import report
from domain import (
    clock,
    company,
    crew,
    editing,
    holds,
    orders,
    series,
    sla,
    standing,
    story,
    visits,
    worksheets,
)
from domain.models import Offer, OfferStatus, Order, Visit, Worksheet
from domain.statuses import (
    TO_DO,
    Action,
    OfficeStatus,
    OrderStatus,
    Outcome,
    Side,
    VisitStatus,
    actions,
)
from domain.story import Said
from domain.texts import Texts

SETTLED = frozenset({VisitStatus.APPROVED, VisitStatus.CANCELLED})
MASTER_NAME = 40  # units of it in the line of a folded visit
FOLDED_NOTE = 30


@dataclass(frozen=True)
class Told:
    """A visit, its number within the order, and what else the card tells of it."""

    visit: Visit
    number: int
    asked: list[str]
    photos: str | None
    sheet: Worksheet | None
    words: Said
    crew: bool  # others work on it together with its master


@dataclass(frozen=True)
class Clocks:
    """The clocks in a line, and why the order is on hold; empty when there is nothing to say."""

    words: str
    hold: str


async def for_office(order: Order, t: Texts, room: int) -> Drawing:
    """The card as everybody in the office sees it, in at most ``room`` units.

    Visits that don't fit are folded into a line: settled ones before others, older before newer.
    """
    every, photos = await orders.visits_of(order.id), await view.photo_counts(order.id)
    words, sheets = await story.said(order.id), await worksheets.of_visits(every)
    crews = {visit.id: len(crew.among(visit, every)) > 1 for visit in every}
    told = [
        Told(
            visit,
            number,
            await _asked(visit),
            view.photos(visit, photos, t),
            sheets.get(visit.id),
            words[visit.id],
            crews[visit.id],
        )
        for number, visit in enumerate(every, 1)
    ]
    zone, phones = await company.zone(), await view.phones_of(order.client)
    text = fitting(_drafts(order, told, phones, await _clocks(order, t), zone, t), room)
    of_order = [office_button(action, order.id, t) for action in _of_order(order, told)]
    rows = _rows(order, told, of_order + await _repeat(order, t), t)
    return Drawing(text, InlineKeyboardMarkup(inline_keyboard=rows) if rows else None)


async def _asked(visit: Visit) -> list[str]:
    """The names of those a visit is offered to."""
    if visit.status is not VisitStatus.OFFERED:
        return []
    offers = Offer.filter(visit_id=visit.id, status=OfferStatus.OPEN).order_by("rank")
    return [str(name) for name in await offers.values_list("master__name", flat=True)]


async def _clocks(order: Order, t: Texts) -> Clocks:
    """What there is to say of hold and clocks."""
    stands = await standing.of_orders([order])
    return Clocks(await standing.words(order, stands[order.id], t), await holds.reason_of(order))


def _of_order(order: Order, told: list[Told]) -> list[OrderAction]:
    """What the office may say of the order itself now."""
    may = {
        OrderAction.EDIT: editing.is_possible(order),
        OrderAction.RESUME: order.office_status is OfficeStatus.HOLD,
        OrderAction.HOLD: holds.is_possible(order, [one.visit.status for one in told]),
        OrderAction.EXPLAIN: sla.is_late(order, clock.now()),
        OrderAction.SECOND: order.office_status is None
        and visits.may_follow(one.visit.status for one in told),
    }
    return [action for action, possible in may.items() if possible]


def _drafts(
    order: Order, told: list[Told], phones: list[str], clocks: Clocks, zone: str, t: Texts
) -> Iterator[str]:
    """The card's text, briefer and briefer."""
    current = orders.current(one.visit for one in told)
    others = [one for one in told if one.visit is not current]
    others.sort(key=lambda one: (one.visit.status not in SETTLED, one.number))
    to_fold = [one.number for one in others]
    steps = [(FULL, count) for count in range(len(others) + 1)]
    for sizes, count in [*steps, *((less, len(others)) for less in (MORE, LESS, LEAST))]:
        lines = [
            view.head(order, current, t),
            *_owed(order, clocks, sizes, t),
            view.what(order, t, sizes.text, sizes.name),
            view.named(view.short(order.client.name, sizes.name), phones[: sizes.phones], t),
            view.where(order.address, t, sizes.address),
            *_visits(told, frozenset(to_fold[:count]), sizes, zone, t),
        ]
        if not any(one.visit.status in WITH_REPORT for one in told):
            lines.append(t.html("card.price", price=t.money(order.price)))
        yield view.joined(lines)


def _owed(order: Order, clocks: Clocks, sizes: Sizes, t: Texts) -> Iterator[str]:
    """Why the order is on hold, when its clocks are due, why it is late."""
    if clocks.hold:
        yield t.html("card.held", reason=view.short(clocks.hold, sizes.reason))
    if clocks.words:
        yield t.html("card.clocks", clocks=clocks.words)
    if order.late_reason:
        yield t.html("card.late_reason", reason=view.short(order.late_reason, sizes.reason))


def _visits(told: list[Told], folded: frozenset[int], sizes: Sizes, zone: str, t: Texts) -> list[str | None]:
    """Every visit in full or, folded, in a line; of many folded ones the latest."""
    shown = sorted(folded)[-sizes.folded :]
    left_out = len(folded) - len(shown)
    lines: list[str | None] = ["\n" + t.html("card.visits_more", n=left_out)] if left_out else []
    below_line = bool(left_out)
    for one in told:
        if one.number not in folded:
            lines += _in_full(one, sizes, zone, t, several=len(told) > 1)
            below_line = False
        elif one.number in shown:
            line = _in_a_line(one, zone, t)
            lines.append(line if below_line else f"\n{line}")
            below_line = True
    return lines


def _in_full(one: Told, sizes: Sizes, zone: str, t: Texts, *, several: bool) -> list[str | None]:
    visit = one.visit
    asked = view.short(", ".join(one.asked), sizes.reason)
    return [
        t.html("card.visit", n=one.number, status=t(f"status.visit.{visit.status}")) if several else None,
        view.wanted(one.words, t, sizes.reason),
        t.html("card.window", window=t.window(visit.starts_at, visit.ends_at, zone)),
        view.promised(visit, zone, t),
        _master(one, sizes, t),
        t.html("card.offered_to", names=asked) if asked else None,
        *view.ending(visit, one.words, t, sizes.reason),
        one.photos,
        *(report(one.sheet, sizes, t) if one.sheet else []),
    ]


def _master(one: Told, sizes: Sizes, t: Texts) -> str | None:
    """Who comes; of several who work together, who leads."""
    if one.visit.master is None:
        return None
    key = "card.master" if not one.crew else "card.master_leads" if one.visit.lead else "card.master_helps"
    return t.html(key, name=view.short(one.visit.master.name, sizes.name))


def _in_a_line(one: Told, zone: str, t: Texts) -> str:
    visit = one.visit
    ended = visit.outcome if visit.outcome is not Outcome.DONE else None
    about = [
        t.short_day(visit.starts_at, zone) if visit.starts_at else "",
        view.short(visit.master.name, MASTER_NAME) if visit.master else "",
        t(f"outcome.{ended}") if ended else "",
        t(f"status.short.{visit.status}"),
        t.money(one.sheet.total) if one.sheet else "",
        view.short(one.words.note or one.words.cancelled or one.words.wanted, FOLDED_NOTE),
    ]
    return t.html("card.visit_line", n=one.number, about=" · ".join(filter(None, about)))


def _rows(
    order: Order, told: list[Told], of_order: list[InlineKeyboardButton], t: Texts
) -> list[list[InlineKeyboardButton]]:
    """What may be done: visit by visit, then the photos, then with the order, cancelling last.

    Where more than one visit has buttons, each of them says of which visit it is.
    """
    possible = [(one, _possible(one.visit, held=order.status is OrderStatus.ON_HOLD)) for one in told]
    own = [[action for action in some if action is not Action.CANCEL] for _, some in possible]
    several = sum(map(bool, own)) > 1
    rows = []
    for (one, _), some in zip(possible, own, strict=True):
        buttons = [action_button(action, one.visit, t, one.number if several else None) for action in some]
        if _is_planned_by(one, told):
            buttons.append(_plan(one, t, alone=not several))
        rows += _in_rows(buttons, 1 if several else 2)
    rows += _in_rows([_photos(one, t, alone=len(told) == 1) for one in told if one.photos], 2)
    rows += _in_rows(of_order, 2)
    cancellable = [one.visit for one, some in possible if Action.CANCEL in some]
    return rows + [[action_button(Action.CANCEL, visit, t)] for visit in cancellable[-1:]]


def _is_planned_by(one: Told, told: list[Told]) -> bool:
    """Whether the visit has the button of planning: of those worked together, the first that leads has it for all."""
    open_ = [each.visit for each in told if each.visit.status in TO_DO]
    return bool(open_) and one.visit is next((visit for visit in open_ if visit.lead), open_[0])


def _plan(one: Told, t: Texts, *, alone: bool) -> InlineKeyboardButton:
    text = t("action.plan")
    return InlineKeyboardButton(
        text=text if alone else t("action.of_visit", action=text, n=one.number),
        callback_data=PlanButton(visit_id=one.visit.id).pack(),
    )


def _possible(visit: Visit, *, held: bool) -> list[Action]:
    possible = actions(visit.status, Side.OFFICE)
    if held:  # nobody is sent
        possible = [action for action in possible if action not in {Action.OFFER, Action.ASSIGN}]
    if not visit.lead:  # the report is the lead's
        possible = [action for action in possible if action not in {Action.APPROVE, Action.RETURN}]
    # Offering and assigning are one window: who, and whether they are asked or told.
    if Action.OFFER in possible and Action.ASSIGN in possible:
        possible.remove(Action.ASSIGN)
    return possible


def _photos(one: Told, t: Texts, *, alone: bool) -> InlineKeyboardButton:
    text = t("action.photos") if alone else t("action.photos_of", n=one.number)
    return InlineKeyboardButton(text=text, callback_data=PhotosButton(visit_id=one.visit.id).pack())


async def _repeat(order: Order, t: Texts) -> list[InlineKeyboardButton]:
    if order.status is OrderStatus.CANCELLED:
        return []
    key = "action.repeats" if await series.of_order(order.id) else "action.repeat"
    return [InlineKeyboardButton(text=t(key), callback_data=RepeatButton(order_id=order.id).pack())]


def _in_rows(buttons: list[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]
