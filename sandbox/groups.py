"""What a group or channel has that a private chat has not: ranks, permissions, topics, links."""

from dataclasses import dataclass, field
from typing import Any

PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
RIGHTS = (
    "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
    "can_post_stories", "can_edit_stories", "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip
RIGHTS_OF = {
    "group": ("can_pin_messages", "can_manage_tags"),
    "supergroup": ("can_pin_messages", "can_manage_topics", "can_manage_tags"),
    "channel": ("can_post_messages", "can_edit_messages", "can_manage_direct_messages"),
}
# Which permission a message needs; what is not named here needs can_send_messages.
NEEDED = {
    "photo": ("can_send_photos", "photos"), "document": ("can_send_documents", "documents"),
    "audio": ("can_send_audios", "music"), "video": ("can_send_videos", "videos"),
    "video_note": ("can_send_video_notes", "video notes"), "voice": ("can_send_voice_notes", "voice notes"),
    "poll": ("can_send_polls", "polls"), "animation": ("can_send_other_messages", "animations"),
    "sticker": ("can_send_other_messages", "stickers"), "dice": ("can_send_other_messages", "dice"),
}  # fmt: skip

Rank = dict[str, Any]


@dataclass(slots=True)
class Group:
    """`ranks` are `ChatMember`s without their user, of everybody who is not a plain member or a stranger."""

    ranks: dict[int, Rank] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(PERMISSIONS, True))
    topics: dict[int, dict[str, Any]] = field(default_factory=dict)
    general: dict[str, Any] = field(
        default_factory=lambda: {"name": "General", "closed": False, "hidden": False}
    )
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    requests: dict[int, dict[str, Any]] = field(default_factory=dict)
    # By person, then by topic; 0 is General, and all of a group without topics.
    unread: dict[int, dict[int, int]] = field(default_factory=dict)
    # Channels that may not be spoken for, and since when.
    banned: dict[int, int] = field(default_factory=dict)
    description: str = ""
    picture: str = ""  # the unique id of its largest size

    def saved(self) -> dict[str, Any]:
        """For the state file, whose keys are texts."""
        found = {name: _pairs(getattr(self, name)) for name in self.__slots__}
        return found | {"unread": [(one, _pairs(counts)) for one, counts in self.unread.items()]}

    @classmethod
    def restored(cls, saved: dict[str, Any]) -> "Group":
        """From the state file."""
        group = cls()
        for name in cls.__slots__:
            if name in saved:
                value = saved[name]
                setattr(group, name, dict(value) if isinstance(value, list) else value)
        unread: dict[int, Any] = group.unread
        group.unread = {one: _counts(found) for one, found in unread.items()}
        return group


def _pairs(value: Any) -> Any:
    return list(value.items()) if isinstance(value, dict) else value


def _counts(saved: Any) -> dict[int, int]:
    """Unread messages by topic; files of before told one number for the whole group."""
    return {0: saved} if isinstance(saved, int) else dict(saved)


def rights_of(kind: str, given: dict[str, Any] | None = None) -> dict[str, bool]:
    """The rights of an administrator in such a chat: those that are given, or (None) all but anonymity."""
    names = (*RIGHTS, *RIGHTS_OF[kind])
    if given is None:
        return {name: name != "is_anonymous" for name in names}
    found = {name: bool(given.get(name)) for name in names}
    return found | {"can_manage_chat": any(found.values())}


def administrator(kind: str, given: dict[str, Any] | None = None, *, editable: bool = False) -> Rank:
    """An administrator; `editable` where the bot made this one."""
    return {"status": "administrator", "can_be_edited": editable} | rights_of(kind, given)


def restricted(permissions: dict[str, bool], until: int, *, inside: bool) -> Rank:
    """Somebody who may do only this."""
    return {"status": "restricted", "is_member": inside} | permissions | {"until_date": until}


def needs(content: dict[str, Any]) -> tuple[str, str]:
    """The permission that a message needs, and the word for it in the refusal."""
    for name, found in NEEDED.items():
        if name in content:
            return found
    return "can_send_messages", "text messages"
