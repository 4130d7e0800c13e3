"""parse_mode HTML, with the errors of TDLib: their offsets count bytes, those of entities UTF-16 units."""

import re
from dataclasses import dataclass

from sandbox.marks import Entity, Output, Unparsable, date_time, emoji_id

TAGS = {
    "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "tg-time",
    "span", "pre", "code", "blockquote",
}  # fmt: skip
KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "strikethrough",
    "strike": "strikethrough", "del": "strikethrough", "u": "underline", "ins": "underline",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
CHARACTER = re.compile(rb"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
SPECIAL = re.compile(rb"[<&]")
SPACES = b" \t\r\n\v\f\0"
NAME = re.compile(rb"[^\s=>/\"'\0]*")
TOKEN = re.compile(rb"[A-Za-z0-9.-]*")


@dataclass(slots=True)
class Tag:
    """A tag that is open."""

    name: str
    argument: str
    start: int
    part: int


def parse(text: str) -> tuple[str, list[Entity]]:
    """The text without tags, and its entities."""
    if "<" not in text and "&" not in text:
        return text, []
    data = text.encode()
    out = Output()
    nested: list[Tag] = []
    at = 0
    while at < len(data):
        special = SPECIAL.search(data, at)
        if special is None:
            out.add(data[at:].decode())
            break
        if special.start() > at:
            out.add(data[at : special.start()].decode())
        at = special.start()
        if data[at : at + 1] == b"&":
            character, at = _character(data, at)
            out.add(character)
        elif data[at + 1 : at + 2] == b"/":
            at = _end_tag(data, at, out, nested)
        else:
            at = _start_tag(data, at, out, nested)
    if nested:
        raise Unparsable(f'Can\'t find end tag corresponding to start tag "{nested[-1].name}"')
    return out.text(), out.entities


def _character(data: bytes, at: int) -> tuple[str, int]:
    """A character written as &…; or a plain ampersand when Telegram doesn't know it."""
    found = CHARACTER.match(data, at)
    if found is None:
        return "&", at + 1
    if found[3]:
        return NAMED[found[3]], found.end()
    code = int(found[1]) if found[1] else int(found[2], 16)
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code < 0xE000:
        return "&", at + 1
    return chr(code), found.end()


def _skip_spaces(data: bytes, at: int) -> int:
    while at < len(data) and data[at] in SPACES:
        at += 1
    return at


def _start_tag(data: bytes, begin: int, out: Output, nested: list[Tag]) -> int:
    at = begin + 1
    while at < len(data) and data[at] not in SPACES and data[at : at + 1] != b">":
        at += 1
    if at == len(data):
        raise Unparsable(f"Unclosed start tag at byte offset {begin}")
    name = data[begin + 1 : at].decode().lower()
    if name not in TAGS:
        raise Unparsable(f'Unsupported start tag "{name}" at byte offset {begin}')
    argument, at = _attributes(data, at, begin, name)
    if name == "span" and argument != "spoiler":
        raise Unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
    nested.append(Tag(name, argument, out.length, len(out.parts)))
    return at + 1


def _attributes(data: bytes, at: int, begin: int, tag: str) -> tuple[str, int]:
    """The one attribute that matters for this tag, and where its ">" is."""
    unclosed = Unparsable(f'Unclosed start tag "{tag}" at byte offset {begin}')
    argument = ""
    while True:
        at = _skip_spaces(data, at)
        if at == len(data):
            raise unclosed
        if data[at : at + 1] == b">":
            return argument, at
        name_match = NAME.match(data, at)
        name = name_match[0].decode().lower() if name_match else ""
        if not name:
            raise Unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        at = _skip_spaces(data, at + len(name.encode()))
        if at == len(data):
            raise unclosed
        value = ""
        if data[at : at + 1] == b"=":
            value, at = _value(data, _skip_spaces(data, at + 1), begin, unclosed)
        argument = _argument(tag, name, value, argument)


def _value(data: bytes, at: int, begin: int, unclosed: Unparsable) -> tuple[str, int]:
    if at == len(data):
        raise unclosed
    quote = data[at : at + 1]
    if quote not in (b'"', b"'"):
        token = TOKEN.match(data, at)
        end = token.end() if token else at
        if end == len(data) or (data[end] not in SPACES and data[end : end + 1] != b">"):
            raise Unparsable(f"Unexpected end of name token at byte offset {at}")
        return data[at:end].decode().lower(), end
    end = data.find(quote, at + 1)
    if end < 0 or end + 1 == len(data):
        raise Unparsable(f"Unclosed start tag at byte offset {begin}")
    raw, value, position = data[at + 1 : end], "", 0
    while (ampersand := raw.find(b"&", position)) >= 0:
        value += raw[position:ampersand].decode()
        character, position = _character(raw, ampersand)
        value += character
    return value + raw[position:].decode(), end + 1


def _argument(tag: str, name: str, value: str, argument: str) -> str:
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if tag == "tg-time" and name in ("unix", "format"):
        unix, _, form = argument.partition("\n")
        return f"{value}\n{form}" if name == "unix" else f"{unix}\n{value}"
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value[9:]
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value[3:]
    if (tag, name) == ("blockquote", "expandable"):
        return "1"
    return argument


def _end_tag(data: bytes, begin: int, out: Output, nested: list[Tag]) -> int:
    if not nested:
        raise Unparsable(f"Unexpected end tag at byte offset {begin}")
    at = begin + 2
    while at < len(data) and data[at] not in SPACES and data[at : at + 1] != b">":
        at += 1
    found = data[begin + 2 : at].decode().lower()
    at = _skip_spaces(data, at)
    if data[at : at + 1] != b">":
        raise Unparsable(f"Unclosed end tag at byte offset {begin}")
    tag = nested[-1]
    if found and found != tag.name:
        raise Unparsable(
            f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{found}>"'
        )
    nested.pop()
    _close(tag, out, nested)
    return at + 1


def _close_code(tag: Tag, out: Output, nested: list[Tag]) -> None:
    """Code within a block of code only names its language."""
    if not (nested and nested[-1].name == "pre"):
        out.mark("code", tag.start)
    elif nested[-1].start == tag.start and tag.argument:
        nested[-1].argument = tag.argument


def _moment(tag: Tag) -> Entity:
    unix, _, form = tag.argument.partition("\n")
    if not (when := date_time(unix, form)):
        raise Unparsable("Invalid date and time specified")
    return when


def _close(tag: Tag, out: Output, nested: list[Tag]) -> None:
    if tag.name in KINDS:
        out.mark(KINDS[tag.name], tag.start)
    elif tag.name == "a":
        out.link(tag.start, tag.argument or "".join(out.parts[tag.part :]))
    elif tag.name == "tg-emoji":
        out.mark("custom_emoji", tag.start, custom_emoji_id=emoji_id(tag.argument))
    elif tag.name == "tg-time":
        out.mark("date_time", tag.start, **_moment(tag))
    elif tag.name == "blockquote":
        out.mark("expandable_blockquote" if tag.argument else "blockquote", tag.start)
    elif tag.name == "code":
        _close_code(tag, out, nested)
    elif tag.name == "pre":
        out.mark("pre", tag.start, **({"language": tag.argument} if tag.argument else {}))
