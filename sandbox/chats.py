"""A chat with its messages. A stored message is never changed in place: a change is a new dict.

So updates, events and logged answers may share the dicts and stay true pictures of their moment.
"""

from typing import Any

from sandbox.groups import Group

Message = dict[str, Any]


class Chat:
    """One chat: messages by number, and what its members see around them."""

    __slots__ = (
        "bot_status", "draft", "fixed", "group", "info", "keyboard", "keyboard_from", "last_id", "media_edits",
        "members", "messages", "migrated_to", "pinned", "reactions", "silent", "unread", "user",
    )  # fmt: skip

    def __init__(self, info: dict[str, Any], user: dict[str, Any] | None = None) -> None:
        self.info = info
        self.user = user
        self.messages: dict[int, Message] = {}
        self.last_id = 0
        self.silent: set[int] = set()
        # Messages that carried a reply keyboard: Telegram never lets them be edited.
        self.fixed: set[int] = set()
        self.keyboard: dict[str, Any] | None = None
        self.keyboard_from = 0
        self.pinned: list[int] = []
        # By message, then by whoever reacted.
        self.reactions: dict[int, dict[int, list[dict[str, Any]]]] = {}
        self.unread = 0
        self.members: list[int] = []
        self.bot_status = "member"
        self.media_edits: dict[int, object] = {}
        # What the bot is writing; a message of the bot takes its place.
        self.draft: dict[str, Any] | None = None
        self.migrated_to: int | None = None
        self.group: Group | None = None if info["type"] == "private" else Group()

    @property
    def id(self) -> int:
        """The chat's number: the person's own in a private chat, below zero in a group."""
        return int(self.info["id"])

    @property
    def private(self) -> bool:
        """Whether this is a chat with one person."""
        return bool(self.info["type"] == "private")

    def next_id(self) -> int:
        """The number of the next message: from 1, without gaps."""
        self.last_id += 1
        return self.last_id

    def count_unread(self, author_id: int | None, thread: int = 0) -> None:
        """A message came: unread by everybody but its author, who has read what stands before it."""
        if self.group is None:
            self.unread = 0 if author_id else self.unread + 1
            return
        for person_id in self.members:
            counts = self.group.unread.setdefault(person_id, {})
            counts[thread] = counts.get(thread, 0) + 1
        if author_id:
            self.group.unread.get(author_id, {}).pop(thread, None)

    def forget(self, message_id: int) -> bool:
        """Take a message away; says whether it was there."""
        if self.messages.pop(message_id, None) is None:
            return False
        self.silent.discard(message_id)
        self.fixed.discard(message_id)
        self.reactions.pop(message_id, None)
        if message_id in self.pinned:
            self.pinned.remove(message_id)
        if message_id == self.keyboard_from:
            self.keyboard, self.keyboard_from = None, 0
        return True
