"""What for."""

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button, Column

from dialogs.common.inputs import expects, opens_card, text_input
from dialogs.common.lists import choice
from dialogs.common.widgets import Label, Say
from dialogs.master.leave.opening import first_of, keep, on_leave, read_days
from dialogs.master.pieces import draft_here
from dialogs.states import Leave
from domain.errors import Invalid
from domain.models import AbsenceKind
from domain.texts import Texts

KINDS = (AbsenceKind.SICK, AbsenceKind.DAY_OFF, AbsenceKind.VACATION, AbsenceKind.OTHER)


async def get_kinds(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    data = (await draft_here(dialog_manager)).data
    first = first_of(data) if "first" in data else None
    last = date.fromisoformat(data.get("last") or data["first"]) if first else None
    return {"kinds": list(enumerate(KINDS)), "days": t.days(first, last) if first and last else ""}


async def on_kind(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await keep(manager, kind=KINDS[number])


async def on_text(manager: DialogManager, text: str) -> None:
    """The days may be said before what they are for."""
    try:
        await keep(manager, **{"last": None} | await read_days(text))
    except Invalid as refused:
        if refused.key != "invalid.day":
            raise
        if not await opens_card(manager, text):
            raise Invalid("leave.expects_kind") from None
        manager.show_mode = ShowMode.NO_UPDATE


kind_window = Window(
    Say("leave.kind"),
    Say("leave.kind_days", when="days"),
    Column(choice("kinds", on_kind, id="k", label=lambda item, t: t(f"leave.kind.{item[1]}"))),
    Button(Label("leave.leave"), id="leave", on_click=on_leave),
    text_input(on_text),
    expects("leave.expects_kind"),
    state=Leave.kind,
    getter=get_kinds,
)
