"""What an SLA rule promises, as people write it: «реакция 30 мин, решение 4 ч»."""

import re

from domain.errors import Invalid
from domain.lines import parse_minutes

_NONE = re.compile(r"(?:нет|не обещаем|без обещания|no|none|never|-|–|—)?")
_NAMED = re.compile(r"(реакци\w+|reaction|решени\w+|resolution)\s*:?")
_REACTION = ("реакци", "reaction")


def read_length(text: str) -> int | None:
    """Minutes of working time: ``30 мин``, ``4 ч``, ``1,5 часа``; None for no promise. Raises :class:`Invalid`."""
    said = text.strip().lower()
    return None if _NONE.fullmatch(said) else parse_minutes(said, None)


def read_promise(text: str) -> tuple[int | None, int | None]:
    """Reaction and resolution; what isn't named isn't promised. Raises :class:`Invalid`."""
    said = text.strip().lower()
    marks = list(_NAMED.finditer(said))
    if not marks or said[: marks[0].start()].strip():
        raise Invalid("sla.rule.unclear")
    found: dict[bool, int | None] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        rest = said[mark.end() : following.start() if following else len(said)]
        is_reaction = mark[1].startswith(_REACTION)
        if is_reaction in found:
            raise Invalid("sla.rule.unclear")
        found[is_reaction] = read_length(rest.strip(" ,;"))
    return found.get(True), found.get(False)
