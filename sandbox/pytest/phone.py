"""A person with a phone, who acts in the chat with the bot and watches it."""

from dataclasses import replace
from operator import methodcaller
from pathlib import Path
from typing import Any

import aiohttp

from sandbox.pytest.chat import Chat
from sandbox.pytest.line import NotPossible
from sandbox.pytest.screen import Message, number_of

# A failure points at the line of the test.
__tracebackhide__ = methodcaller("errisinstance", AssertionError)
# A file on disk, its bytes, or its name and bytes.
Attachment = Path | str | bytes | tuple[str, bytes]


class Phone(Chat):
    """What a person does."""

    def inside(self, group: int) -> "Phone":
        """The same person in a group that :meth:`Telegram.group` made."""
        return replace(self, chat_id=group)

    async def send(self, text: str) -> Message:
        """Type and send a text; ``/start payload`` is what a deep link sends."""
        return await self._act("message", text=text)

    async def reply(self, text: str, to: Message | int | None = None) -> Message:
        """Answer a message by a text; without ``to`` the bot's newest."""
        target = await self.sees() if to is None else to
        return await self._act("message", text=text, reply_to=number_of(target))

    async def edit(self, text: str, message: Message | int | None = None) -> Message:
        """Change one's own message; without ``message`` the newest that has words."""
        return await self._act("edit", text=text, message_id=number_of(message or await self._own()))

    async def delete(self, message: Message | int) -> None:
        """Take a message away on both sides; the bot is not told."""
        await self._act("delete", message_id=number_of(message))

    async def press(self, label: str, *, on: Message | int | None = None, wait: float = 0) -> dict[str, Any]:
        """Press the button with this label, or whose label contains it, on the newest message that has one.

        Where no message has it, the key of the keyboard below the chat. ``wait`` is how many seconds to
        wait for the bot's answer, which is then in ``answer``; see :meth:`toast` for its words.
        """
        number = None if on is None else number_of(on)
        found = await self._until(
            lambda screen: screen.pressable(label, number), f"{self.name} has no button {label!r}"
        )
        if "message_id" in found:
            return await self.tap(found["message_id"], found["callback_data"], wait=wait)
        if found.get("request_contact"):
            return await self.contact()
        if found.get("request_location"):
            raise NotPossible(
                f"{found['text']!r} asks for a place: send one by .location(latitude, longitude)"
            )
        return await self.send(found["text"])

    async def button(self, label: str, *, on: Message | int | None = None) -> tuple[int, str]:
        """Wait for a button of a message; the message's number and the data, for a :meth:`tap` later on."""
        number = None if on is None else number_of(on)
        found = await self._until(
            lambda screen: screen.button(label, number), f"{self.name} has no button {label!r}"
        )
        return found["message_id"], found["callback_data"]

    async def tap(self, message: Message | int, data: str, *, wait: float = 0) -> dict[str, Any]:
        """Send a callback as a client would: true or forged, fresh or of a message long gone."""
        found = await self._act("callback", message_id=number_of(message), data=data, wait=wait)
        self.last_tap = found["query_id"]
        return found

    async def attach(
        self, *files: Attachment, caption: str = "", as_: str = "photo", reply_to: Message | int | None = None
    ) -> Message:
        """Send pictures, or documents by ``as_="document"``; several at once are an album."""
        form = aiohttp.FormData({"from": str(self.id), "as": as_, "caption": caption}, quote_fields=False)
        if self.chat_id != self.id:
            form.add_field("chat_id", str(self.chat_id))
        if reply_to is not None:
            form.add_field("reply_to", str(number_of(reply_to)))
        for number, file in enumerate(files, 1):
            name, content = _named(file, f"photo{number}.jpg" if as_ == "photo" else f"file{number}")
            form.add_field("file", content, filename=name)
        return dict(await self.telegram.line.ask("POST", "photo", data=form))

    async def contact(self, phone_number: str = "", first_name: str = "") -> Message:
        """Share one's own number, or somebody's."""
        if not phone_number:
            return await self._act("contact", own=True)
        return await self._act("contact", phone_number=phone_number, first_name=first_name or self.name)

    async def location(self, latitude: float, longitude: float, *, live: int = 0) -> Message:
        """Send a place; ``live`` is for how many seconds it is shared while moving, see :meth:`move`."""
        more = {"live_period": live} if live else {}
        return await self._act("location", latitude=latitude, longitude=longitude, **more)

    async def move(self, message: Message | int, latitude: float, longitude: float) -> Message:
        """Be elsewhere, in a live location sent before."""
        return await self._act("live", message_id=number_of(message), latitude=latitude, longitude=longitude)

    async def block(self) -> None:
        """Stop the bot: what it sends from now on is refused."""
        await self._act("block")

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self._act("unblock")

    async def _act(self, path: str, **body: Any) -> dict[str, Any]:
        place = {} if self.chat_id == self.id else {"chat_id": self.chat_id}
        return dict(await self.telegram.line.ask("POST", path, json={"from": self.id} | place | body))

    async def _own(self) -> Message:
        for message in reversed(await self.messages()):
            if message["from"]["id"] == self.id and ("text" in message or "caption" in message):
                return message
        raise NotPossible(f"{self.name} has written nothing")


def _named(file: Attachment, name: str) -> tuple[str, bytes]:
    if isinstance(file, tuple):
        return file
    if isinstance(file, bytes):
        return name, file
    return Path(file).name, Path(file).read_bytes()
