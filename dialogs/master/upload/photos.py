"""Photos of one visit: how many there are and have to be, and what the next ones show."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row

from dialogs import states
from dialogs.common.inputs import expects
from dialogs.common.widgets import Label, Made, Say
from dialogs.master import mine
from dialogs.master.photos import open_photos
from dialogs.master.pieces import (
    draft_here,
    drop_button,
    finish_with_card,
    lost,
    lost_text,
    subject_of,
)
from dialogs.master.upload.counts import after_allowed, coming, counts, on_their_way, usual
from domain import drafts
from domain.access import Actor
from domain.models import PhotoKind
from domain.texts import Texts


async def get_counts(dialog_manager: DialogManager, actor: Actor, t: Texts, **_: Any) -> dict[str, Any]:
    draft = await draft_here(dialog_manager)
    visit = await subject_of(draft)
    before, after = await counts(visit.id)
    before_coming, after_coming = await coming(visit.id)
    kind = PhotoKind(draft.data.get("shows") or usual(visit, before))
    service = visit.order.service
    return {
        "number": visit.order.number,
        "before": _count("before", before, before_coming, service.photos_before, t),
        "after": _count("after", after, after_coming, service.photos_after, t),
        "next": t(f"upload.next.{kind}"),
        "any": before + after,
        "is_before": kind is PhotoKind.BEFORE,
        "is_after": kind is PhotoKind.AFTER,
        "to_before": kind is PhotoKind.AFTER,
        "to_after": kind is PhotoKind.BEFORE and after_allowed(visit),
        "lost": lost(visit, actor, mine.UPLOADABLE),
    }


def _count(kind: str, there: int, on_way: int, required: int, t: Texts) -> str:
    """A line of the window; the mark of enough only for what has come through."""
    key = f"upload.count.{kind}"
    if there >= required:
        key = f"{key}.enough" if there - on_way >= required else f"{key}.awaited"
    return t.html(key, n=there, required=required) + on_their_way(on_way, t)


async def on_kind(_query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    draft = await draft_here(manager)
    await drafts.put(draft.id, by=manager.middleware_data["actor"], shows=KINDS[button.widget_id or ""])


async def on_look(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await open_photos(manager)


async def on_done(_query: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Close the window; the photos are where they belong already."""
    data = manager.middleware_data
    draft = await draft_here(manager)
    visit = await subject_of(draft)
    await drafts.drop(draft.id, by=data["actor"])
    await finish_with_card(manager, data["t"].html("upload.done", number=visit.order.number), visit.order_id)


KINDS = {"b1": PhotoKind.BEFORE, "b0": PhotoKind.BEFORE, "a1": PhotoKind.AFTER, "a0": PhotoKind.AFTER}

photos_window = Window(
    lost_text(),
    Say("upload.photos"),
    Made("before"),
    Made("after"),
    Say("upload.send"),
    Row(
        Button(Label("upload.following.before.chosen"), id="b1", on_click=on_kind, when="is_before"),
        Button(Label("upload.following.before"), id="b0", on_click=on_kind, when="to_before"),
        Button(Label("upload.following.after.chosen"), id="a1", on_click=on_kind, when="is_after"),
        Button(Label("upload.following.after"), id="a0", on_click=on_kind, when="to_after"),
    ),
    Button(Label("upload.look"), id="look", on_click=on_look, when="any"),
    Button(Label("upload.finish"), id="done", on_click=on_done),
    drop_button(),
    expects("master.photo_only"),
    state=states.Upload.photos,
    getter=get_counts,
)
