"""What a message answers: one of its chat or of another chat, whole or quoted."""

from typing import TYPE_CHECKING, Any

from sandbox import entities
from sandbox.calls import Call, chat_name, field_of, needed
from sandbox.chats import Chat, Message
from sandbox.marks import Entity, units
from sandbox.origins import origin_of
from sandbox.refusals import bad_request

if TYPE_CHECKING:
    from sandbox.world import World

NOT_FOUND = "message to be replied not found"
QUOTE_INVALID = "QUOTE_TEXT_INVALID"
MAX_QUOTE = 1024
# What a quote has to repeat of the marks of its source; the rest is not quoted.
QUOTED = {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"}
# What an external reply shows of the message it answers.
SHOWN = (
    "link_preview_options", "photo", "document", "animation", "audio", "sticker", "video", "video_note", "voice",
    "has_media_spoiler", "contact", "dice", "location", "poll", "venue",
)  # fmt: skip


def reply_fields(call: Call, chat: Chat) -> dict[str, Any]:
    """`reply_to_message` or `external_reply`, and `quote`; empty when nothing is answered."""
    given = call.get("reply_parameters")
    if given is None:
        message_id = call.integer("reply_to_message_id")
        target = _target(chat, message_id, lenient=call.flag("allow_sending_without_reply"))
        return {"reply_to_message": without_reply(target)} if target else {}
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    message_id = needed(given, "message_id", int)
    lenient = field_of(given, "allow_sending_without_reply", bool, default=False)
    source = _source(call.world, chat, given)
    away = source is not chat
    # A reply into another chat has to find its message.
    target = _target(source, message_id, lenient=lenient and not away)
    if target is None or (away and (target.get("has_protected_content") or is_service(target))):
        return {}
    found = {"external_reply": external(call.world, source, target)} if away else {
        "reply_to_message": without_reply(target)
    }  # fmt: skip
    if quote := _quote(call.world, given, target, whole=away):
        found["quote"] = quote
    return found


def without_reply(message: Message) -> Message:
    """A message as it stands inside another one: one level deep."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def is_service(message: Message) -> bool:
    """Whether Telegram wrote this message about the chat; such ones go nowhere else."""
    return not SPOKEN & message.keys()


SPOKEN = frozenset((*SHOWN, "text", "rich_message", "game", "invoice"))


def _source(world: "World", chat: Chat, given: dict[str, Any]) -> Chat:
    if given.get("chat_id") in (None, "", chat.id):
        return chat
    source = world.chats.get(chat_name(given["chat_id"]))  # type: ignore[arg-type]
    if source is None:
        raise bad_request("chat not found")
    return source


def _target(chat: Chat, message_id: int, *, lenient: bool) -> Message | None:
    if message_id <= 0:
        return None
    target = chat.messages.get(message_id)
    if target is None and not lenient:
        raise bad_request(NOT_FOUND)
    return target


def external(world: "World", chat: Chat, message: Message) -> dict[str, Any]:
    """A message of another chat, as the one who answers it shows it."""
    found: dict[str, Any] = {"origin": origin_of(world, message)}
    if chat.info["type"] == "supergroup":
        found |= {"chat": chat.info, "message_id": message["message_id"]}
    return found | {name: message[name] for name in SHOWN if name in message}


def _quote(world: "World", given: dict[str, Any], target: Message, *, whole: bool) -> dict[str, Any] | None:
    """The part of a message that is quoted; without one, a reply into another chat quotes its beginning."""
    text = target.get("text") or target.get("caption") or ""
    marks = marks_of(target)
    wanted = entities.composed(
        world,
        str(given.get("quote") or ""),
        str(given.get("quote_parse_mode") or ""),
        given.get("quote_entities"),
        "text",
        MAX_QUOTE,
        QUOTE_INVALID,
        empty=True,
        detect=False,
    )
    if not wanted:
        return quoted(text[:MAX_QUOTE], 0, marks) if whole and text else None
    asked = [one for one in wanted.get("entities", ()) if one["type"] in QUOTED]
    near = field_of(given, "quote_position", int, default=0)
    for start in sorted(_places(text, wanted["text"]), key=lambda at: abs(units(text[:at]) - near)):
        found = quoted(wanted["text"], units(text[:start]), marks)
        if found.get("entities", []) == asked:
            return found | {"is_manual": True}
    raise bad_request(QUOTE_INVALID)


def marks_of(message: Message) -> list[Entity]:
    """The marks of a text or caption that a quote of it has to repeat."""
    found = message.get("entities") or message.get("caption_entities") or []
    return [one for one in found if one["type"] in QUOTED]


def _places(text: str, part: str) -> list[int]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def quoted(part: str, position: int, marks: list[Entity]) -> dict[str, Any]:
    """A `TextQuote`: the marks that cover it, cut to it."""
    length, inside = units(part), []
    for mark in marks:
        start = max(0, mark["offset"] - position)
        end = min(length, mark["offset"] + mark["length"] - position)
        if start < end:
            inside.append(mark | {"offset": start, "length": end - start})
    return {"text": part, "position": position} | ({"entities": inside} if inside else {})
