"""What for."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column

from dialogs.common.inputs import buttons_only
from dialogs.common.lists import choice
from dialogs.common.widgets import Label, Say
from dialogs.master.leave.opening import keep, on_leave
from dialogs.states import Leave
from domain.models import AbsenceKind

KINDS = (AbsenceKind.SICK, AbsenceKind.DAY_OFF, AbsenceKind.VACATION, AbsenceKind.OTHER)


async def get_kinds(**_: Any) -> dict[str, Any]:
    return {"kinds": list(enumerate(KINDS))}


async def on_kind(_query: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await keep(manager, kind=KINDS[number])


kind_window = Window(
    Say("leave.kind"),
    Column(choice("kinds", on_kind, id="k", label=lambda item, t: t(f"leave.kind.{item[1]}"))),
    Button(Label("leave.leave"), id="leave", on_click=on_leave),
    buttons_only,
    state=Leave.kind,
    getter=get_kinds,
)
