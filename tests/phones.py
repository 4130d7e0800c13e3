"""Phones of people in the sandbox, for tests: act as a person, wait for what he sees."""

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import Any

from aiohttp import ClientSession, FormData

from tests.waiting import PATIENCE, handled


class NotSeen(AssertionError):
    """What a person waited for did not come; the message holds the chat as text."""


@dataclass
class Phone:
    """One person's chat with the bot."""

    http: ClientSession
    base: str
    id: int
    name: str

    async def send(self, text: str) -> None:
        """Type and send a text."""
        await self._post("/sim/message", {"from": self.id, "text": text})

    async def press(self, label: str, *, message_id: int | None = None, wait: float = 0) -> dict[str, Any]:
        """Press the button whose label contains ``label``, on the newest message that has one."""
        message, data = await self._button(label, message_id)
        return await self.tap(message, data, wait=wait)

    async def tap(self, message_id: int, data: str, *, wait: float = 0) -> dict[str, Any]:
        """Send a callback as a client would, true or forged, fresh or stale."""
        body = {"from": self.id, "message_id": message_id, "data": data, "wait": wait}
        return await self._post("/sim/callback", body)

    async def attach(self, *files: tuple[str, bytes], as_: str = "photo", caption: str = "") -> None:
        """Send pictures or files, several at once as an album."""
        form = FormData({"from": str(self.id), "as": as_, "caption": caption})
        for name, content in files:
            form.add_field("file", content, filename=name)
        async with self.http.post(f"{self.base}/sim/photo", data=form) as answer:
            assert answer.status == 200, await answer.text()

    async def messages(self) -> list[dict[str, Any]]:
        """The chat as it is now, oldest first."""
        async with self.http.get(f"{self.base}/sim/people/{self.id}/chat") as answer:
            return list((await answer.json())["messages"])

    async def sees(self, *texts: str, button: str | None = None, after: int = 0) -> dict[str, Any]:
        """The newest of the bot's messages that holds all ``texts`` and the button; waits until there is one."""
        deadline = monotonic() + PATIENCE
        while True:
            for message in reversed(await self.messages()):
                if not message["out"] and message["message_id"] > after and _holds(message, texts, button):
                    return message
            if monotonic() > deadline:
                raise NotSeen(f"{self.name} does not see {texts} {button or ''}\n{await self.chat()}")
            await asyncio.sleep(0.03)

    async def quiet(self) -> None:
        """Wait until the bot has handled everything and has nothing more to say."""
        await self._silence()
        await handled()
        await self._silence()

    async def _silence(self) -> None:
        async with self.http.get(
            f"{self.base}/sim/quiet", params={"for": "0.4", "timeout": str(PATIENCE)}
        ) as answer:
            assert (await answer.json())["quiet"], f"the bot does not fall silent\n{await self.chat()}"

    async def chat(self) -> str:
        """The chat as text, for a failure that can be read."""
        return "\n".join(_line(message, self.name) for message in await self.messages())

    async def last_id(self) -> int:
        """The number of the newest message; give it as ``after`` to wait for what comes later."""
        return max((message["message_id"] for message in await self.messages()), default=0)

    async def _button(self, label: str, message_id: int | None) -> tuple[int, str]:
        deadline = monotonic() + PATIENCE
        while True:
            for message in reversed(await self.messages()):
                if message_id is not None and message["message_id"] != message_id:
                    continue
                for button in _buttons(message):
                    if label in button["text"] and "callback_data" in button:
                        return message["message_id"], button["callback_data"]
            if monotonic() > deadline:
                raise NotSeen(f"{self.name} has no button {label!r}\n{await self.chat()}")
            await asyncio.sleep(0.03)

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        async with self.http.post(f"{self.base}{path}", json=body) as answer:
            assert answer.status == 200, f"{path} {body}: {await answer.text()}"
            return dict(await answer.json())


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _text(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _holds(message: dict[str, Any], texts: tuple[str, ...], button: str | None) -> bool:
    has_texts = all(text in _text(message) for text in texts)
    return has_texts and (button is None or any(button in b["text"] for b in _buttons(message)))


def _line(message: dict[str, Any], name: str) -> str:
    labels = " ".join(f"[{button['text']}]" for button in _buttons(message))
    kind = next((k for k in ("photo", "document", "location", "contact") if k in message), "")
    who = name if message["out"] else "bot"
    return f"{message['message_id']:>4} {who}: {_text(message)} {kind} {labels}".rstrip()
