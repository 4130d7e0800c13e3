"""A chat as a person sees it: messages with their words and buttons, and all of it as text."""

from dataclasses import dataclass
from typing import Any

Message = dict[str, Any]
Button = dict[str, Any]

# Members of a message that say what kind it is; the first that is there is named.
KINDS = (
    "photo", "document", "animation", "video", "video_note", "voice", "audio", "sticker", "venue",
    "location", "contact", "poll", "dice",
)  # fmt: skip


@dataclass(frozen=True)
class Screen:
    """The chat at one moment."""

    messages: list[Message]
    keyboard: list[list[Button]]

    def newest(self, texts: tuple[str, ...], button: str | None, after: int) -> Message | None:
        """The newest message of the bot that holds all texts, and the button."""
        for message in reversed(self.messages):
            if message["out"] or message["message_id"] <= after:
                continue
            if all(text in words(message) for text in texts) and (
                button is None or find(inline(message), button)
            ):
                return message
        return None

    def button(self, label: str, on: int | None) -> Button | None:
        """The button of the newest message that has one that tells the bot something; with ``message_id``."""
        for message in reversed(self.messages):
            if on in (None, message["message_id"]):
                telling = [one for one in inline(message) if "callback_data" in one]
                if button := find(telling, label):
                    return button | {"message_id": message["message_id"]}
        return None

    def pressable(self, label: str, on: int | None) -> Button | None:
        """The same, or else the key of the keyboard below the chat."""
        keys = [key for row in self.keyboard for key in row]
        return self.button(label, on) or (find(keys, label) if on is None else None)

    def as_text(self) -> str:
        """The chat in lines, for a person who reads why a test failed."""
        lines = [_line(message) for message in self.messages]
        if self.keyboard:
            labels = " ".join(f"[{button['text']}]" for row in self.keyboard for button in row)
            lines.append(f"     keyboard: {labels}")
        return "\n".join(lines) or "     (nothing)"


def inline(message: Message) -> list[Button]:
    """The buttons of a message, row after row."""
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def find(buttons: list[Button], label: str) -> Button | None:
    """The button with this label, or else the first whose label contains it."""
    exact = (button for button in buttons if button["text"] == label)
    return next(exact, None) or next((button for button in buttons if label in button["text"]), None)


def words(message: Message) -> str:
    """What can be read in a message: its text, caption, or what its kind has of words."""
    venue, poll, card = (message.get(kind) or {} for kind in ("venue", "poll", "contact"))
    own = (
        message.get("text"),
        message.get("caption"),
        venue.get("title"),
        venue.get("address"),
        poll.get("question"),
        *(option["text"] for option in poll.get("options", [])),
        card.get("first_name"),
        card.get("phone_number"),
    )
    return "\n".join(text for text in own if text)


def number_of(message: Message | int) -> int:
    """The number of a message, however it was given."""
    return message if isinstance(message, int) else int(message["message_id"])


def _line(message: Message) -> str:
    who = message["from"]["first_name"] if message["out"] else "bot"
    edited = " (edited)" if "edit_date" in message else ""
    kind = next((f"<{kind}>" for kind in KINDS if kind in message), "")
    text = words(message).replace("\n", "\n     ")
    parts = (f"{message['message_id']:>4} {who}{edited}:", kind, text, *map(_button, inline(message)))
    return " ".join(part for part in parts if part)


def _button(button: Button) -> str:
    leads_to = button.get("url") or (button.get("web_app") or {}).get("url")
    return f"[{button['text']} → {leads_to}]" if leads_to else f"[{button['text']}]"
