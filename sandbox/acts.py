"""People acting: what a person does with the phone becomes a message, a tap or a block."""

import asyncio
import contextlib
import re
from typing import TYPE_CHECKING, Any

from sandbox import entities, kinds, replies
from sandbox.callbacks import UPDATE_LIFETIME, Query
from sandbox.chats import Chat, Message
from sandbox.marks import units
from sandbox.messages import author, receive, remove, replace, shown, tell_bot
from sandbox.origins import forward_fields, hidden, origin_of
from sandbox.people import Person
from sandbox.refusals import ControlError
from sandbox.sender_chats import spoken_for
from sandbox.world import token_of_digits

if TYPE_CHECKING:
    from sandbox.world import World

Wish = dict[str, Any]
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def place_of(world: "World", wish: Wish) -> tuple[Person, Chat]:
    """Who acts and in which chat: the private one, unless a group is named."""
    person = world.person(wish.get("from"))
    if wish.get("chat_id") in (None, person.id):
        if person.blocked:
            raise ControlError(f"{person.first_name} has stopped the bot; unblock it first.", kind="blocked")
        return person, world.chat_of(person)
    chat = world.chats.get(number(wish, "chat_id"))
    if chat is None or person.id not in chat.members:
        raise ControlError(f"{person.first_name} is in no group {wish.get('chat_id')}.", 404)
    return person, chat


def number(wish: Wish, name: str, default: Any = None, kind: type = int) -> Any:
    """A number; without a default it has to be there."""
    value = wish.get(name)
    if value is None and default is not None:
        return default
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise ControlError(f"The field {name!r} is a number.") from None


def text_of(wish: Wish, name: str, most: int) -> str:
    """A text as a client sends it: with something in it, and not too long."""
    value = wish.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ControlError(f"The field {name!r} is a text that is not empty.", kind="empty")
    if len(value.strip()) > most:
        sentence = f"The field {name!r} has {len(value)} characters; Telegram takes {most}."
        raise ControlError(sentence, kind="too_long", n=len(value), most=most)
    return value


def written(name: str, text: str) -> dict[str, Any]:
    """A text or caption of a person with what Telegram finds in it."""
    text, found = entities.finished(text, [])
    if not text:
        return {}
    return {name: text} | ({"entities" if name == "text" else f"{name}_entities": found} if found else {})


def message_of(chat: Chat, wish: Wish, name: str = "message_id") -> Message:
    """The message that is meant."""
    message = chat.messages.get(number(wish, name))
    if message is None:
        raise ControlError(f"There is no message {wish[name]} in this chat.", 404, kind="no_message")
    return message


def answers(chat: Chat, wish: Wish) -> dict[str, Any]:
    """The message that is replied to (in a topic at least the one that opened it), and what of it is quoted."""
    if not wish.get("reply_to"):
        return {"reply": topic_of(chat, wish)} if wish.get("thread") else {}
    target = message_of(chat, wish, "reply_to")
    if not wish.get("quote"):
        return {"reply": target}
    part, said = str(wish["quote"]), target.get("text") or target.get("caption") or ""
    if part not in said:
        raise ControlError(f"The quote {part!r} does not stand in message {target['message_id']}.")
    quote = replies.quoted(part, units(said[: said.index(part)]), replies.marks_of(target))
    return {"reply": target, "quote": quote | {"is_manual": True}}


def topic_of(chat: Chat, wish: Wish) -> Message:
    """The message that opened the topic which is meant by `thread`."""
    if chat.group is None or number(wish, "thread") not in chat.group.topics:
        raise ControlError(f"There is no topic {wish['thread']} in this chat.", 404)
    return message_of(chat, wish, "thread")


def said_before(world: "World", wish: Wish) -> dict[str, Any]:
    """Who said it first, when a message is forwarded from elsewhere: a person's number, or a name."""
    source = wish.get("forwarded_from")
    if not source:
        return {}
    if isinstance(source, str) and not source.isdecimal():
        return forward_fields(hidden(source, world.now()))
    someone = world.person(source)
    return forward_fields(origin_of(world, {"from": someone.user(), "date": world.now()}))


def write(world: "World", wish: Wish) -> Message:
    """A text, or `start`: a deep link's payload. /start is what Restart sends, so it unblocks the bot."""
    if payload := wish.get("start"):
        if not isinstance(payload, str) or not PAYLOAD.fullmatch(payload):
            sentence = "The payload of a deep link is 1 to 64 of A-Z, a-z, 0-9, _ and -."
            raise ControlError(sentence, kind="payload")
        wish = wish | {"text": f"/start {payload}"}
    text = text_of(wish, "text", entities.MAX_TEXT)
    person = world.person(wish.get("from"))
    if person.blocked and text.startswith("/start"):
        set_blocked(world, person, on=False)
    person, chat = place_of(world, wish)
    content = written("text", text) | said_before(world, wish)
    more = answers(chat, wish)
    if wish.get("sender_chat"):
        more["speaker"] = spoken_for(world, chat, person, number(wish, "sender_chat"))
    return shown(world, chat, receive(world, chat, person, content, **more))


def edit(world: "World", wish: Wish) -> Message:
    """Another text or caption in a message of one's own."""
    person, chat = place_of(world, wish)
    message = message_of(chat, wish)
    name = "text" if "text" in message else "caption"
    kind = kinds.of_message(message)
    editable = name == "text" or (kind is not None and kind.captioned)
    if author(message) not in (person.id, 0) or "forward_origin" in message or not editable:
        sentence = f"Message {message['message_id']} is not one that {person.first_name} can edit."
        raise ControlError(sentence, kind="not_editable")
    text = text_of(wish, "text", entities.MAX_TEXT if name == "text" else entities.MAX_CAPTION)
    dropped = (name, "entities", "caption_entities")
    new = {key: value for key, value in message.items() if key not in dropped}
    new |= {"edit_date": world.now()} | written(name, text)
    replace(world, chat, new, by_bot=False)
    tell_bot(world, chat, new, "edited_")
    return shown(world, chat, new)


def delete(world: "World", wish: Wish) -> dict[str, Any]:
    """Take a message away on both sides; the bot is not told."""
    _, chat = place_of(world, wish)
    remove(world, chat, [message_of(chat, wish)["message_id"]])
    return {"deleted": True}


def contact(world: "World", wish: Wish) -> Message:
    """A contact: one's own by the button, or anybody's."""
    person, chat = place_of(world, wish)
    if wish.get("own"):
        if not person.phone:
            raise ControlError(f"{person.first_name} has no phone number; give one first.", kind="no_phone")
        card: Wish = {"phone_number": person.phone.lstrip("+"), "first_name": person.first_name}
        if person.last_name:
            card["last_name"] = person.last_name
        card["user_id"] = person.id
    else:
        card = {
            "phone_number": text_of(wish, "phone_number", 64),
            "first_name": text_of(wish, "first_name", 64),
        }
    return shown(world, chat, receive(world, chat, person, {"contact": card}, **answers(chat, wish)))


def location(world: "World", wish: Wish) -> Message:
    """A place, live when live_period is given."""
    person, chat = place_of(world, wish)
    place = place_on_earth(wish) | (
        {"live_period": number(wish, "live_period")} if wish.get("live_period") else {}
    )
    return shown(world, chat, receive(world, chat, person, {"location": place}, **answers(chat, wish)))


def place_on_earth(wish: Wish) -> dict[str, float]:
    """The latitude and longitude of a wish."""
    try:
        place = {"latitude": float(wish["latitude"]), "longitude": float(wish["longitude"])}
    except (KeyError, TypeError, ValueError):
        raise ControlError("A location has a latitude and a longitude.") from None
    if not (-90 <= place["latitude"] <= 90 and -180 <= place["longitude"] <= 180):
        raise ControlError("This place is not on Earth.")
    return place


def move(world: "World", wish: Wish) -> Message:
    """A live location moves: the bot gets an edited message."""
    person, chat = place_of(world, wish)
    message = message_of(chat, wish)
    refuse_still(world, person, message)
    period = message["location"]["live_period"]
    new = message | {"location": place_on_earth(wish) | {"live_period": period}, "edit_date": world.now()}
    replace(world, chat, new, by_bot=False)
    tell_bot(world, chat, new, "edited_")
    return shown(world, chat, new)


def refuse_still(world: "World", person: Person, message: Message) -> None:
    """Only one's own place can be moved, and while it is shared."""
    period = message.get("location", {}).get("live_period")
    if author(message) != person.id or not period or message["date"] + period < world.now():
        raise ControlError(f"Message {message['message_id']} is no live location of {person.first_name}.")


async def tap(world: "World", wish: Wish) -> dict[str, Any]:
    """A tap on an inline button, also on one that is long gone: clients may send stale data."""
    person, chat = place_of(world, wish)
    message_id = number(wish, "message_id")
    message = chat.messages.get(message_id)
    data = wish.get("data")
    if data is None:
        data = _button(message or {}, wish)
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise ControlError("The data of a button has 1 to 64 bytes.")
    query = Query(token_of_digits(), person.id, world.clock())
    world.queries.add(query)
    body = {
        "id": query.id,
        "from": chat.user if chat.private else person.user(),
        **tapped(world, chat, message, message_id),
        "chat_instance": str(-(chat.id * 7_919_031_337 + world.bot["id"])),
        "data": data,
    }
    world.push("callback_query", body, chat.id, UPDATE_LIFETIME)
    return await answer_of(query, number(wish, "wait", 0.0, float))


def tapped(world: "World", chat: Chat, message: Message | None, message_id: int) -> dict[str, Any]:
    """Under which message the button stands: by its inline name where it came by way of the bot."""
    if inline_id := world.inline.ids.get((chat.id, message_id)):
        return {"inline_message_id": inline_id}
    return {"message": message or {"chat": chat.info, "message_id": message_id, "date": 0}}


async def answer_of(query: Query, wait: float) -> dict[str, Any]:
    """What the bot answered to a tap, waited for at most `wait` seconds."""
    if wait:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(query.done.wait(), min(wait, 120))
    return {"query_id": query.id, "answered": query.answer is not None, "answer": query.answer}


def _button(message: Message, wish: Wish) -> str:
    """The data of the button with this label or at this place."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    row, col = wish.get("row"), wish.get("col")
    if row is not None and col is not None:
        try:
            button = rows[int(row)][int(col)]
        except (IndexError, ValueError):
            raise ControlError(f"There is no button in row {row}, column {col}.") from None
    else:
        found = [one for line in rows for one in line if one["text"] == wish.get("label")]
        if not found:
            labels = ", ".join(repr(one["text"]) for line in rows for one in line) or "none"
            raise ControlError(f"There is no button {wish.get('label')!r}; the message has: {labels}.", 404)
        button = found[0]
    if "callback_data" not in button:
        raise ControlError(f"The button {button['text']!r} sends nothing to the bot.")
    return str(button["callback_data"])


def set_blocked(world: "World", person: Person, *, on: bool) -> None:
    """Stop the bot, or let it write again; doing it twice does nothing."""
    if person.blocked == on:
        return
    chat = world.chat_of(person)
    person.blocked = on
    old, new = ("member", "kicked") if on else ("kicked", "member")
    world.membership(chat, person.user(), old, new)
    world.tell_people()
