"""Everything the sandbox knows: the bot, the people, their chats, files, rules and what happened."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.callbacks import Queries
from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.flood import Flood
from sandbox.inline_data import Inline
from sandbox.journal import Journal
from sandbox.luck import Luck
from sandbox.people import Person
from sandbox.polls import Polls
from sandbox.profile_data import Profile
from sandbox.refusals import ControlError
from sandbox.updates import Updates
from sandbox.webhook import Webhook

if TYPE_CHECKING:
    from sandbox.paths import Walk

FIRST_PERSON = 1001


class World:
    """One bot and its surroundings. All of it lives in one event loop; nothing here locks."""

    def __init__(
        self,
        token: str,
        username: str,
        folder: Path,
        *,
        first_name: str = "Workflow",
        flood: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.clock = Clock(clock)
        self.started_at = self.clock()
        self.bot: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": first_name,
            "username": username,
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.journal = Journal(self.clock)
        self.files = Files(folder)
        self.updates = Updates(self.clock)
        self.webhook = Webhook(self)
        self.queries = Queries(self.clock)
        self.inline = Inline(self.clock)
        # Places that move by themselves; the tasks end with the world.
        self.walks: list[Walk] = []
        self.polls = Polls(self)
        self.luck = Luck()
        self.faults = Faults()
        self.flood = Flood(on=flood, clock=self.clock)
        self.profile = Profile(first_name)
        self.logged_out_until = 0.0
        self.privacy = True
        self.inline_mode = self.inline_feedback = False
        self.changes = 0

    def now(self) -> int:
        """The time as Telegram writes it."""
        return int(self.clock())

    def stand_still(self) -> None:
        """End every walk."""
        for walk in self.walks:
            walk.task.cancel()
        self.walks.clear()

    def reset(self) -> None:
        """Forget people, chats, files, rules and logs. Update ids and the sequence go on."""
        self.files.clear()
        self.forget()
        self.journal.emit("reset")
        self.changes += 1

    def forget(self) -> None:
        """The same without a word, and without throwing the bytes of files away."""
        self.stand_still()
        self.people.clear()
        self.chats.clear()
        self.files.by_unique.clear()
        self.files.by_path.clear()
        self.webhook.remove()
        self.updates.clear()
        self.queries.clear()
        self.polls.clear()
        self.luck.next.clear()
        self.faults.clear()
        self.flood.clear()
        self.profile = Profile(self.profile.first_name)
        self.bot["first_name"] = self.profile.first_name
        self.logged_out_until = 0.0
        self.privacy = True
        self.inline_mode = self.inline_feedback = False
        self.inline.clear()
        self.journal.clear()

    def person(self, person_id: Any) -> Person:
        """Who has this number; the control API says so when nobody does."""
        try:
            return self.people[int(person_id)]
        except (KeyError, TypeError, ValueError):
            raise ControlError(f"There is no person {person_id!r}.", 404, kind="no_person") from None

    def free_person_id(self) -> int:
        """The next number for a person."""
        return max(max(self.people, default=0) + 1, FIRST_PERSON)

    def chat_of(self, person: Person) -> Chat:
        """The private chat of a person; writing to the bot makes it."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = self.chats[person.id] = Chat(person.chat(), person.user())
            person.started = True
            self.tell_people()
        return chat

    def refresh(self, person: Person) -> None:
        """A person changed: messages from now on carry the new name."""
        if chat := self.chats.get(person.id):
            chat.info, chat.user = person.chat(), person.user()

    def shown_people(self) -> list[dict[str, Any]]:
        """Everybody, for the page."""
        return [self.shown(person) for person in self.people.values()]

    def shown(self, person: Person) -> dict[str, Any]:
        """One person, for the page."""
        chat = self.chats.get(person.id)
        return person.shown(chat.unread if chat else 0)

    def tell_people(self) -> None:
        """The list of people changed; the list itself is put in when the event is read."""
        self.changes += 1
        self.journal.emit("people")

    def chat_named(self, name: Any) -> Chat | None:
        """The chat of a number, or the public one of an @name."""
        if isinstance(name, str):
            wanted = name.removeprefix("@").lower()
            for chat in self.chats.values():
                if not chat.private and chat.info.get("username", "").lower() == wanted:
                    return chat
            return None
        return self.chats.get(name)

    def tell_groups(self) -> None:
        """Groups or who is in them changed."""
        self.changes += 1
        self.journal.emit("groups")

    def push(self, kind: str, body: dict[str, Any], chat_id: int, lifetime: int = 86400) -> None:
        """An update for the bot; the queue drops kinds that the bot does not want."""
        self.changes += 1
        if update := self.updates.add(kind, body, chat_id, lifetime):
            self.webhook.offer(update)

    def album_id(self) -> str:
        """A new media_group_id."""
        return token_of_digits(17)

    def membership(self, chat: Chat, user: dict[str, Any], old: str, new: str) -> None:
        """The bot was let in or put out: `my_chat_member`."""
        body = {
            "chat": chat.info,
            "from": user,
            "date": self.now(),
            "old_chat_member": self.bot_as_member(old),
            "new_chat_member": self.bot_as_member(new),
        }
        self.push("my_chat_member", body, chat.id)

    def bot_as_member(self, status: str) -> dict[str, Any]:
        """The bot as a `ChatMember` with this status."""
        member: dict[str, Any] = {"user": self.bot, "status": status}
        return member | {"until_date": 0} if status == "kicked" else member


def token_of_digits(length: int = 18) -> str:
    """A number as Telegram writes identifiers of albums, queries and chat instances."""
    return str(random.SystemRandom().randrange(10 ** (length - 1), 10**length))
