"""parse_mode MarkdownV2 and the old Markdown, with the errors of TDLib."""

import re
from dataclasses import dataclass

from sandbox.marks import Entity, Output, Unparsable, emoji_or_time

RESERVED = set("_*[]()~`>#+-=|{}.!")
PAIRS = {"*": "Bold", "_": "Italic", "__": "Underline", "~": "Strikethrough", "||": "Spoiler", "`": "Code"}
KINDS = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code",
}  # fmt: skip
ENDS = {kind: sign for sign, kind in PAIRS.items()} | {"Pre": "```", "PreCode": "```"}
LANGUAGE = re.compile(r"[^\s`]+(?=\n|\r)")


@dataclass(slots=True)
class Open:
    """An entity whose end has not been seen."""

    kind: str
    argument: str
    start: int
    at: int
    part: int


class MarkdownV2:
    """One run over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out = Output()
        self.nested: list[Open] = []
        self.quote: int | None = None
        self.line_start = True

    def offset(self, at: int) -> int:
        """A place in the text, in bytes."""
        return len(self.text[:at].encode())

    def parse(self) -> tuple[str, list[Entity]]:
        """The text without its signs, and its entities."""
        while self.at < len(self.text):
            self._step()
        if self.nested:
            top = self.nested[-1]
            raise Unparsable(f"Can't find end of {top.kind} entity at byte offset {self.offset(top.at)}")
        self._end_quote()
        return self.out.text(), self.out.entities

    def _step(self) -> None:
        text, at = self.text, self.at
        char = text[at]
        fresh, self.line_start = self.line_start, char == "\n"
        top = self.nested[-1].kind if self.nested else ""
        if char == "\\" and at + 1 < len(text) and 0 < ord(text[at + 1]) <= 126:
            self.out.add(text[at + 1])
            self.at += 2
        elif top in ("Code", "Pre", "PreCode"):
            if not self._closes(top):
                self.out.add(char)
                self.at += 1
        elif fresh and self.quote is not None and char != ">":
            self._end_quote()
            self.line_start = True
            self._step()
        elif fresh and text.startswith("**>", at) and self.quote is None:
            self.quote, self.at = self.out.length, at + 3
        elif fresh and char == ">":
            self.quote = self.out.length if self.quote is None else self.quote
            self.at += 1
        elif char not in RESERVED:
            self.out.add(char)
            self.at += 1
        elif not (top and self._closes(top)):
            self._open(char)

    def _end_quote(self) -> None:
        """A quote ends with its lines."""
        if self.quote is not None:
            self.out.mark("blockquote", self.quote)
            self.quote = None

    def _closes(self, top: str) -> bool:
        """Whether the innermost entity ends here; it is written down then."""
        text, at, entity = self.text, self.at, self.nested[-1]
        if top == "TextUrl":
            return text[at] == "]" and self._end_link(entity)
        if top == "CustomEmoji":
            return text[at] == "]" and self._end_emoji(entity)
        sign = ENDS[top]
        if not text.startswith(sign, at) or (top == "Italic" and text.startswith("__", at)):
            return False
        self.at += len(sign)
        self.nested.pop()
        if top in ("Pre", "PreCode"):
            self.out.mark("pre", entity.start, **({"language": entity.argument} if entity.argument else {}))
        else:
            self.out.mark(KINDS[top], entity.start)
        return True

    def _end_link(self, entity: Open) -> bool:
        self.at += 1
        url = "".join(self.out.parts[entity.part :])
        if self.text[self.at : self.at + 1] == "(":
            url = self._address("a URL")
        self.nested.pop()
        self.out.link(entity.start, url)
        return True

    def _end_emoji(self, entity: Open) -> bool:
        """A custom emoji, or a moment in time, by its address."""
        begin = self.at
        self.at += 1
        if self.text[self.at : self.at + 1] != "(":
            raise Unparsable(
                f"Custom emoji entity must contain a tg://emoji URL at byte offset {self.offset(begin)}"
            )
        found = emoji_or_time(self._address("a custom emoji URL"))
        self.nested.pop()
        self.out.mark(found.pop("type"), entity.start, **found)
        return True

    def _address(self, what: str) -> str:
        """What stands in the brackets that begin here."""
        text, place, url = self.text, self.at, ""
        self.at += 1
        while self.at < len(text) and text[self.at] != ")":
            if text[self.at] == "\\" and self.at + 1 < len(text) and 0 < ord(text[self.at + 1]) <= 126:
                self.at += 1
            url += text[self.at]
            self.at += 1
        if self.at >= len(text):
            raise Unparsable(f"Can't find end of {what} at byte offset {self.offset(place)}")
        self.at += 1
        return url

    def _open(self, char: str) -> None:
        text, at = self.text, self.at
        kind, sign, argument = "", char, ""
        if text.startswith(("__", "||"), at):
            sign = text[at : at + 2]
        if sign == "||" and self.quote is not None and text[at + 2 : at + 3] in ("", "\n"):
            # A spoiler sign at the end of a quote makes it expandable.
            self.out.mark("expandable_blockquote", self.quote)
            self.quote, self.at = None, at + 2
            return
        if text.startswith("```", at):
            sign = "```"
            language = LANGUAGE.match(text, at + 3)
            kind, argument = ("PreCode", language[0]) if language else ("Pre", "")
        elif char == "[":
            kind = "TextUrl"
        elif text.startswith("![", at):
            kind, sign = "CustomEmoji", "!["
        elif sign in PAIRS:
            kind = PAIRS[sign]
        if not kind:
            raise Unparsable(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        self.nested.append(Open(kind, argument, self.out.length, at, len(self.out.parts)))
        self.at += len(sign) + len(argument)
        if sign == "```" and text[self.at : self.at + 1] in ("\n", "\r"):
            self.at += 1


def parse_v2(text: str) -> tuple[str, list[Entity]]:
    """MarkdownV2."""
    return MarkdownV2(text).parse()


def parse_old(text: str) -> tuple[str, list[Entity]]:
    """The old Markdown: bold, italic, code, pre and links, not nested."""
    out = Output()
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\" and text[at + 1 : at + 2] in ("_", "*", "`", "["):
            out.add(text[at + 1])
            at += 2
            continue
        if char not in "_*`[":
            out.add(char)
            at += 1
            continue
        sign = "```" if text.startswith("```", at) else char
        end_sign = "]" if sign == "[" else sign
        end = text.find(end_sign, at + len(sign))
        if end < 0:
            raise Unparsable(
                f"Can't find end of the entity starting at byte offset {len(text[:at].encode())}"
            )
        at = _old_entity(out, text, at + len(sign), end, sign) if end > at else end
    return out.text(), out.entities


def _old_entity(out: Output, text: str, begin: int, end: int, sign: str) -> int:
    """Write down what stands between two signs; says where the text goes on."""
    inside, start, after = text[begin:end], out.length, end + len(sign)
    if sign == "```" and (language := LANGUAGE.match(inside)):
        out.add(inside[language.end() + 1 :])
        out.mark("pre", start, language=language[0])
        return after
    out.add(inside)
    if sign == "[":
        close = text.find(")", after)
        if text[after : after + 1] == "(" and close > 0:
            out.link(start, text[after + 1 : close])
            return close + 1
        out.link(start, inside)
    else:
        out.mark({"*": "bold", "_": "italic", "`": "code", "```": "pre"}[sign], start)
    return after
