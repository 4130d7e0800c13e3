"""Which visit the photos are of: those to come, or those that wait in the draft."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.common.finishing import finish
from dialogs.common.lists import menu_button
from dialogs.common.widgets import Label, Say
from dialogs.master import mine
from dialogs.master.choosing import visit_input
from dialogs.master.pieces import finish_with_card, items, visit_list
from dialogs.master.upload.counts import Incoming, sorted_out
from dialogs.master.upload.opening import kept, open_upload
from domain import drafts, photos, visits
from domain.access import Actor
from domain.models import Draft
from domain.texts import Texts


async def get_uploadable(actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    found = await mine.being(actor, mine.UPLOADABLE)
    draft = await kept(actor)
    waiting = draft.data.get("waiting", []) if draft else []
    return {
        "visits": await items(found, t),
        "photos": t.count("count.photos", len(waiting)),
        "waiting": bool(waiting),
        "any": bool(found) and not waiting,
        "none": not found,
    }


async def on_visit(_query: CallbackQuery, _widget: Any, manager: DialogManager, visit_id: int) -> None:
    await choose(manager, visit_id)


async def choose(manager: DialogManager, visit_id: int) -> None:
    """The photos are of this visit."""
    draft = await kept(manager.middleware_data["actor"])
    if draft is None:
        await open_upload(manager, visit_id)
    else:
        await attach(manager, draft, visit_id)


async def attach(manager: DialogManager, draft: Draft, visit_id: int) -> None:
    """The photos that waited are of this visit."""
    actor, t = manager.middleware_data["actor"], manager.middleware_data["t"]
    visit = await visits.own(visit_id, actor)
    sent = await sorted_out(visit, [Incoming(**row) for row in draft.data.get("waiting", [])])
    await photos.add_all(visit_id, sent, by=actor, draft_id=draft.id)
    text = t.html("upload.attached", number=visit.order.number, photos=t.count("count.photos", len(sent)))
    await finish_with_card(manager, text, visit.order_id)


async def on_throw_away(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    actor = manager.middleware_data["actor"]
    draft = await kept(actor)
    if draft is not None:
        await drafts.drop(draft.id, by=actor)
    await finish(manager, manager.middleware_data["t"].html("upload.thrown_away"))


visit_window = Window(
    Say("upload.which_of_waiting", when="waiting"),
    Say("upload.which", when="any"),
    Say("upload.no_visit", when="none"),
    visit_list(on_visit),
    Button(Label("upload.throw_away"), id="throw", on_click=on_throw_away, when="waiting"),
    menu_button(),
    visit_input(choose),
    state=states.Upload.visit,
    getter=get_uploadable,
)
