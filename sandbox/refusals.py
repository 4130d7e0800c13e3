"""How the Bot API says no: one exception, and a maker for every kind of it."""

from typing import Any


class Refused(Exception):
    """A call is answered with an error; `parameters` is what Telegram adds beside the description."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The body of the HTTP answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class ControlError(Exception):
    """The control API can't do what was asked; the sentence is for a person to read.

    What a person with a phone can come to has a `kind` and its values besides, for the page's own words.
    """

    def __init__(self, sentence: str, status: int = 400, kind: str = "", **values: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.kind = kind
        self.values = values

    def answer(self) -> dict[str, Any]:
        """The body of the HTTP answer."""
        more = {"kind": self.kind, "values": self.values} if self.kind else {}
        return {"error": str(self), **more}


def bad_request(text: str, **parameters: Any) -> Refused:
    """400, the text lower-cased at its start unless it is a server's code (MESSAGE_TOO_LONG)."""
    if len(text) > 1 and not (text[1] == "_" or "A" <= text[1] <= "Z"):
        text = text[0].lower() + text[1:]
    return Refused(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> Refused:
    """403."""
    return Refused(403, f"Forbidden: {text}")


def conflict(text: str) -> Refused:
    """409."""
    return Refused(409, f"Conflict: {text}")


def too_many(seconds: int) -> Refused:
    """429 with the time to wait."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
