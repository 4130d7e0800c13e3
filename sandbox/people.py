"""The people of the sandbox, as the bot sees them and as the page does."""

from dataclasses import asdict, dataclass
from typing import Any

EDITABLE = (
    "first_name",
    "last_name",
    "username",
    "language_code",
    "phone",
    "note",
    "deactivated",
    "hides_forwards",
)


@dataclass(slots=True)
class Person:
    """Someone with a phone. `started` says that a chat with the bot exists."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "ru"
    phone: str | None = None
    note: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    # Forwards of this person's messages tell a name only.
    hides_forwards: bool = False

    def user(self) -> dict[str, Any]:
        """The `User` of the Bot API."""
        found: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                found[name] = value
        return found

    def chat(self) -> dict[str, Any]:
        """The private `Chat` of the Bot API."""
        found: dict[str, Any] = {"id": self.id, "first_name": self.first_name}
        for name in ("last_name", "username"):
            if value := getattr(self, name):
                found[name] = value
        return found | {"type": "private"}

    def shown(self, unread: int) -> dict[str, Any]:
        """What the page gets."""
        return asdict(self) | {"color": self.id % 8, "unread": unread}
