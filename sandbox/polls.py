"""Polls: what they ask, who chose what, and every message that shows them."""

import asyncio
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.chats import Message
from sandbox.refusals import ControlError

if TYPE_CHECKING:
    from sandbox.world import World

# What a copy of a poll doesn't take over.
OWN = ("id", "close_date", "open_period")


@dataclass(slots=True)
class Poll:
    """A poll as its bot sees it, the votes by person, and the messages that show it."""

    shown: dict[str, Any]
    votes: dict[int, list[int]] = field(default_factory=dict)
    places: list[tuple[int, int]] = field(default_factory=list)
    closes_at: float = 0.0


class Polls:
    """All polls of the world."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.by_id: dict[str, Poll] = {}
        self.closing: set[asyncio.Task[None]] = set()

    def fresh(self, shown: dict[str, Any]) -> dict[str, Any]:
        """A new poll, for a message that is about to be sent."""
        return {"id": self.world.album_id()} | shown

    def again(self, shown: dict[str, Any], *, copied: bool) -> dict[str, Any]:
        """A poll in another message: a forward shows the same one, a copy is a new one without votes."""
        if not copied:
            return shown
        options = [option | {"voter_count": 0} for option in shown["options"]]
        anew = shown | {"options": options, "total_voter_count": 0, "is_closed": False}
        return self.fresh({name: anew[name] for name in anew if name not in OWN})

    def shown_at(self, message: Message) -> None:
        """Remember that this message, which was sent just now, shows its poll."""
        shown = message.get("poll")
        if shown is None:
            return
        poll = self.by_id.get(shown["id"])
        if poll is None:
            closes_at = 0 if shown["is_closed"] else shown.get("close_date", 0)
            poll = self.by_id[shown["id"]] = Poll(shown, closes_at=closes_at)
            self._close_in_time(poll)
        poll.places.append((message["chat"]["id"], message["message_id"]))

    def of(self, message: Message) -> Poll | None:
        """The poll of a message."""
        return self.by_id.get(message.get("poll", {}).get("id", ""))

    def vote(self, poll: Poll, user: dict[str, Any], chosen: list[int]) -> None:
        """Somebody chooses, chooses again, or takes the choice back."""
        before = poll.votes.get(user["id"], [])
        if chosen == before:
            return
        if before and not poll.shown["allows_revoting"]:
            raise ControlError("A choice in this poll can't be changed.", 409, kind="poll_final")
        poll.votes.pop(user["id"], None)
        if chosen:
            poll.votes[user["id"]] = chosen
        self._change(poll, counted(poll))
        if not poll.shown["is_anonymous"]:
            options = poll.shown["options"]
            body = {
                "poll_id": poll.shown["id"],
                "user": user,
                "option_ids": chosen,
                "option_persistent_ids": [options[one]["persistent_id"] for one in chosen],
            }
            self._push("poll_answer", poll, body)
        self._push("poll", poll, told(poll.shown))

    def close(self, poll: Poll) -> dict[str, Any]:
        """No more votes; the bot is told."""
        poll.closes_at = 0.0
        self._change(poll, {"is_closed": True})
        self._push("poll", poll, told(poll.shown))
        return told(poll.shown)

    def _push(self, kind: str, poll: Poll, body: dict[str, Any]) -> None:
        self.world.push(kind, body, int(poll.shown["id"]))

    def _change(self, poll: Poll, change: dict[str, Any]) -> None:
        """The poll and every message that shows it are another now."""
        from sandbox.messages import replace

        poll.shown = poll.shown | change
        kept = []
        for chat_id, message_id in poll.places:
            chat = self.world.chats.get(chat_id)
            if chat and (message := chat.messages.get(message_id)):
                kept.append((chat_id, message_id))
                replace(self.world, chat, message | {"poll": poll.shown}, by_bot=False)
        poll.places = kept

    def _close_in_time(self, poll: Poll) -> None:
        if not poll.closes_at:
            return

        async def wait() -> None:
            await self.world.clock.sleep(poll.closes_at - self.world.clock())
            if not poll.shown["is_closed"] and self.by_id.get(poll.shown["id"]) is poll:
                self.close(poll)

        task = asyncio.get_running_loop().create_task(wait())
        self.closing.add(task)
        task.add_done_callback(self.closing.discard)

    def clear(self) -> None:
        """Forget all of them."""
        for task in self.closing:
            task.cancel()
        self.by_id.clear()

    def saved(self) -> list[dict[str, Any]]:
        """For the state file."""
        return [asdict(poll) | {"votes": list(poll.votes.items())} for poll in self.by_id.values()]

    def restore(self, saved: Iterable[dict[str, Any]]) -> None:
        """From the state file."""
        for one in saved:
            places = [(chat_id, message_id) for chat_id, message_id in one["places"]]
            poll = Poll(one["shown"], dict(one["votes"]), places, one["closes_at"])
            self.by_id[poll.shown["id"]] = poll
            self._close_in_time(poll)


def counted(poll: Poll) -> dict[str, Any]:
    """The votes as numbers."""
    options = [
        option | {"voter_count": sum(place in chosen for chosen in poll.votes.values())}
        for place, option in enumerate(poll.shown["options"])
    ]
    return {"options": options, "total_voter_count": len(poll.votes)}


def told(shown: dict[str, Any]) -> dict[str, Any]:
    """A poll outside its message: without its description."""
    return {n: v for n, v in shown.items() if n not in ("description", "description_entities")}
