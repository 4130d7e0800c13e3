"""What the master's windows share: visits as big buttons, the draft at hand, ways out."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs import cards
from dialogs.common.finishing import finish
from dialogs.common.inputs import expects
from dialogs.common.lists import Pages, list_of
from dialogs.common.opening import open_window, opened_with
from dialogs.common.widgets import Label, Say
from dialogs.states import named
from domain import clock, company, drafts, story
from domain.access import Actor
from domain.errors import DraftGone, NotFound
from domain.models import Draft, Visit
from domain.statuses import TO_DO, VisitStatus
from domain.texts import Texts

Item = tuple[int, str]

# What is said when a dialog is put off, by the kind of its draft.
KEPT = {"report": "report.kept", "finish": "finish.kept"}

# A list tells a master what is asked of him, not what the office calls it.
ASKED = {VisitStatus.OFFERED, VisitStatus.ASSIGNED}

text_only = expects("master.text_only")


async def items(visits: Iterable[Visit], t: Texts) -> list[Item]:
    """Visits as items of a list of buttons: id and label."""
    zone = await company.zone()
    return [(visit.id, label(visit, t, zone)) for visit in visits]


def label(visit: Visit, t: Texts, zone: str) -> str:
    """A visit on a button: ``14:00 №1042 · Хамовники · в пути``, the day before it when it isn't today."""
    number = t("order.number", number=visit.order.number)
    status = t(f"master.asked.{visit.status}" if visit.status in ASKED else f"status.short.{visit.status}")
    if visit.order.held_at and visit.status in TO_DO:
        status = t("status.order.on_hold")
    parts = [f"{moment(visit, t, zone)} {number}".strip(), visit.order.address.district, status]
    return " · ".join(part for part in parts if part)


def moment(visit: Visit, t: Texts, zone: str) -> str:
    """When a visit begins, as short as a button needs it."""
    if visit.starts_at is None:
        return ""
    time = t.time(visit.starts_at, zone)
    wall = clock.local(visit.starts_at, zone)
    if wall.date() == clock.local(clock.now(), zone).date():
        return time
    day = t.day(visit.starts_at, zone)
    return f"{day if day == t('day.tomorrow') else f'{wall:%d.%m}'} {time}"


def visit_list(
    on_press: Callable[[CallbackQuery, Any, DialogManager, int], Awaitable[None]],
) -> Pages:
    """The getter's ``visits`` as one wide button each, in pages."""
    return list_of("visits", on_press)


async def draft_here(manager: DialogManager) -> Draft:
    """The draft this dialog fills. Raises :class:`DraftGone`."""
    draft_id = opened_with(manager).get("draft")
    if draft_id is None:
        raise DraftGone
    return await drafts.read(draft_id, by=manager.middleware_data["actor"])


async def open_draft(manager: DialogManager, draft: Draft) -> None:
    """Open the window a draft stands at."""
    state = named(draft.step)
    assert state is not None
    await open_window(manager, state, draft=draft.id)


async def subject_of(draft: Draft) -> Visit:
    """The visit a draft is about, with order and service, without client and address.

    The master may have lost it since he began: his draft is shown all the same, and every verb asks the door.
    """
    return await Visit.get(id=draft.subject).select_related("order__service")


def lost(visit: Visit, actor: Actor, statuses: Iterable[VisitStatus]) -> bool:
    """Whether what the draft was begun for can't be done any more."""
    return visit.master_id != actor.id or visit.status not in set(statuses)


async def show_card(manager: DialogManager, order_id: int, headline: str = "") -> None:
    """The order's card, anew below everything."""
    data = manager.middleware_data
    await cards.open_card(data["bot"], data["held"], order_id, data["person"], headline)


async def finish_with_card(manager: DialogManager, text: str, order_id: int) -> None:
    """Close the dialog with a sentence and show the card as it is now, if it is still his to see."""
    await finish(manager, text)
    try:
        await show_card(manager, order_id)
    except NotFound:
        return


async def on_later(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Close the dialog; what was entered stays in the draft, and the sentence says so."""
    t: Texts = manager.middleware_data["t"]
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    await finish(manager, t.html(KEPT[draft.kind], number=visit.order.number))


async def on_drop(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Throw the draft of a lost visit away."""
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    await drafts.drop(draft.id, by=manager.middleware_data["actor"])
    await finish(manager, manager.middleware_data["t"].html("master.dropped", number=visit.order.number))


def lost_text() -> Say:
    """Stands above a draft whose visit was lost; the getter says so by ``lost``."""
    return Say("master.lost", when="lost")


async def returned(visit: Visit) -> str:
    """What the office asked for when it returned the report of a visit; nothing unless it has."""
    if visit.status is not VisitStatus.RETURNED:
        return ""
    return (await story.said(visit.order_id))[visit.id].returned


def returned_text() -> Say:
    """Stands above what came back; the getter says why by ``returned``."""
    return Say("report.returned", when="returned")


def drop_button() -> Button:
    """The only thing left to do with the draft of a lost visit."""
    return Button(Label("master.drop"), id="drop", on_click=on_drop, when="lost")


def back_button(on_back: Any, when: str | None = None) -> Button:
    """One window back."""
    return Button(Label("button.back"), id="back", on_click=on_back, when=when)


def later_button() -> Button:
    """Out of a dialog that collects something."""
    return Button(Label("master.later"), id="later", on_click=on_later)
