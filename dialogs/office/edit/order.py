"""What the windows of editing share: the order, what a window showed of it, carrying a change out."""

from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs import cards
from dialogs.common.inputs import expects
from dialogs.common.opening import opened_with
from dialogs.common.widgets import Label
from dialogs.states import EditOrder
from domain import access, dispatch, drafts, editing
from domain.access import Actor
from domain.dispatch import Candidate
from domain.editing import Edit, Field
from domain.models import Order


async def order_of(manager: DialogManager) -> Order:
    """The order that is edited; a dialog that was lost is opened anew by its draft. Raises DraftGone."""
    actor: Actor = manager.middleware_data["actor"]
    start = opened_with(manager)
    if "order" in start:
        return await access.order_for(actor, start["order"])
    draft = await drafts.read(start["draft"], by=actor)
    return (await access.visit_for(actor, draft.subject)).order


async def show(manager: DialogManager, *fields: Field) -> tuple[Order, dict[Field, str]]:
    """The order with its values; what the window shows of them is remembered, by digest."""
    order = await order_of(manager)
    values = await editing.values(order)
    manager.dialog_data.pop("changed", None)
    manager.dialog_data.pop("misfits", None)
    manager.dialog_data["shown"] = {field.value: editing.seen(values[field]) for field in fields}
    return order, values


async def carry_out(manager: DialogManager, new: Edit, draft_id: int | None = None) -> None:
    """Change the order and go back to the whole of it, with what is in its masters' way only since.

    Raises as :func:`domain.editing.edit`.
    """
    data, order = manager.middleware_data, await order_of(manager)
    shown = {Field(field): digest for field, digest in manager.dialog_data.get("shown", {}).items()}
    known = {one.master_id: _rows(one) for one in await dispatch.misfits(order)}
    changed = await editing.edit(order.id, new, by=data["actor"], shown=shown, draft_id=draft_id)
    opened_with(manager)["order"] = order.id  # the draft it may have come by is gone
    manager.dialog_data.clear()
    manager.dialog_data["changed"] = [field.value for field in changed]
    manager.dialog_data["misfits"] = [
        (one.name, news)
        for one in await dispatch.misfits(await order_of(manager))
        if (news := [row for row in _rows(one) if row not in known.get(one.master_id, [])])
    ]
    await manager.switch_to(EditOrder.main)
    await cards.redraw_order(data["bot"], data["held"], order.id, data["event_chat"].id)


def _rows(one: Candidate) -> list[dict[str, Any]]:
    return [reason.row() for reason in one.reasons]


def edit_window(*widgets: Any, state: Any, getter: Any, other: str = "expects.button") -> Window:
    """A window that asks for one field; whatever it doesn't take is answered by the sentence of ``other``."""
    return Window(
        *widgets,
        SwitchTo(Label("neworder.to_preview"), id="back", state=EditOrder.main),
        expects(other),
        state=state,
        getter=getter,
    )
