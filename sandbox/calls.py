"""A call of the Bot API: its parameters checked and typed, and the table of methods that are built."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from sandbox.refusals import Refused, bad_request
from sandbox.schema import METHODS
from sandbox.wire import Upload

if TYPE_CHECKING:
    from sandbox.world import World

# Telegram's words for what is missing, where they differ from "X is empty".
MISSING = {
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "video": "there is no video in the request",
    "animation": "there is no animation in the request",
    "audio": "there is no audio in the request",
    "voice": "there is no voice in the request",
    "video_note": "there is no video note in the request",
    "file_id": "file_id not specified",
    "media": "can't parse InputMedia: media not found",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
MISSING_IN = {
    ("deleteMessage", "chat_id"): "chat identifier is not specified",
    ("deleteMessages", "chat_id"): "chat identifier is not specified",
    ("copyMessage", "message_id"): "message to copy not found",
    ("forwardMessage", "message_id"): "message to forward not found",
    ("stopPoll", "message_id"): "message with poll to stop not found",
    ("sendPoll", "question"): "text must be non-empty",
    ("sendPoll", "options"): "poll must have at least one answer option",
    ("sendMediaGroup", "media"): "there are no messages to send",
}
# An empty text is a value here: it takes away what was set.
EMPTY_IS_A_VALUE = {("setWebhook", "url"), ("setMyCommands", "commands")}
TRUE = {"true", "1", "yes"}
FALSE = {"false", "0", "no", ""}
NUMBER = re.compile(r"[+-]?\d{1,19}")


@dataclass(slots=True)
class Call:
    """One call, past the checks of its shape."""

    world: "World"
    method: str
    args: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)
    alive: Callable[[], bool] = lambda: True

    def text(self, name: str) -> str:
        """A parameter as text; absent is empty."""
        value = self.args.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A parameter as a number."""
        value = self.args.get(name)
        return default if value is None else int(value)

    def number(self, name: str) -> float:
        """A parameter as a number with a fraction."""
        return float(self.args.get(name) or 0)

    def flag(self, name: str) -> bool:
        """A parameter as yes or no; absent is no."""
        return bool(self.args.get(name))

    def get(self, name: str) -> Any:
        """A parameter as it came, JSON read; None when absent."""
        return self.args.get(name)


Handler = Callable[[Call], Awaitable[Any]]
BUILT: dict[str, Handler] = {}
COUNTED: set[str] = set()


def method(name: str, *, counted: bool = False) -> Callable[[Handler], Handler]:
    """Put a function into the table of methods; `counted` ones fall under the flood limits."""

    def put(handler: Handler) -> Handler:
        BUILT[name] = handler
        if counted:
            COUNTED.add(name)
        return handler

    return put


def checked(name: str, params: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The typed parameters of a method, and a warning for each that it doesn't have."""
    schema = METHODS[name]
    args: dict[str, Any] = {}
    warnings = []
    for key, value in params.items():
        if key == "method":
            continue  # as in the answer to a webhook; Telegraf names it in forms too
        if key not in schema:
            warnings.append(f"{name} has no parameter {key!r}")
        elif value is not None:
            args[key] = typed(key, schema[key][1], value)
    return args, warnings


def require(name: str, args: dict[str, Any], uploads: dict[str, Upload]) -> None:
    """Refuse the call when something that it can't do without is absent or empty."""
    for key, (required, _) in METHODS[name].items():
        if not required or (name, key) in EMPTY_IS_A_VALUE:
            continue
        if args.get(key) in (None, "") and key not in uploads:
            raise bad_request(MISSING_IN.get((name, key)) or MISSING.get(key) or f"{key} is empty")


def typed(name: str, kind: str, value: Any) -> Any:
    """One parameter of this kind. Telegram reads nonsense as zero; the sandbox refuses it."""
    if kind == "int":
        return integer(name, value)
    if kind == "chat":
        return chat_name(value)
    if kind == "bool":
        return flag(name, value)
    if kind == "float":
        try:
            return float(value) if value != "" else None
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be a Number') from None
    if kind == "json":
        return from_json(name, value)
    if isinstance(value, dict | list):
        raise bad_request(f'parameter "{name}" must be a String')
    return value if isinstance(value, str) else str(value)


def integer(name: str, value: Any) -> int | None:
    """A whole number, or None for an empty text."""
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise bad_request(f'parameter "{name}" must be an Integer')
    if isinstance(value, str):
        if not value.strip():
            return None
        if not NUMBER.fullmatch(value.strip()):
            raise bad_request(f'parameter "{name}" must be an Integer')
    if not isinstance(value, int | float | str):
        raise bad_request(f'parameter "{name}" must be an Integer')
    return int(value)


def chat_name(value: Any) -> int | str:
    """The number of a chat, or the text that no chat of the sandbox is called by."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value).strip()
    return int(text) if NUMBER.fullmatch(text) else text


def flag(name: str, value: Any) -> bool:
    """Yes or no."""
    text = str(value).strip().lower()
    if text not in TRUE | FALSE:
        raise bad_request(f'parameter "{name}" must be a Boolean')
    return text in TRUE


def from_json(name: str, value: Any) -> Any:
    """JSON as text, or read already when the whole body was JSON."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        what = "reply keyboard markup" if name == "reply_markup" else name.replace("_", " ")
        raise bad_request(f"can't parse {what} JSON object") from None


def field_of(value: dict[str, Any], name: str, kind: type, *, where: str = "", default: Any = None) -> Any:
    """A field of a JSON object, refused in Telegram's words when it is of another type."""
    found = value.get(name)
    if found is None and name not in value:
        return default
    # Telegram reads a number in quotes as a number, and a number as a text.
    if kind is int and isinstance(found, str) and NUMBER.fullmatch(found):
        return int(found)
    if kind is str and isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        names = {str: "String", bool: "Boolean", int: "Number", list: "Array", dict: "Object"}
        raise prefixed(where, f'Field "{name}" must be of type {names[kind]}')
    return found


def needed(value: dict[str, Any], name: str, kind: type, *, where: str = "") -> Any:
    """A field that has to be there."""
    if name not in value:
        raise prefixed(where, f'Can\'t find field "{name}"')
    return field_of(value, name, kind, where=where)


def prefixed(where: str, text: str) -> Refused:
    """400 with the place of the fault before it: the text keeps its capital then."""
    return bad_request(f"{where}: {text}" if where else text)
