"""Who said something first: the `MessageOrigin` of forwards and of replies into another chat."""

from typing import TYPE_CHECKING, Any

from sandbox.chats import Message

if TYPE_CHECKING:
    from sandbox.world import World


def origin_of(world: "World", message: Message) -> dict[str, Any]:
    """Where a message comes from; a forward keeps the origin it has."""
    if origin := message.get("forward_origin"):
        return dict(origin)
    if message.get("chat", {}).get("type") == "channel":
        where = {"chat": message["chat"], "message_id": message["message_id"]}
        return {"type": "channel", "date": message["date"], **where}
    if chat := message.get("sender_chat"):
        origin = {"type": "chat", "sender_chat": chat, "date": message["date"]}
        signature = message.get("author_signature")
        return origin | ({"author_signature": signature} if signature else {})
    sender = message["from"]
    person = world.people.get(sender["id"])
    if person and person.hides_forwards:
        return hidden(" ".join(filter(None, (person.first_name, person.last_name))), message["date"])
    return {"type": "user", "sender_user": sender, "date": message["date"]}


def hidden(name: str, date: int) -> dict[str, Any]:
    """Somebody who keeps forwards from leading to the account."""
    return {"type": "hidden_user", "sender_user_name": name, "date": date}


def forward_fields(origin: dict[str, Any]) -> dict[str, Any]:
    """The origin as a forward carries it, in the words of today and of before Bot API 7.0."""
    old: dict[str, Any] = {"forward_date": origin["date"]}
    for name, before in (
        ("sender_user", "forward_from"),
        ("sender_user_name", "forward_sender_name"),
        ("sender_chat", "forward_from_chat"),
    ):
        if name in origin:
            old[before] = origin[name]
    return {"forward_origin": origin} | old
