"""A new order: who, where, what, when; a look at the whole; made."""

from aiogram_dialog import Dialog, DialogManager

from dialogs.common.opening import open_window
from dialogs.office.neworder.address import address_window
from dialogs.office.neworder.afresh import afresh_window
from dialogs.office.neworder.client import client_of, client_window
from dialogs.office.neworder.client_name import client_name_window
from dialogs.office.neworder.district import district_window
from dialogs.office.neworder.fields import next_step
from dialogs.office.neworder.place import place_window
from dialogs.office.neworder.preview import preview_window
from dialogs.office.neworder.price import price_window
from dialogs.office.neworder.priority import priority_window
from dialogs.office.neworder.service import service_window
from dialogs.office.neworder.text import text_window
from dialogs.office.neworder.when import day_window, month_window, slots_window, window_window
from dialogs.states import NewOrder, named
from domain import drafts
from domain.access import Actor

__all__ = ["dialog", "open_neworder"]

dialog = Dialog(
    client_window,
    client_name_window,
    address_window,
    place_window,
    district_window,
    service_window,
    text_window,
    priority_window,
    day_window,
    slots_window,
    month_window,
    window_window,
    preview_window,
    price_window,
    afresh_window,
)


async def open_neworder(manager: DialogManager, text: str = "") -> None:
    """Begin an order, with what ``text`` says of the client, or go on with the one that was begun.

    The windows of one gone on with offer to start afresh. Raises Invalid for a text that names nobody.
    """
    actor: Actor = manager.middleware_data["actor"]
    answer = await client_of(text, {}, actor) if text else {}
    said = {key: value for key, value in answer.items() if value is not None}
    draft = await drafts.begin(by=actor, kind="neworder", step=str(next_step(said).state), **said)
    state = named(draft.step) or NewOrder.client
    await open_window(manager, state, draft=draft.id, resumed=bool(draft.data) and draft.data != said)
