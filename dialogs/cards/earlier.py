"""What the earlier visits of an order found: what a master who comes for a further one has to know."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from dialogs import view
from dialogs.cards.drawing import WITH_REPORT, Sizes
from domain.models import Visit, Worksheet
from domain.story import Said
from domain.texts import Texts

MASTER_NAME = 40
SHOWN = 300  # units of a note, and of the works; what the present visit is about goes first


def told_of_earlier(
    visit: Visit,
    every: Sequence[Visit],
    sheets: Mapping[int, Worksheet],
    words: defaultdict[int, Said],
    zone: str,
    t: Texts,
    *,
    whole: bool,
) -> Callable[[Sizes], list[str]]:
    """The lines about the visits before this one that took place, for any sizes; none for a first visit.

    ``every`` are the order's visits with their masters, ``sheets`` its reports that count, by visit.
    ``whole`` is off for who may not see the client yet: what people wrote may tell of him, so days and outcomes only.
    """
    before = [
        (number, one)
        for number, one in enumerate(every, 1)
        if one.id < visit.id and one.status in WITH_REPORT and one.lead
    ]

    def lines(sizes: Sizes) -> list[str]:
        if not before:
            return []
        left_out = len(before) - sizes.earlier
        told = [t.html("card.further_visit")]
        if left_out > 0:
            told.append(t.html("card.visits_more", n=left_out))
        for number, one in before[-sizes.earlier :]:
            told.append(_line(number, one, zone, t))
            told += _words(words[one.id], sheets.get(one.id), sizes, t) if whole else []
        return told

    return lines


def _line(number: int, visit: Visit, zone: str, t: Texts) -> str:
    about = [
        t.short_day(visit.starts_at, zone) if visit.starts_at else "",
        view.short(visit.master.name, MASTER_NAME) if visit.master else "",
        t(f"outcome.{visit.outcome}") if visit.outcome else "",
    ]
    return t.html("card.visit_line", n=number, about=" · ".join(filter(None, about)))


def _words(words: Said, sheet: Worksheet | None, sizes: Sizes, t: Texts) -> list[str]:
    told = []
    if words.note:
        told.append(t.html("card.note", note=view.clipped(words.note, min(sizes.reason, SHOWN))))
    if sheet is not None:
        told.append(t.html("card.works", works=view.clipped(sheet.works, min(sizes.works, SHOWN))))
    return told
