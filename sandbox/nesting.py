"""How marks of a text stand to each other: joined, nested, split at borders, apart where they may not meet."""

from sandbox.marks import Entity

SOFT = {"bold", "italic", "underline", "strikethrough", "spoiler"}
QUOTES = {"blockquote", "expandable_blockquote"}
# These hold no other marks.
BARE = {"code", "pre"}
UNTOUCHABLE = {"code", "pre", "text_link", "text_mention"}
# Of entities at one place the one with the smaller number comes first; the rest have 50.
ORDER = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "text_link": 49, "text_mention": 49,
    "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99,
}  # fmt: skip


def place(entity: Entity) -> tuple[int, int, int]:
    """Where an entity stands among the others: the earlier first, then the longer."""
    return entity["offset"], -entity["length"], ORDER.get(entity["type"], 50)


def nested(entities: list[Entity]) -> list[Entity]:
    """Marks as Telegram keeps them: no quote in a quote, nothing in code, no two that cut through each other."""
    if not entities:
        return entities
    joined = _joined(entities)
    if len(joined) < 2:
        return joined
    quotes = _apart([one for one in joined if one["type"] in QUOTES])
    solid = [one for one in joined if one["type"] not in QUOTES and one["type"] not in SOFT]
    solid = _apart([one for one in solid if not any(_crosses(one, quote) for quote in quotes)])
    found = quotes + solid
    for one in joined:
        if one["type"] in SOFT:
            found += _pieces(one, quotes + solid)
    return found


def _joined(entities: list[Entity]) -> list[Entity]:
    """Soft marks of one kind that touch are one."""
    joined: list[Entity] = []
    last: dict[str, Entity] = {}
    for entity in sorted(entities, key=place):
        before = last.get(entity["type"])
        if entity["type"] in SOFT and before and entity["offset"] <= before["offset"] + before["length"]:
            end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
            before["length"] = end - before["offset"]
            continue
        last[entity["type"]] = dict(entity)
        joined.append(last[entity["type"]])
    return joined


def _apart(entities: list[Entity]) -> list[Entity]:
    """Of marks that meet the first stays."""
    kept: list[Entity] = []
    end = 0
    for entity in entities:
        if entity["offset"] >= end:
            kept.append(entity)
            end = entity["offset"] + entity["length"]
    return kept


def _crosses(one: Entity, other: Entity) -> bool:
    """Whether two marks overlap and neither holds the other."""
    start, end = one["offset"], one["offset"] + one["length"]
    begin, stop = other["offset"], other["offset"] + other["length"]
    return (
        start < stop
        and begin < end
        and not ((begin <= start and end <= stop) or (start <= begin and stop <= end))
    )


def _pieces(soft: Entity, others: list[Entity]) -> list[Entity]:
    """A soft mark without what is code, cut where it would cut through a link or a quote."""
    pieces = [(soft["offset"], soft["offset"] + soft["length"])]
    for other in others:
        begin, stop = other["offset"], other["offset"] + other["length"]
        cut: list[tuple[int, int]] = []
        for start, end in pieces:
            if stop <= start or end <= begin:
                cut.append((start, end))
            elif other["type"] in BARE:
                cut += [(start, begin), (stop, end)]
            elif _crosses({"offset": start, "length": end - start}, other):
                middle = begin if start < begin else stop
                cut += [(start, middle), (middle, end)]
            else:
                cut.append((start, end))
        pieces = [(start, end) for start, end in cut if start < end]
    return [soft | {"offset": start, "length": end - start} for start, end in pieces]


def collides(one: Entity, others: list[Entity]) -> bool:
    """Whether a found entity would cut through a given one, or lie in code or a link."""
    start, end = one["offset"], one["offset"] + one["length"]
    for other in others:
        begin, stop = other["offset"], other["offset"] + other["length"]
        if end <= begin or stop <= start:
            continue
        if other["type"] in UNTOUCHABLE or _crosses(one, other):
            return True
    return False
