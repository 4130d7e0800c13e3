"""Another service, with its price."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs.common.widgets import Say
from dialogs.office.edit.order import carry_out, edit_window, show
from dialogs.office.neworder.service import service_buttons
from dialogs.states import EditOrder
from domain import catalog
from domain.editing import Edit, Field


async def get_services(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    order, values = await show(dialog_manager, Field.SERVICE)
    others = [service for service in await catalog.services() if service.id != order.service_id]
    return {"services": others, "service": values[Field.SERVICE]}


async def on_service(_query: CallbackQuery, _select: Any, manager: DialogManager, service_id: int) -> None:
    await carry_out(manager, Edit(service_id=service_id))


service_window = edit_window(
    Say("edit.service"), service_buttons(on_service), state=EditOrder.service, getter=get_services
)
