"""Deleting messages: within 48 hours, one or up to a hundred."""

from typing import Any

from sandbox.calls import Call, method
from sandbox.copying import numbers
from sandbox.messages import find_chat, remove
from sandbox.refusals import bad_request

DELETABLE_FOR = 48 * 3600


@method("deleteMessage")
async def delete_message(call: Call) -> bool:
    """One message, the bot's or (in a private chat) the person's."""
    chat = find_chat(call)
    message = chat.messages.get(call.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    refuse_old(call, message)
    if not chat.private and message["from"]["id"] != call.world.bot["id"]:
        raise bad_request("message can't be deleted for everyone")
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
            refuse_old(call, message)
    remove(call.world, chat, ids)
    call.world.journal.touch(chat.id)
    return True


def refuse_old(call: Call, message: dict[str, Any]) -> None:
    """After two days a message stays."""
    if call.world.now() - message["date"] > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
