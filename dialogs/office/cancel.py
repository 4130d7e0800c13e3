"""Cancelling an order: why, and once more before what can't be undone."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from dialogs import cards
from dialogs.common.finishing import finish
from dialogs.common.inputs import buttons_only, expects, text_input
from dialogs.common.opening import open_window, opened_with
from dialogs.common.widgets import Label, Say
from dialogs.office.reasons import reason_buttons
from dialogs.states import Cancel
from domain import access, drafts, orders
from domain.access import Actor
from domain.models import Draft, Visit
from domain.statuses import OrderStatus, status_once_cancelled
from domain.texts import Texts
from domain.wording import checked_reason

REASONS = ("cancel.client", "cancel.elsewhere", "cancel.mistake")


async def get_order(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    draft = await _draft(dialog_manager)
    visit = await Visit.get(id=draft.subject).select_related("order__client")
    of_order = await Visit.filter(order_id=visit.order_id)
    status = status_once_cancelled(one.status for one in of_order)
    return {
        "number": visit.order.number,
        "name": visit.order.client.name,
        "reason": draft.data.get("reason", ""),
        "whole": status is OrderStatus.CANCELLED,
        "rest": status is not OrderStatus.CANCELLED,  # finished work stays
        "status": t(f"status.order.{status}"),
    }


async def on_reason(manager: DialogManager, text: str) -> None:
    reason, draft = checked_reason(text), await _draft(manager)
    await drafts.put(draft.id, by=manager.middleware_data["actor"], step=Cancel.confirm.state, reason=reason)
    await manager.switch_to(Cancel.confirm)


async def on_confirm(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    data, draft = manager.middleware_data, await _draft(manager)
    visit = await access.visit_for(data["actor"], draft.subject)
    order = await orders.cancel(
        visit.order_id, by=data["actor"], reason=draft.data.get("reason", ""), draft_id=draft.id
    )
    t: Texts = data["t"]
    key = "cancel.done" if order.status is OrderStatus.CANCELLED else "cancel.done_rest"
    await finish(manager, t.html(key, number=order.number, status=t(f"status.order.{order.status}")))
    await cards.open_card(data["bot"], data["held"], visit.order_id, data["person"])


async def on_leave(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """Nothing is cancelled, and no draft stays to be taken for a wish."""
    data, draft = manager.middleware_data, await _draft(manager)
    visit = await access.visit_for(data["actor"], draft.subject)
    await drafts.drop(draft.id, by=data["actor"])
    await finish(manager, data["t"].html("cancel.left", number=visit.order.number))


async def _draft(manager: DialogManager) -> Draft:
    return await drafts.read(opened_with(manager)["draft"], by=manager.middleware_data["actor"])


dialog = Dialog(
    Window(
        Say("cancel.ask"),
        reason_buttons(REASONS, on_reason),
        Button(Label("cancel.leave"), id="leave", on_click=on_leave),
        text_input(on_reason),
        expects("expects.text"),
        state=Cancel.reason,
        getter=get_order,
    ),
    Window(
        Say("cancel.confirm", when="whole"),
        Say("cancel.confirm_rest", when="rest"),
        Button(Label("cancel.yes"), id="yes", on_click=on_confirm),
        SwitchTo(Label("cancel.other_reason"), id="back", state=Cancel.reason),
        Button(Label("cancel.leave"), id="leave", on_click=on_leave),
        buttons_only,
        state=Cancel.confirm,
        getter=get_order,
    ),
)


async def open_cancel(manager: DialogManager, visit_id: int) -> None:
    """Ask why the order of this visit is cancelled."""
    actor: Actor = manager.middleware_data["actor"]
    draft = await drafts.begin(
        by=actor, kind="cancel", step=str(Cancel.reason.state), subject=visit_id, fresh=True
    )
    await open_window(manager, Cancel.reason, draft=draft.id)
