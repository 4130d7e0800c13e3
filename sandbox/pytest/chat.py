"""A chat that is watched: what stands in it, and waiting for what is to come."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import methodcaller
from time import monotonic
from typing import TYPE_CHECKING, Self, TypeVar

from sandbox.pytest.line import NotPossible
from sandbox.pytest.screen import Message, Screen, inline, number_of

if TYPE_CHECKING:
    from sandbox.pytest.telegram import Telegram

# A failure points at the line of the test.
__tracebackhide__ = methodcaller("errisinstance", AssertionError)
T = TypeVar("T")


class NotSeen(AssertionError):
    """What a person waited for did not come; the message holds the chat as text."""


class Toast(str):
    """The words a tap is answered with; ``alert`` when they come as a window to be closed."""

    __slots__ = ("alert",)
    alert: bool

    def __new__(cls, text: str, *, alert: bool = False) -> Self:
        made = super().__new__(cls, text)
        made.alert = alert
        return made


@dataclass
class Chat:
    """A person's chat with the bot, or a group he is in. What waits gives up after the patience."""

    telegram: "Telegram"
    id: int
    name: str
    chat_id: int = 0
    last_tap: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.chat_id = self.chat_id or self.id

    async def sees(
        self, *texts: str, button: str | None = None, after: Message | int = 0, within: float | None = None
    ) -> Message:
        """The newest of the bot's messages that holds all ``texts`` and the button; waits until there is one.

        ``after`` leaves out that message and older ones; ``within`` seconds instead of the patience.
        """
        number = number_of(after)
        return await self._until(
            lambda screen: screen.newest(texts, button, number),
            f"{self.name} does not see {_wanted(texts, button)}",
            within,
        )

    async def does_not_see(self, *texts: str, button: str | None = None, after: Message | int = 0) -> None:
        """Wait until the bot is silent; then no message of its may hold all texts and the button."""
        await self.quiet()
        screen = await self.screen()
        if found := screen.newest(texts, button, number_of(after)):
            number = found["message_id"]
            raise NotSeen(
                await self._story(f"{self.name} sees {_wanted(texts, button)}, in message {number}", screen)
            )

    async def buttons(self, message: Message | int | None = None) -> list[str]:
        """The labels under a message, row after row; without one, under the newest that has any."""
        screen = await self.screen()
        number = None if message is None else number_of(message)
        for one in reversed(screen.messages):
            if number == one["message_id"] or (number is None and inline(one)):
                return [button["text"] for button in inline(one)]
        return []

    async def keyboard(self) -> list[str]:
        """The labels of the keyboard below the chat."""
        return [button["text"] for row in (await self.screen()).keyboard for button in row]

    async def toast(self) -> Toast:
        """What the bot answered to the last tap; waits for the answer, which may have no words."""
        if not self.last_tap:
            raise NotPossible(f"{self.name} has pressed nothing")
        patience = self.telegram.options.patience
        found = await self.telegram.line.ask("GET", f"callback/{self.last_tap}", params={"wait": patience})
        if not found["answered"]:
            raise NotSeen(await self._story(f"the last tap of {self.name} was not answered"))
        return Toast(found["answer"]["text"] or "", alert=found["answer"]["show_alert"])

    async def quiet(self) -> None:
        """Wait until the bot has taken everything, does nothing, and said nothing for a moment."""
        await self._silence()
        if self.telegram.also:
            for also in self.telegram.also:
                await also()
            await self._silence()

    async def messages(self) -> list[Message]:
        """The chat as it is now, oldest first, as the Bot API has them; ``out`` are the people's."""
        return (await self.screen()).messages

    async def last_id(self) -> int:
        """The number of the newest message; give it as ``after`` to wait for what comes later."""
        return max((message["message_id"] for message in await self.messages()), default=0)

    async def chat(self) -> str:
        """The chat as text."""
        return (await self.screen()).as_text()

    async def screen(self) -> Screen:
        """The chat as it is now."""
        found = await self.telegram.line.ask("GET", f"people/{self.chat_id}/chat")
        return Screen(found["messages"], (found["keyboard"] or {}).get("keyboard", []))

    async def _silence(self) -> None:
        options = self.telegram.options
        query = {"for": options.silence, "timeout": options.patience}
        if not (await self.telegram.line.ask("GET", "quiet", params=query))["quiet"]:
            raise NotSeen(await self._story(f"the bot does not fall silent within {options.patience:g} s"))

    async def _until(
        self, find: Callable[[Screen], T | None], missing: str, within: float | None = None
    ) -> T:
        patience = self.telegram.options.patience if within is None else within
        deadline = monotonic() + patience
        while (found := find(screen := await self.screen())) is None:
            if monotonic() > deadline:
                raise NotSeen(await self._story(f"{missing} within {patience:g} s", screen))
            await asyncio.sleep(0.03)
        return found

    async def _story(self, missing: str, screen: Screen | None = None) -> str:
        screen = screen or await self.screen()
        return f"{missing}; the chat:\n{screen.as_text()}{await self.telegram.trouble()}"


def _wanted(texts: tuple[str, ...], button: str | None) -> str:
    said = " and ".join(map(repr, texts)) or "a message"
    return said if button is None else f"{said} with a button {button!r}"
