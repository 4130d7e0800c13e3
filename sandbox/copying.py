"""Copies and forwards of one message."""

from typing import Any

from sandbox import entities
from sandbox.calls import Call, method
from sandbox.messages import find_chat, options, post, send
from sandbox.refusals import bad_request

KEPT = (
    "text", "entities", "caption", "caption_entities", "link_preview_options", "photo", "document", "contact",
    "venue", "show_caption_above_media", "has_media_spoiler",
)  # fmt: skip


def source(call: Call, verb: str) -> dict[str, Any]:
    """The message that is to go elsewhere."""
    chat = find_chat(call, "from_chat_id", writing=False)
    message = chat.messages.get(call.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.get("has_protected_content") or "pinned_message" in message:
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def content_of(call: Call, message: dict[str, Any]) -> dict[str, Any]:
    """What a message says, with file ids of its own."""
    files = call.world.files
    content = {name: message[name] for name in KEPT if name in message}
    if "location" in message:
        content["location"] = {n: v for n, v in message["location"].items() if n != "live_period"}
    if "photo" in content and (stored := files.find(content["photo"][-1]["file_id"])):
        content["photo"] = files.photo_sizes(stored)
    if "document" in content and (stored := files.find(content["document"]["file_id"])):
        content["document"] = files.document(stored)
    return content


@method("copyMessage", counted=True)
async def copy_message(call: Call) -> dict[str, Any]:
    """The same content as a new message; only its number is told."""
    content = content_of(call, source(call, "copy"))
    if "caption" in call.args and ("photo" in content or "document" in content):
        content = {n: v for n, v in content.items() if n not in ("caption", "caption_entities")}
        content |= entities.content(
            call,
            "caption",
            entities.MAX_CAPTION,
            "message caption is too long",
            entities="caption_entities",
            empty=True,
        )
    return {"message_id": send(call, content)["message_id"]}


@method("forwardMessage", counted=True)
async def forward_message(call: Call) -> dict[str, Any]:
    """The same message with its origin."""
    message = source(call, "forward")
    chat = find_chat(call)
    origin = message.get("forward_origin") or {
        "type": "user",
        "sender_user": message["from"],
        "date": message["date"],
    }
    return post(call.world, chat, {"forward_origin": origin} | content_of(call, message), **options(call))
