"""A card is never longer than Telegram takes, whatever people have written (4,096 UTF-16 units, marks left out)."""

from decimal import Decimal

import pytest
from aiogram import Bot

from dialogs import cards as drawing
from domain import clock, money, orders, people, wording, worksheets
from domain.events import ReportReturned, VisitFinished
from domain.lines import MOST_MINUTES, MOST_QUANTITY
from domain.locks import Locks
from domain.models import (
    Address,
    Client,
    ClientPhone,
    HistoryEntry,
    LineKind,
    Order,
    Person,
    Photo,
    PhotoKind,
    PhotoState,
    Priority,
    Service,
    Visit,
    Worksheet,
    WorksheetLine,
)
from domain.statuses import Outcome, VisitStatus
from domain.texts import LANGUAGES, texts
from sandbox.html_marks import parse
from sandbox.marks import units
from sandbox.pytest import Phone
from tests.cast import Cast, an_order, tomorrow, visit_of

MOST = 4096


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize(
    ("letter", "count"),
    [("ж", 5), ("&", 5), ("🙂", 1), ("🙂", 5), ("🙂", 40)],
    ids=["letters", "escaped", "one visit", "emoji", "many visits"],
)
async def test_the_longest_of_everything_fits(
    bot: Bot, held: Locks, cast: Cast, phones: dict[str, Phone], locale: str, letter: str, count: int
) -> None:
    await Person.all().update(locale=locale)
    order = await the_longest(cast, letter, count)
    t = texts(locale)
    headline = t.html(
        "event.VisitFinished",
        name=letter * people.NAME_LENGTH,
        outcome=t("outcome.client_absent"),
    )
    for person in (cast.vera, cast.anna):
        await person.refresh_from_db()
        for above in ("", headline):
            shown, _ = parse((await drawing.draw(order.id, person, above)).text)
            assert MOST / 2 < units(shown) <= MOST
            sent = await drawing.open_card(bot, held, order.id, person, above)
            assert sent is not None
            assert sent.text is not None
            assert sent.text.startswith("🏁" if above else f"{'№' if locale == 'ru' else '#'}{order.number}")


async def test_what_does_not_fit_is_a_line_and_the_newest_stays_whole(cast: Cast) -> None:
    order = await an_order(cast)
    await with_visits(order, cast, "ж", 5)
    shown, _ = parse((await drawing.draw(order.id, cast.vera)).text)
    visits = [line for line in shown.splitlines() if line.startswith("Выезд")]
    day = texts("ru").short_day(tomorrow(12, days=2), "Europe/Moscow")
    assert visits[1] == f"Выезд 2: {day} · Анна Мастерова · отчёт принят · 100\xa0000\xa0000\xa0₽"
    assert visits[4] == "Выезд 5: отчёт на доработке у мастера"
    assert "ж" * 799 + "…" in shown
    assert shown.count("Отчёт") == 1


async def test_short_visits_are_all_told_in_full(cast: Cast) -> None:
    order = await an_order(cast)
    await Visit.filter(order_id=order.id).update(status=VisitStatus.APPROVED, outcome=Outcome.CLIENT_ABSENT)
    await Visit.create(
        order_id=order.id, starts_at=tomorrow(16), ends_at=tomorrow(18), created_at=clock.now()
    )
    shown, _ = parse((await drawing.draw(order.id, cast.vera)).text)
    assert "Выезд 1: отчёт принят\n🕑 завтра, 12:00–14:00" in shown
    assert "Выезд 2: ждёт мастера\n🕑 завтра, 16:00–18:00" in shown


async def test_buttons_of_several_visits_say_of_which(cast: Cast) -> None:
    order = await an_order(cast)
    await with_visits(order, cast, "ж", 4)
    first, *others = await Visit.filter(order_id=order.id).order_by("id")
    await Visit.filter(id__in=[first.id, others[0].id]).update(status=VisitStatus.FINISHED)
    await Visit.filter(id__in=[one.id for one in others[1:]]).update(
        status=VisitStatus.UNASSIGNED, master_id=None
    )
    keyboard = (await drawing.draw(order.id, cast.vera)).keyboard
    assert keyboard is not None
    assert [[button.text for button in row] for row in keyboard.inline_keyboard] == [
        ["✅ Принять отчёт · выезд 1"],
        ["↩️ Вернуть · выезд 1"],
        ["✅ Принять отчёт · выезд 2"],
        ["↩️ Вернуть · выезд 2"],
        ["👷 Назначить мастера · выезд 3"],
        ["🗓 Время и мастера · выезд 3"],
        ["👷 Назначить мастера · выезд 4"],
        ["🖼 Фото · выезд 1", "🖼 Фото · выезд 2"],
        ["🖼 Фото · выезд 3", "🖼 Фото · выезд 4"],
        ["✏️ Изменить", "⏸ Отложить"],
        ["🔁 Повторять"],
        ["Отменить заявку"],
    ]


async def the_longest(cast: Cast, letter: str, count: int) -> Order:
    """An order with as much as anybody may write, and so many visits of anna, each with such a report."""
    name = letter * people.NAME_LENGTH
    order = await an_order(cast, priority=Priority.URGENT)
    await Order.filter(id=order.id).update(text=letter * orders.TEXT_LENGTH)
    await Client.filter(id=cast.petr.id).update(name=name)
    await ClientPhone.bulk_create(
        [ClientPhone(number=f"+7916000{n:04}", client=cast.petr) for n in range(30)]
    )
    await Address.filter(id=cast.address.id).update(text=letter * orders.ADDRESS_LENGTH)
    await Service.filter(id=cast.washers.id).update(name=name[:96])
    await Person.filter(id=cast.anna.id).update(name=name)
    await with_visits(order, cast, letter, count)
    for visit in await Visit.filter(order_id=order.id):
        await words_about(visit, letter)
    return order


async def with_visits(order: Order, cast: Cast, letter: str, count: int) -> None:
    """Make it an order of so many visits of anna, each with the longest report; the last one was returned."""
    visits = [await visit_of(order)]
    visits += [await Visit.create(order_id=order.id, created_at=clock.now()) for _ in range(count - 1)]
    for days, visit in enumerate(visits, 1):
        visit.status = VisitStatus.RETURNED if days == count else VisitStatus.APPROVED
        visit.starts_at, visit.ends_at = tomorrow(12, days=days), tomorrow(14, days=days)
        visit.master_id, visit.outcome = cast.anna.id, Outcome.DONE
        await visit.save()
        await a_report(visit, letter)


async def words_about(visit: Visit, letter: str) -> None:
    """The longest note of the master, and the longest reason of the office."""
    master_id, reason = visit.master_id or 0, letter * wording.LENGTH
    for event in (
        VisitFinished(visit.order_id, visit.id, master_id, Outcome.DONE, letter * wording.LENGTH),
        ReportReturned(visit.order_id, visit.id, master_id, reason),
    ):
        await HistoryEntry.create(
            order_id=visit.order_id, visit_id=visit.id, at=clock.now(), event=event.name, data=event.data()
        )


async def a_report(visit: Visit, letter: str) -> None:
    text = letter * worksheets.TEXT_LENGTH
    sheet = await Worksheet.create(
        visit_id=visit.id,
        works=text,
        recommendation=text,
        minutes=MOST_MINUTES - 1,
        total=money.MOST,
        submitted_at=clock.now(),
        return_reason="",
    )
    await WorksheetLine.bulk_create(
        [
            WorksheetLine(
                worksheet=sheet,
                kind=LineKind.PART,
                name=letter * people.NAME_LENGTH,
                quantity=Decimal(MOST_QUANTITY) - Decimal("0.001"),
                price=money.MOST,
                rank=rank,
            )
            for rank in range(worksheets.MOST_LINES)
        ]
    )
    await Photo.create(
        visit_id=visit.id,
        uploaded_by_id=visit.master_id,
        kind=PhotoKind.AFTER,
        state=PhotoState.READY,
        file_id="f",
        file_unique_id=str(visit.id),
        created_at=clock.now(),
    )
