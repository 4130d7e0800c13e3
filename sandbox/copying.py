"""Copies and forwards, of one message or of up to a hundred."""

import itertools
from typing import Any

from sandbox import entities, kinds
from sandbox.calls import Call, method
from sandbox.chats import Chat, Message
from sandbox.media import CAPTION_TOO_LONG
from sandbox.messages import find_chat, options, post, send
from sandbox.origins import forward_fields, origin_of
from sandbox.refusals import bad_request
from sandbox.replies import is_service

KEPT = (
    "text", "entities", "caption", "caption_entities", "link_preview_options", "contact", "venue",
    "show_caption_above_media", "has_media_spoiler",
)  # fmt: skip
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
MOST = 100


def source(call: Call, verb: str) -> Message:
    """The message that is to go elsewhere."""
    chat = find_chat(call, "from_chat_id", writing=False)
    message = chat.messages.get(call.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if not may_go(message, verb):
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def may_go(message: Message, verb: str) -> bool:
    """Service messages go nowhere; what is protected can be copied by its bot and not forwarded.

    A quiz can be copied while the bot knows its answer, which it does for its own.
    """
    if is_service(message) or (verb == "forward" and message.get("has_protected_content")):
        return False
    poll = message.get("poll")
    return not (verb == "copy" and poll and poll["type"] == "quiz" and "correct_option_ids" not in poll)


def content_of(call: Call, message: Message, verb: str) -> dict[str, Any]:
    """What a message says, with file ids of its own."""
    content = {name: message[name] for name in KEPT if name in message}
    content |= call.world.files.renewed(message)
    if "location" in message:
        content["location"] = {n: v for n, v in message["location"].items() if n != "live_period"}
    if "dice" in message:
        # A copied dice is thrown anew, a forwarded one shows what was thrown.
        emoji = message["dice"]["emoji"]
        content["dice"] = call.world.luck.throw(emoji) if verb == "copy" else message["dice"]
    if "poll" in message:
        content["poll"] = call.world.polls.again(message["poll"], copied=verb == "copy")
    return content


def forwarded(call: Call, message: Message) -> dict[str, Any]:
    """A message with its origin; of its buttons those stay that only open an address."""
    content = forward_fields(origin_of(call.world, message)) | content_of(call, message, "forward")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if rows and all("url" in button for row in rows for button in row):
        content["reply_markup"] = message["reply_markup"]
    return content


@method("copyMessage", counted=True)
async def copy_message(call: Call) -> dict[str, Any]:
    """The same content as a new message; only its number is told."""
    message = source(call, "copy")
    content = content_of(call, message, "copy")
    kind = kinds.of_message(message)
    if "caption" in call.args and kind is not None and kind.captioned:
        content = {n: v for n, v in content.items() if n not in CAPTION}
        content |= entities.content(
            call, "caption", entities.MAX_CAPTION, CAPTION_TOO_LONG, entities="caption_entities", empty=True
        )
        if kind.visual and "caption" in content and call.flag("show_caption_above_media"):
            content["show_caption_above_media"] = True
    sent = send(call, content)
    call.world.polls.shown_at(sent)
    return {"message_id": sent["message_id"]}


@method("forwardMessage", counted=True)
async def forward_message(call: Call) -> dict[str, Any]:
    """The same message with its origin."""
    message = source(call, "forward")
    chat = find_chat(call)
    return post_forward(call, chat, forwarded(call, message))


def post_forward(call: Call, chat: Chat, content: dict[str, Any]) -> Message:
    """Put a forward into a chat."""
    sent = post(call.world, chat, content, **options(call))
    call.world.polls.shown_at(sent)
    return sent


def numbers(call: Call) -> list[int]:
    """Up to a hundred message numbers, each larger than the one before."""
    ids: Any = call.get("message_ids")
    if not isinstance(ids, list) or not all(type(one) is int for one in ids):
        raise bad_request("message identifiers must be an Array of Integers")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST:
        raise bad_request("too many message identifiers specified")
    return ids


async def many(call: Call, verb: str) -> list[dict[str, int]]:
    """Copy or forward what can be; albums stay together, what is missing is skipped."""
    ids = numbers(call)
    if any(later <= earlier for earlier, later in itertools.pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    origin, chat = find_chat(call, "from_chat_id", writing=False), find_chat(call)
    chosen = [one for each in ids if (one := origin.messages.get(each)) and may_go(one, verb)]
    if not chosen:
        raise bad_request("there are no messages to forward")
    albums: dict[str, str] = {}
    sent = []
    for message in chosen:
        content = forwarded(call, message) if verb == "forward" else content_of(call, message, verb)
        if call.flag("remove_caption"):
            content = {name: value for name, value in content.items() if name not in CAPTION}
        if album := message.get("media_group_id"):
            content["media_group_id"] = albums.setdefault(album, call.world.album_id())
        sent.append({"message_id": post_forward(call, chat, content)["message_id"]})
    return sent


@method("copyMessages", counted=True)
async def copy_messages(call: Call) -> list[dict[str, int]]:
    """Several copies; their numbers are told."""
    return await many(call, "copy")


@method("forwardMessages", counted=True)
async def forward_messages(call: Call) -> list[dict[str, int]]:
    """Several forwards; their numbers are told."""
    return await many(call, "forward")
