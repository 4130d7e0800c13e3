"""Methods that change what a chat is called and how one comes into it."""

import secrets
from typing import TYPE_CHECKING, Any

from sandbox import service
from sandbox.calls import Call, method
from sandbox.chats import Chat
from sandbox.messages import find_chat
from sandbox.refusals import bad_request
from sandbox.roles import bot_may, group_of, inside, rank, set_rank, user_of

if TYPE_CHECKING:
    from sandbox.world import World

LINKS = "not enough rights to manage chat invite link"
Link = dict[str, Any]


def changeable(call: Call, what: str, refusal: str) -> Chat:
    """A chat whose settings the bot may change."""
    chat = find_chat(call)
    if chat.private:
        raise bad_request(f"can't change private chat {what}")
    bot_may(call.world, chat, "can_change_info", refusal)
    return chat


@method("setChatTitle")
async def set_chat_title(call: Call) -> bool:
    """Another title, at most 128 characters; a service message says so."""
    title = call.text("title").strip()[:128]
    chat = changeable(call, "title", "not enough rights to change chat title")
    if not title:
        raise bad_request("title must be non-empty")
    if chat.info["title"] == title:
        raise bad_request("chat title is not modified")
    chat.info = chat.info | {"title": title}
    service.announce(call.world, chat, call.world.bot, {"new_chat_title": title})
    call.world.tell_groups()
    return True


@method("setChatDescription")
async def set_chat_description(call: Call) -> bool:
    """What the chat is about, at most 255 characters."""
    chat = changeable(call, "description", "not enough rights to set chat description")
    text = call.text("description").strip()
    if len(text) > 255:
        raise bad_request("CHAT_ABOUT_TOO_LONG")
    group = group_of(chat)
    if group.description == text:
        raise bad_request("chat description is not modified")
    group.description = text
    call.world.tell_groups()
    return True


def linked(call: Call) -> Chat:
    """A chat whose invite links the bot may manage."""
    chat = find_chat(call)
    if chat.private:
        raise bad_request("can't invite members to a private chat")
    bot_may(call.world, chat, "can_invite_users", LINKS)
    return chat


def new_link(world: "World", chat: Chat, by: dict[str, Any], **more: Any) -> Link:
    """A link that nobody else has."""
    address = f"https://t.me/+{secrets.token_urlsafe(12)}"
    link: Link = {"invite_link": address, "creator": by, "creates_join_request": False}
    link |= {"is_primary": False, "is_revoked": False} | more
    group_of(chat).links[address] = link
    world.tell_groups()
    return link


@method("exportChatInviteLink")
async def export_chat_invite_link(call: Call) -> str:
    """A new primary link; the one before it is no longer good."""
    chat = linked(call)
    for address, link in group_of(chat).links.items():
        if link["is_primary"]:
            group_of(chat).links[address] = link | {"is_primary": False, "is_revoked": True}
    return str(new_link(call.world, chat, call.world.bot, is_primary=True)["invite_link"])


@method("createChatInviteLink")
async def create_chat_invite_link(call: Call) -> Link:
    """One more link, perhaps for some time, for some people, or for those who have to be let in."""
    chat = linked(call)
    return new_link(call.world, chat, call.world.bot, **_options(call))


@method("editChatInviteLink")
async def edit_chat_invite_link(call: Call) -> Link:
    """Change a link that the bot made."""
    chat = linked(call)
    link = _own_link(call, chat)
    kept = ("invite_link", "creator", "is_primary", "is_revoked")
    new = {name: link[name] for name in kept} | {"creates_join_request": False} | _options(call)
    group_of(chat).links[link["invite_link"]] = new
    return new


@method("revokeChatInviteLink")
async def revoke_chat_invite_link(call: Call) -> Link:
    """A link is no longer good; a primary one gets a successor."""
    chat = linked(call)
    link = _own_link(call, chat)
    revoked = link | {"is_revoked": True, "is_primary": False}
    group_of(chat).links[link["invite_link"]] = revoked
    if link["is_primary"]:
        new_link(call.world, chat, call.world.bot, is_primary=True)
    return revoked


def _own_link(call: Call, chat: Chat) -> Link:
    link = group_of(chat).links.get(call.text("invite_link"))
    if link is None or link["is_revoked"]:
        raise bad_request("INVITE_HASH_EXPIRED")
    return link


def _options(call: Call) -> Link:
    asks, most, ends = (
        call.flag("creates_join_request"),
        call.integer("member_limit"),
        call.integer("expire_date"),
    )
    if asks and most:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    if not 0 <= most <= 99999:
        raise bad_request("USAGE_LIMIT_INVALID")
    if ends and ends <= call.world.now():
        raise bad_request("EXPIRE_DATE_INVALID")
    found: Link = {"creates_join_request": asks}
    if name := call.text("name")[:32]:
        found["name"] = name
    return found | ({"member_limit": most} if most else {}) | ({"expire_date": ends} if ends else {})


async def _decide(call: Call, *, let_in: bool) -> bool:
    chat, user_id = linked(call), call.integer("user_id")
    if user_id in call.world.people and inside(rank(call.world, chat, user_id)):
        raise bad_request("USER_ALREADY_PARTICIPANT")
    request = group_of(chat).requests.pop(user_id, None)
    if request is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    if let_in:
        user = user_of(call.world, user_id)
        set_rank(call.world, chat, user_id, {"status": "member"}, call.world.bot, via_join_request=True)
        service.came(call.world, chat, user, [user])
    call.world.tell_groups()
    return True


@method("approveChatJoinRequest")
async def approve_chat_join_request(call: Call) -> bool:
    """Who asked comes in."""
    return await _decide(call, let_in=True)


@method("declineChatJoinRequest")
async def decline_chat_join_request(call: Call) -> bool:
    """Who asked stays out."""
    return await _decide(call, let_in=False)
