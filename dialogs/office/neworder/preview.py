"""The whole order before it is made: every field may be changed, and one comes back here."""

from datetime import datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo

from dialogs import cards, view
from dialogs.common.finishing import finish
from dialogs.common.widgets import Label, Made
from dialogs.office.neworder.fields import Data, draft_of, order_of
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import orders, people, slots
from domain.models import Address, Client, Service
from domain.texts import Texts

TEXT_SHOWN = 1500  # units; what is cut here is kept in full
EDITS: dict[str, State] = {
    "client": NewOrder.client,
    "address": NewOrder.address,
    "district": NewOrder.district,
    "service": NewOrder.service,
    "text": NewOrder.text,
    "priority": NewOrder.priority,
    "time": NewOrder.day,
    "price": NewOrder.price,
}


async def get_preview(dialog_manager: DialogManager, t: Texts, **_: Any) -> dict[str, Any]:
    data = (await draft_of(dialog_manager)).data
    service = await Service.get_or_none(id=data.get("service_id"))
    price = data.get("price", service.price if service else None)
    text = view.clipped(data.get("text", "—"), TEXT_SHOWN)
    lines = [
        t.html("neworder.preview_repeated" if "repeats" in data else "neworder.preview"),
        await _client(data, t),
        *await _address(data, t),
        t.html("card.service", service=service.name if service else "—", text=text),
        t.html("neworder.preview_priority", priority=t(f"priority.{data.get('priority', 'normal')}")),
        None if "repeats" in data else await view.when(*_window(data), t),
        await _doubts(data, service, t),
        t.html("card.price", price=t.money(price)),
    ]
    return {"preview": view.joined(lines), "repeats": "repeats" in data, "once": "repeats" not in data}


async def on_create(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    data, t = manager.middleware_data, manager.middleware_data["t"]
    draft = await draft_of(manager)
    new = order_of(draft.data)
    if new.starts_at and new.ends_at:
        slots.checked(new.starts_at, new.ends_at)  # a draft may be older than the window in it
    order = await orders.create(new, by=data["actor"], draft_id=draft.id)
    await finish(manager, t.html("neworder.created", number=order.number))
    await cards.open_card(data["bot"], data["held"], order.id, data["person"])


async def on_rule(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
    """On to when it is repeated; the draft goes with it."""
    from dialogs.office.series.opening import open_rule  # which begins such drafts

    await open_rule(manager, (await draft_of(manager)).id)


async def _client(data: Data, t: Texts) -> str:
    client = await Client.get_or_none(id=data.get("client_id"))
    if client is not None:
        return await view.contact(client, t)
    phone = data.get("client_phone")
    shown = people.shown_phone(phone) if phone else "—"
    return t.html("neworder.preview_new_client", name=data.get("client_name", "—"), phone=shown)


async def _address(data: Data, t: Texts) -> list[str]:
    known = await Address.get_or_none(id=data.get("address_id"))
    placed = known.lat is not None if known else "lat" in data
    line = t.html("card.address", address=known.text if known else data.get("address", "—"))
    district = data.get("district", known.district if known else "")
    on_map = t.html("neworder.preview_placed" if placed else "neworder.preview_placeless")
    return [line, on_map, view.in_district(district, t)]


async def _doubts(data: Data, service: Service | None, t: Texts) -> str | None:
    start, end = _window(data)
    if start is None or end is None or service is None:
        return None
    found = await slots.doubts(start, end, service.minutes)
    reasons = view.capital("; ".join(t.reason(one.row()) for one in found))
    return t.html("neworder.doubts", reasons=reasons) if found else None


def _window(data: Data) -> tuple[datetime | None, datetime | None]:
    if "starts_at" not in data:
        return None, None
    return datetime.fromisoformat(data["starts_at"]), datetime.fromisoformat(data["ends_at"])


preview_window = order_window(
    Made("preview"),
    Button(Label("neworder.create"), id="create", on_click=on_create, when="once"),
    Button(Label("neworder.when_repeated"), id="rule", on_click=on_rule, when="repeats"),
    Group(
        *(
            SwitchTo(
                Label(f"neworder.edit.{name}"), id=name, state=state, when="once" if name == "time" else None
            )
            for name, state in EDITS.items()
        ),
        width=2,
    ),
    state=NewOrder.preview,
    getter=get_preview,
)
