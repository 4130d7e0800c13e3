"""Deleting messages: within 48 hours, one or up to a hundred."""

from sandbox.calls import Call, method
from sandbox.chats import Chat, Message
from sandbox.copying import numbers
from sandbox.messages import author, find_chat, remove
from sandbox.refusals import bad_request
from sandbox.roles import may

DELETABLE_FOR = 48 * 3600


@method("deleteMessage")
async def delete_message(call: Call) -> bool:
    """One message, the bot's or (in a private chat) the person's."""
    chat = find_chat(call)
    message = chat.messages.get(call.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    refuse_kept(call, chat, message)
    remove(call.world, chat, [message["message_id"]])
    call.world.journal.touch(chat.id)
    return True


@method("deleteMessages")
async def delete_messages(call: Call) -> bool:
    """Several; those that are not there are skipped."""
    ids = numbers(call)
    chat = find_chat(call)
    for one in ids:
        if message := chat.messages.get(one):
            refuse_kept(call, chat, message)
    remove(call.world, chat, ids)
    call.world.journal.touch(chat.id)
    return True


def refuse_kept(call: Call, chat: Chat, message: Message) -> None:
    """After two days a message stays, and what others wrote in a group: unless an administrator deletes it."""
    me = call.world.bot["id"]
    if not chat.private and may(call.world, chat, me, "can_delete_messages"):
        return
    old = call.world.now() - message["date"] > DELETABLE_FOR
    if old or not (chat.private or author(message) == me):
        raise bad_request("message can't be deleted for everyone")
