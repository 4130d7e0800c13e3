"""What the HTML and Markdown parsers share: an output that counts UTF-16 units, and links."""

import re
from typing import Any
from urllib.parse import urlsplit

Entity = dict[str, Any]

USER_LINK = re.compile(r"tg:(?://)?user\?id=(\d+)", re.IGNORECASE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


# r, or any of: w (day of the week), d or D (date), t or T (time), in this order.
DATE_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


class Unparsable(Exception):
    """The markup is wrong; the text says where, in bytes."""


class BadLink(Exception):
    """The address can't be linked to; the text says why."""


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Output:
    """The text without its markup, and the entities found so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.entities: list[Entity] = []

    def add(self, text: str) -> None:
        """Plain text."""
        self.parts.append(text)
        self.length += units(text)

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    def mark(self, kind: str, start: int, **more: Any) -> None:
        """An entity from `start` to here, unless it is empty."""
        if self.length > start:
            self.entities.append({"offset": start, "length": self.length - start, "type": kind} | more)

    def link(self, start: int, url: str) -> None:
        """A link from `start` to here; an address that can't be linked to leaves plain text."""
        if user := USER_LINK.fullmatch(url):
            self.mark("text_mention", start, user={"id": int(user[1])})
            return
        try:
            address = checked_link(url)
        except BadLink:
            return
        self.mark("text_link", start, url=address)


def date_time(unix: str, form: str) -> Entity | None:
    """What a `date_time` entity carries; None when it is no moment, or nothing to show it by."""
    if not unix.isdecimal() or not 0 < int(unix) < 2**31 or not DATE_FORMAT.fullmatch(form):
        return None
    return {"unix_time": int(unix)} | ({"date_time_format": form} if form else {})


def emoji_or_time(url: str) -> Entity:
    """The entity of `![…](tg://emoji?id=…)` and `![…](tg://time?unix=…&format=…)`."""
    lower = url.lower()
    if not lower.startswith("tg:"):
        raise Unparsable("Custom emoji URL must have scheme tg")
    host, mark, query = url[3:].removeprefix("//").partition("#")[0].partition("?")
    host = host.rstrip("/").lower()
    given = dict(pair.partition("=")[::2] for pair in reversed(query.split("&")))
    if host == "time":
        if when := date_time(given.get("unix", ""), given.get("format", "")):
            return {"type": "date_time"} | when
    elif host != "emoji":
        raise Unparsable('Custom emoji URL must have host "emoji"')
    if not mark or "id" not in given:
        raise Unparsable("Custom emoji URL must have an emoji identifier")
    return {"type": "custom_emoji", "custom_emoji_id": emoji_id(given["id"])}


def emoji_id(text: str) -> str:
    """The identifier of a custom emoji: a number without zeros before it."""
    if not text.isdecimal() or text.startswith("0") or int(text) >= 2**63:
        raise Unparsable("Invalid custom emoji identifier specified")
    return text


def checked_link(url: str, *, https: bool = False) -> str:
    """The address as Telegram keeps it: http, https, tg and ton, the host with a dot in it."""
    url = url.strip()
    scheme = SCHEME.match(url)
    if scheme and scheme[1].lower() in ("tg", "ton") and not https:
        return url
    # "example.com:80" has no protocol, "tel:+7900" has one.
    has_protocol = scheme is not None and ("://" in url[: scheme.end() + 2] or "." not in scheme[1])
    if has_protocol and scheme is not None and scheme[1].lower() not in ("http", "https"):
        raise BadLink("Unsupported URL protocol")
    try:
        parts = urlsplit(url if has_protocol else f"http://{url}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadLink("Wrong HTTP URL") from None
    if port == 0:
        raise BadLink("Wrong HTTP URL")
    loopback = host in ("localhost", "127.0.0.1", "::1")
    if https:
        if parts.scheme != "https" and not (loopback and has_protocol):
            raise BadLink("Only HTTPS links are allowed")
        return url
    if not host:
        raise BadLink("URL host is empty")
    if ("." not in host and ":" not in host) or " " in url:
        raise BadLink("Wrong HTTP URL")
    path = "" if parts.path or parts.query or parts.fragment else "/"
    return (url if has_protocol else f"http://{url}") + path
