"""Edits of text, caption, media and buttons."""

from typing import Any

from sandbox import albums, entities, keyboards, kinds, media
from sandbox.calls import Call, method
from sandbox.chats import Chat, Message
from sandbox.kinds import Kind
from sandbox.messages import NOT_MODIFIED, author, find_chat, replace
from sandbox.photos import NotAPhoto
from sandbox.refusals import bad_request
from sandbox.sending import link_preview

CONTENT = (
    "text", "entities", "caption", "caption_entities", "link_preview_options", "show_caption_above_media",
    "has_media_spoiler", *kinds.BY_FIELD,
)  # fmt: skip
COMPARED = (*(name for name in CONTENT if name not in kinds.BY_FIELD), "location", "reply_markup")
CANT_EDIT = "message can't be edited"


def target(call: Call) -> tuple[Chat, Message]:
    """The message that is to be edited, when the bot may."""
    if call.get("inline_message_id"):
        return inline_target(call)
    if "chat_id" not in call.args and "message_id" not in call.args:
        raise bad_request("message identifier is not specified")
    if call.args.get("chat_id") in (None, ""):
        raise bad_request("chat_id is empty")
    chat = find_chat(call)
    if not call.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(call.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    own = author(message) in (0, call.world.bot["id"])
    if (
        not own
        or message["message_id"] in chat.fixed
        or "forward_origin" in message
        or "pinned_message" in message
    ):
        raise bad_request(CANT_EDIT)
    return chat, message


def inline_target(call: Call) -> tuple[Chat, Message]:
    """A message that a person sent by way of the bot, wherever it stands."""
    chat_id, message_id = call.world.inline.messages.get(call.text("inline_message_id"), (0, 0))
    chat = call.world.chats.get(chat_id)
    message = chat.messages.get(message_id) if chat else None
    if chat is None or message is None:
        raise bad_request("MESSAGE_ID_INVALID")
    return chat, message


def edited(call: Call, chat: Chat, new: Message) -> Message | bool:
    """Put the change in place; whoever has no chat to look at is only told that it is done."""
    message = replace(call.world, chat, new)
    return True if call.get("inline_message_id") else message


def editable(call: Call, message: Message, markup: dict[str, Any] | None) -> Message:
    """A message edited just now; without a markup its buttons are gone."""
    new = {name: value for name, value in message.items() if name not in ("reply_markup", "edit_date")}
    new["edit_date"] = call.world.now()
    if markup:
        new["reply_markup"] = markup
    return new


def not_modified(old: Message, new: Message) -> None:
    """Refuse an edit that changes nothing."""
    if all(old.get(name) == new.get(name) for name in COMPARED) and _files(old) == _files(new):
        raise bad_request(NOT_MODIFIED)


def _files(message: Message) -> list[Any]:
    """What tells the media of two messages apart."""
    kind = kinds.of_message(message)
    if kind is None:
        return []
    if kind is kinds.PHOTO:
        return [size["file_unique_id"] for size in message["photo"]]
    found = message[kind.field]
    return [kind.field, found["file_unique_id"], found.get("start_timestamp")]


def with_content(message: Message, content: dict[str, Any], *dropped: str) -> Message:
    """A message with other content in place of the fields that are dropped."""
    return {name: value for name, value in message.items() if name not in dropped} | content


@method("editMessageText", counted=True)
async def edit_message_text(call: Call) -> Message | bool:
    """Another text; without reply_markup the buttons go."""
    if "rich_message" in call.args and not call.text("text"):
        raise bad_request("rich messages are not part of this sandbox")
    if not call.text("text"):
        raise bad_request("message text is empty")
    content = entities.content(
        call, "text", entities.MAX_TEXT, "MESSAGE_TOO_LONG", entities="entities", empty=False
    ) | link_preview(call)
    markup = keyboards.read(call.get("reply_markup"), inline_only=True)
    chat, message = target(call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    new = with_content(editable(call, message, markup), content, "text", "entities", "link_preview_options")
    not_modified(message, new)
    return edited(call, chat, new)


@method("editMessageCaption", counted=True)
async def edit_message_caption(call: Call) -> Message | bool:
    """Another caption, or none."""
    text = media.caption(call, "MEDIA_CAPTION_TOO_LONG")
    markup = keyboards.read(call.get("reply_markup"), inline_only=True)
    chat, message = target(call)
    kind = kinds.of_message(message)
    if kind is None or not kind.captioned:
        raise bad_request("there is no caption in the message to edit")
    above = {"show_caption_above_media": call.flag("show_caption_above_media")}
    dropped = ("caption", "caption_entities", "show_caption_above_media")
    content = text | media.looks(kind, text, above)
    new = with_content(editable(call, message, markup), content, *dropped)
    not_modified(message, new)
    return edited(call, chat, new)


@method("editMessageReplyMarkup", counted=True)
async def edit_message_reply_markup(call: Call) -> Message | bool:
    """Other buttons, or none."""
    markup = keyboards.read(call.get("reply_markup"), inline_only=True)
    chat, message = target(call)
    new = editable(call, message, markup)
    not_modified(message, new)
    return edited(call, chat, new)


@method("editMessageMedia", counted=True)
async def edit_message_media(call: Call) -> Message | bool:
    """Other media; a text may become one, never the other way round."""
    markup = keyboards.read(call.get("reply_markup"), inline_only=True)
    wanted = albums.kind_of(call.get("media"))
    chat, message = target(call)
    refuse_other_media(message, wanted)
    mine = chat.media_edits[message["message_id"]] = object()
    try:
        content = await albums.item(call, call.get("media"), "MEDIA_CAPTION_TOO_LONG")
    except NotAPhoto as no:
        raise bad_request(str(no)) from None
    # The upload took a while: the message may have gone, or another edit may have begun.
    if chat.media_edits.get(message["message_id"]) is not mine:
        raise bad_request("canceled by new edit message request")
    del chat.media_edits[message["message_id"]]
    chat, message = target(call)
    new = with_content(editable(call, message, markup), content, *CONTENT)
    not_modified(message, new)
    return edited(call, chat, new)


def refuse_other_media(message: Message, wanted: Kind) -> None:
    """Voices, video notes and what is no media stay what they are; in an album a kind stays with its own."""
    kind = kinds.of_message(message)
    if "text" not in message and (kind is None or not kind.editable):
        raise bad_request("message media can't be edited")
    if "media_group_id" in message and kind is not None and kind.album != wanted.album:
        raise bad_request("can't change media type in the album")
