"""What the HTML and Markdown parsers share: an output that counts UTF-16 units, and links."""

import re
from typing import Any
from urllib.parse import urlsplit

Entity = dict[str, Any]

USER_LINK = re.compile(r"tg:(?://)?user\?id=(\d+)", re.IGNORECASE)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


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
