"""Who calls: a phone, a name or a part of either; a shared contact; both in one line."""

from operator import attrgetter
from typing import Any

from aiogram.types import CallbackQuery, ContentType, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column

from dialogs import view
from dialogs.common.inputs import text_input
from dialogs.common.lists import choice
from dialogs.common.widgets import Say
from dialogs.office.neworder.fields import Data, draft_of, keep
from dialogs.office.neworder.frame import order_window
from dialogs.states import NewOrder
from domain import drafts, people
from domain.access import Actor
from domain.errors import Invalid
from domain.models import Client
from domain.texts import Texts

SHORTEST = 2  # letters or digits that say something
# Another client lives elsewhere: a typed address would become one of his without anybody saying so.
NO_ADDRESS = dict.fromkeys(("address_id", "address", "lat", "lon", "placeless", "district"))


async def get_found(dialog_manager: DialogManager, actor: Actor, **_: Any) -> dict[str, Any]:
    data = (await draft_of(dialog_manager)).data
    search = data.get("search", "")
    found = await people.clients_like(search, by=actor) if search else []
    return {
        "found": found,
        "search": search,
        "once": not found and "repeats" not in data,
        "repeated": not found and "repeats" in data,
    }


async def on_text(manager: DialogManager, text: str) -> None:
    draft, actor = await draft_of(manager), manager.middleware_data["actor"]
    answer = await client_of(text, draft.data, actor)
    if answer.get("search"):
        await drafts.put(draft.id, by=actor, **answer)  # the window stays and shows who was found
    else:
        await keep(manager, **answer)


async def on_contact(message: Message, _: Any, manager: DialogManager) -> None:
    contact = message.contact
    assert contact is not None
    number = contact.phone_number
    # Telegram leaves out the plus; a number from an address book may begin with the trunk prefix 8.
    if not number.startswith(("+", "8")):
        number = f"+{number}"
    name = " ".join(filter(None, (contact.first_name, contact.last_name)))
    await keep(manager, **await _called(people.normal_phone(number), name, (await draft_of(manager)).data))


async def on_client(_query: CallbackQuery, _select: Any, manager: DialogManager, client_id: int) -> None:
    await keep(manager, **_known(client_id, (await draft_of(manager)).data))


async def client_of(text: str, old: Data, actor: Actor) -> Data:
    """What a typed text says of the client, to be kept: a phone with or without a name, or words to search by.

    Raises :class:`Invalid` when it finds nobody or is no phone number.
    """
    phone, name = (None, "") if people.is_part_of_phone(text) else people.split_contact(text)
    if phone:
        return await _called(phone, name, old)
    if sum(character.isalnum() for character in text) < SHORTEST:
        raise Invalid("neworder.search_short")
    if not await people.clients_like(text, by=actor):
        raise Invalid("neworder.nobody", text=view.short(text))
    return {"search": text}


async def _called(phone: str, name: str, old: Data) -> Data:
    client = await people.client_by_phone(phone)
    if client is not None:
        return _known(client.id, old)
    has_name = any(character.isalpha() for character in name)
    return {
        "client_phone": phone,
        "client_name": people.normal_name(name) if has_name else None,
        "client_id": None,
        "search": None,
        **({} if old.get("client_phone") == phone else NO_ADDRESS),
    }


def _known(client_id: int, old: Data) -> Data:
    return {
        "client_id": client_id,
        "client_phone": None,
        "client_name": None,
        "search": None,
        **({} if old.get("client_id") == client_id else NO_ADDRESS),
    }


def label(client: Client, _: Texts) -> str:
    phone = next((people.shown_phone(phone.number) for phone in client.phones), "")
    return view.short(" · ".join(filter(None, (client.name, people.company_beside(client), phone))))


client_window = order_window(
    Say("neworder.client", when="once"),
    Say("neworder.client_repeated", when="repeated"),
    Say("neworder.client_found", when="found"),
    Column(choice("found", on_client, id="c", label=label, of=attrgetter("id"))),
    text_input(on_text),
    MessageInput(on_contact, content_types=ContentType.CONTACT),
    state=NewOrder.client,
    getter=get_found,
    other="neworder.expects_client",
)
