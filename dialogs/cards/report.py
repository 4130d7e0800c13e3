"""The work report on a card."""

from dialogs.cards.drawing import Sizes
from dialogs.view import clipped, short
from domain import money
from domain.models import LineKind, Worksheet
from domain.texts import Texts

LINE_NAME = 60


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
