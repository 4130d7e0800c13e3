"""What for."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Select

from dialogs.common.inputs import buttons_only
from dialogs.common.widgets import ItemLabel, Label, Say
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
    Column(
        Select(
            ItemLabel(lambda item, t: t(f"leave.kind.{item[1]}")),
            id="k",
            item_id_getter=lambda item: item[0],
            items="kinds",
            type_factory=int,
            on_click=on_kind,
        )
    ),
    Button(Label("leave.leave"), id="leave", on_click=on_leave),
    buttons_only,
    state=Leave.kind,
    getter=get_kinds,
)
