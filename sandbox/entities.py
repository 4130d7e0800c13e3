"""Texts and captions: limits, markup, entities given by hand, and those Telegram finds by itself."""

import re
from typing import TYPE_CHECKING, Any

from sandbox import html_marks, markdown_marks
from sandbox.calls import field_of, needed
from sandbox.marks import BadLink, Entity, Unparsable, checked_link, date_time, units
from sandbox.nesting import collides, nested, place
from sandbox.refusals import bad_request

if TYPE_CHECKING:
    from sandbox.world import World

MAX_BYTES = 32768
MAX_TEXT = 4096
MAX_CAPTION = 1024
PARSERS = {
    "html": html_marks.parse,
    "markdown": markdown_marks.parse_old,
    "markdownv2": markdown_marks.parse_v2,
}
BY_HAND = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic",
    "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "custom_emoji", "date_time", "bank_card_number",
}  # fmt: skip
END_OF_URL = r"[^\s<>\".,:;!?)\]'»]"
DOMAIN = r"(?:[A-Za-z0-9-]+\.)+(?:com|net|org|ru|su|io|me|dev|info|рф)\b"
FOUND = {
    "bot_command": r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])",
    "cashtag": r"(?<![\w$])\$(?:1INCH|[A-Z]{1,8})(?![\w$])",
    "email": r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b",
    "mention": r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{2,31}\b",
    "url": rf"(?:https?://[^\s<>\"]+{END_OF_URL}|(?<![\w@.-]){DOMAIN}(?:/[^\s<>\"]*{END_OF_URL})?)",
    "hashtag": r"(?<![\w#])#\w*[^\W\d]\w*",
    "phone_number": (
        r"(?<![\w+.-])(?:\+\d[\d\s()-]{8,17}\d"
        r"|8[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2})(?![\w-])"
    ),
}
FINDER = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in FOUND.items()))
HINTS = re.compile(r"[/@.#+:$]|\d{5}")
# What Telegram finds by itself is ignored when it comes by hand.
FOUND_ONLY = {*FOUND, "bank_card_number"}


def read_text(text: str, mode: str, by_hand: Any) -> tuple[str, list[Entity]]:
    """A text of the bot with its markup read, not yet trimmed; what is wrong with it is refused."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise bad_request("text is too long")
    mode = mode.lower()
    # An empty text's mode is not looked at, and "None" is none: some clients write out what they don't set.
    if text and mode not in ("", "none"):
        if mode not in PARSERS:
            raise bad_request("unsupported parse_mode")
        try:
            return PARSERS[mode](text)
        except Unparsable as error:
            raise bad_request(f"can't parse entities: {error}") from None
    if isinstance(by_hand, list):
        return text, [entity for given in by_hand if (entity := _given(given, units(text)))]
    return text, []


def finished(text: str, entities: list[Entity], *, detect: bool = True) -> tuple[str, list[Entity]]:
    """The text trimmed as Telegram does, its entities sorted, those found by Telegram among them."""
    text = text.replace("\r", "")
    entities = nested(entities)
    trimmed = text.rstrip()
    cut = len(trimmed) - len(trimmed.lstrip())
    if cut and not any(entity["offset"] < cut for entity in entities):
        trimmed = trimmed[cut:]
        entities = [entity | {"offset": entity["offset"] - cut} for entity in entities]
    length = units(trimmed)
    kept = []
    for entity in entities:
        if entity["offset"] < length:
            reach = min(entity["length"], length - entity["offset"])
            kept.append(entity if reach == entity["length"] else entity | {"length": reach})
    if detect:
        kept += [one for one in detected(trimmed) if not collides(one, kept)]
    kept.sort(key=place)
    return trimmed, kept


def detected(text: str) -> list[Entity]:
    """Commands, addresses, phones, mentions and tags, as Telegram finds them."""
    if not HINTS.search(text):
        return []
    plain = text.isascii()
    found = []
    for match in FINDER.finditer(text):
        start, end = match.span()
        offset = start if plain else units(text[:start])
        length = end - start if plain else units(match[0])
        found.append({"offset": offset, "length": length, "type": str(match.lastgroup)})
    return found


def content(
    call: Any, field: str, limit: int, too_long: str, *, entities: str, empty: bool
) -> dict[str, Any]:
    """A text or caption of a call as fields of a message: {"text": …, "entities": […]}."""
    return composed(
        call.world,
        call.text(field),
        call.text("parse_mode"),
        call.get(entities),
        field,
        limit,
        too_long,
        empty=empty,
    )


def caption_of(world: "World", given: dict[str, Any], too_long: str) -> dict[str, Any]:
    """The caption of an item, by its own parse mode or list of entities; empty when it has none."""
    raw, mode = (str(given.get(name) or "") for name in ("caption", "parse_mode"))
    return composed(
        world, raw, mode, given.get("caption_entities"), "caption", MAX_CAPTION, too_long, empty=True
    )


def composed(
    world: "World",
    raw: str,
    mode: str,
    by_hand: Any,
    field: str,
    limit: int,
    too_long: str,
    *,
    empty: bool,
    detect: bool = True,
) -> dict[str, Any]:
    """The same for a text that stands elsewhere, such as in an item of an album.

    `detect` is whether Telegram looks for addresses and commands in it.
    """
    text, found = finished(*read_text(raw, mode, by_hand), detect=detect)
    if not text and not empty:
        raise bad_request("text must be non-empty")
    if len(text) > limit:
        raise bad_request(too_long)
    if not text:
        return {}
    result: dict[str, Any] = {field: text}
    if found and (found := [one for one in found if one["type"] != "text_mention" or _known(world, one)]):
        result["entities" if field == "text" else f"{field}_entities"] = found
    return result


def _known(world: "World", mention: Entity) -> bool:
    """Fill in who is mentioned without a username; somebody whom the bot never met is not mentioned."""
    if person := world.people.get(mention["user"]["id"]):
        mention["user"] = person.user()
    elif mention["user"]["id"] == world.bot["id"]:
        mention["user"] = world.bot
    return len(mention["user"]) > 1


def _given(given: Any, length: int) -> Entity | None:
    """One entity that came by hand."""
    where = "can't parse MessageEntity"
    if not isinstance(given, dict):
        raise bad_request(f"{where}: expected an Object")
    kind = needed(given, "type", str, where=where)
    offset, reach = needed(given, "offset", int, where=where), needed(given, "length", int, where=where)
    if kind not in BY_HAND:
        raise bad_request(f"{where}: Unsupported type specified")
    entity: Entity = {"offset": offset, "length": reach, "type": kind} | _argument(given, kind, where)
    _check_reach(offset, reach, length)
    return entity if reach and kind not in FOUND_ONLY else None


def _argument(given: dict[str, Any], kind: str, where: str) -> Entity:
    """What an entity of this kind carries beside its place."""
    if kind == "text_link":
        url = needed(given, "url", str, where=where)
        try:
            return {"url": checked_link(url)}
        except BadLink as error:
            raise bad_request(f"entity URL '{url}' is invalid: {error}") from None
    if kind == "text_mention":
        return {"user": {"id": needed(needed(given, "user", dict, where=where), "id", int, where=where)}}
    if kind == "custom_emoji":
        emoji = needed(given, "custom_emoji_id", str, where=where)
        if not emoji.isdecimal() or int(emoji) >= 2**63:
            raise bad_request(f'{where}: Field "custom_emoji_id" must be a valid Number')
        return {"custom_emoji_id": emoji}
    if kind == "date_time":
        at = needed(given, "unix_time", int, where=where)
        form = field_of(given, "date_time_format", str, where=where, default="")
        if not (when := date_time(str(at), form or "")):
            raise bad_request(f"{where}: Invalid date and time specified")
        return when
    if kind == "pre" and isinstance(given.get("language"), str):
        return {"language": given["language"]}
    return {}


def _check_reach(offset: int, reach: int, length: int) -> None:
    """An entity lies within its text."""
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if reach < 0:
        raise bad_request(f"receive an entity with incorrect length {reach}")
    if offset > length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + reach > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + reach}"
        )
