"""What a new order's draft holds, and which window comes next: the first whose answer is missing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs import view
from dialogs.common.finishing import finish
from dialogs.common.opening import opened_with
from dialogs.states import NewOrder
from domain import drafts, orders
from domain.errors import Invalid
from domain.models import Draft, Priority
from domain.texts import Texts

Data = dict[str, Any]
NOW_SHOWN = 1000  # units of what was entered before

# In the order a caller tells it. What a known client or address answers isn't asked, nor when what ``repeats`` comes.
ANSWERED: dict[State, Callable[[Data], bool]] = {
    NewOrder.client: lambda d: "client_id" in d or "client_phone" in d,
    NewOrder.client_name: lambda d: "client_id" in d or "client_name" in d,
    NewOrder.address: lambda d: "address_id" in d or "address" in d,
    NewOrder.place: lambda d: "address_id" in d or "lat" in d or "placeless" in d,
    NewOrder.district: lambda d: "address_id" in d or "district" in d,
    NewOrder.service: lambda d: "service_id" in d,
    NewOrder.text: lambda d: "text" in d,
    NewOrder.priority: lambda d: "priority" in d,
    NewOrder.day: lambda d: "day" in d or "starts_at" in d or "timeless" in d or "repeats" in d,
    NewOrder.window: lambda d: "starts_at" in d or "timeless" in d or "repeats" in d,
}
# Other ways to answer when: one comes to them from the days, and goes back there.
BESIDE_DAY = (NewOrder.slots, NewOrder.month)


def next_step(data: Data) -> State:
    """The window to go to: the first without an answer, the preview when none is missing."""
    return next((state for state, answered in ANSWERED.items() if not answered(data)), NewOrder.preview)


def step_back(state: State, data: Data) -> State:
    """The window before: the preview when one came from there, else the last one that was asked."""
    if state in BESIDE_DAY:
        return NewOrder.day
    if state is not NewOrder.preview and next_step(data) is NewOrder.preview:
        return NewOrder.preview
    skipped = {NewOrder.client_name} if "client_id" in data else set()
    skipped |= {NewOrder.place, NewOrder.district} if "address_id" in data else set()
    skipped |= {NewOrder.window} if "timeless" in data else set()
    skipped |= {NewOrder.day, NewOrder.window} if "repeats" in data else set()
    asked = [one for one in ANSWERED if one not in skipped]
    place = asked.index(state) if state in asked else len(asked)
    return asked[max(place - 1, 0)]


async def draft_of(manager: DialogManager) -> Draft:
    """The draft this dialog fills. Raises DraftGone."""
    return await drafts.read(opened_with(manager)["draft"], by=manager.middleware_data["actor"])


async def keep(manager: DialogManager, **data: Any) -> None:
    """Keep what was entered (None forgets) and go to the next window."""
    draft = await draft_of(manager)
    merged = {key: value for key, value in {**draft.data, **data}.items() if value is not None}
    step = next_step(merged)
    await drafts.put(draft.id, by=manager.middleware_data["actor"], step=step.state, **data)
    await manager.switch_to(step)


async def get_common(dialog_manager: DialogManager, **_: Any) -> Data:
    """What every window shows: whether the draft is an old one, where Back leads."""
    draft = await draft_of(dialog_manager)
    state = dialog_manager.current_context().state
    ready = next_step(draft.data) is NewOrder.preview
    return {
        "resumed": bool(opened_with(dialog_manager).get("resumed")),
        "to_preview": ready and state not in {NewOrder.preview, *BESIDE_DAY},
        "to_before": state in BESIDE_DAY or (not ready and state is not NewOrder.client),
    }


def now(entered: str, t: Texts) -> str:
    """What a window holds that one comes back to, as HTML; nothing when it holds nothing."""
    return t.html("report.now", text=view.clipped(entered, NOW_SHOWN)) if entered else ""


async def on_back(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    draft = await draft_of(manager)
    await manager.switch_to(step_back(manager.current_context().state, draft.data))


async def on_later(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """Close the dialog. A draft with nothing in it goes, another stays and the sentence says so."""
    actor, t = manager.middleware_data["actor"], manager.middleware_data["t"]
    draft = await draft_of(manager)
    entered = draft.data.keys() - {"repeats"}
    if not entered:
        await drafts.drop(draft.id, by=actor)
    await finish(manager, t.html("neworder.kept" if entered else "neworder.dropped"))


def order_of(data: Data) -> orders.NewOrder:
    """The order a complete draft describes. Raises :class:`Invalid` when it isn't complete."""
    if next_step(data) is not NewOrder.preview:
        raise Invalid("neworder.incomplete")
    place = None
    if "address_id" not in data:
        place = orders.Place(data["address"], data.get("lat"), data.get("lon"), data.get("district"))
    return orders.NewOrder(
        service_id=data["service_id"],
        text=data["text"],
        priority=Priority(data["priority"]),
        client_id=data.get("client_id"),
        client_name=data.get("client_name", ""),
        client_phone=data.get("client_phone", ""),
        address_id=data.get("address_id"),
        place=place,
        district=data.get("district"),
        starts_at=datetime.fromisoformat(data["starts_at"]) if "starts_at" in data else None,
        ends_at=datetime.fromisoformat(data["ends_at"]) if "ends_at" in data else None,
        price=data.get("price"),
    )
