"""A group as the page and tests see it."""

from typing import TYPE_CHECKING, Any

from sandbox.chat_pictures import picture_of
from sandbox.chats import Chat
from sandbox.roles import group_of, member

if TYPE_CHECKING:
    from sandbox.world import World


def shown_group(world: "World", chat: Chat) -> dict[str, Any]:
    """A group for the page and for tests."""
    group = group_of(chat)
    return chat.info | {
        "members": list(chat.members),
        "bot": chat.bot_status,
        "ranks": [member(world, chat, one) for one in list(group.ranks)],
        "banned_chats": list(group.banned),
        "permissions": group.permissions,
        "description": group.description,
        **picture_of(world.files, chat),
        "topics": list(group.topics.values()),
        "general": group.general,
        "links": list(group.links.values()),
        "requests": list(group.requests.values()),
        "unread": {str(one): sum(counts.values()) for one, counts in group.unread.items()},
        "unread_in": {
            str(one): {str(thread): count for thread, count in counts.items()}
            for one, counts in group.unread.items()
        },
        "migrated_to": chat.migrated_to,
    }
