"""Drafts: what a person sees of a message while the bot still writes it."""

from typing import TYPE_CHECKING, Any

from sandbox import entities
from sandbox.calls import Call, method
from sandbox.chats import Chat
from sandbox.messages import find_chat
from sandbox.refusals import bad_request
from sandbox.threads import placed

if TYPE_CHECKING:
    from sandbox.world import World

SHOWN_FOR = 30


@method("sendMessageDraft")
async def send_message_draft(call: Call) -> bool:
    """A part of a message, for half a minute or until the bot sends one; without a text the bot thinks."""
    content = entities.content(
        call, "text", entities.MAX_TEXT, "message is too long", entities="entities", empty=True
    )
    number, chat, world = call.integer("draft_id"), find_chat(call), call.world
    if not number:
        raise bad_request("invalid draft identifier specified")
    if not chat.private:
        raise bad_request("TEXTDRAFT_PEER_INVALID")
    placed(world, chat, call.integer("message_thread_id"), None, world.bot["id"])
    chat.draft = {"draft_id": number, **content, "until": world.clock() + SHOWN_FOR} | {
        name: call.flag(name) for name in ("can_stop", "keep_on_stop")
    }
    world.journal.touch(chat.id)
    world.journal.emit("draft", person_id=chat.id, draft=seen(world, chat))
    return True


def seen(world: "World", chat: Chat | None) -> dict[str, Any] | None:
    """The draft that a person sees now."""
    if chat is None or chat.draft is None or chat.draft["until"] <= world.clock():
        return None
    return chat.draft
