"""The work report on a card."""

from dialogs.cards.drawing import WITH_REPORT, Sizes
from dialogs.view import clipped, short
from domain import money, worksheets
from domain.models import LineKind, Visit, Worksheet
from domain.statuses import Outcome
from domain.texts import Texts

LINE_NAME = 60


async def sheet_of(visit: Visit) -> Worksheet | None:
    """The report of a visit that is over, if it was done: one whose outcome was changed has none that counts."""
    reported = visit.status in WITH_REPORT and visit.outcome is Outcome.DONE
    return await worksheets.of_visit(visit.id) if reported else None


def report(sheet: Worksheet, sizes: Sizes, t: Texts) -> list[str]:
    """The report's lines, as the office reviews it."""
    every = list(sheet.lines)
    lines = [t.html("card.report.works", works=clipped(sheet.works, sizes.works))]
    for line in every[: sizes.lines]:
        key = "card.report.part" if line.kind is LineKind.PART else "card.report.work"
        amount = t.money(money.line_total(line.quantity, line.price))
        quantity = t.number(line.quantity)
        lines.append(t.html(key, name=short(line.name, LINE_NAME), quantity=quantity, amount=amount))
    if len(every) > sizes.lines:
        lines.append(t.html("card.report.more", n=len(every) - sizes.lines))
    if sheet.recommendation:
        recommendation = clipped(sheet.recommendation, sizes.recommendation)
        lines.append(t.html("card.report.recommendation", recommendation=recommendation))
    lines.append(t.html("card.report.total", total=t.money(sheet.total), duration=t.duration(sheet.minutes)))
    return lines
