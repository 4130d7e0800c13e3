"""The work report: typing it, handing it in, approval and return, BOT-004."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import drafts, orders, visits, worksheets
from domain.errors import Invalid, NotAllowed, NotFound, NotNow, ReasonMissing, ReportIncomplete, ReportJudged
from domain.models import (
    Draft,
    HistoryEntry,
    LineKind,
    Order,
    OutboxMessage,
    Photo,
    PhotoKind,
    PhotoState,
    Visit,
    Worksheet,
    WorksheetLine,
)
from domain.statuses import OrderStatus, Outcome, VisitStatus
from domain.texts import LANGUAGES, texts
from domain.worksheets import Line, Report
from tests.cast import Cast, a_finished_visit, actor, again, an_accepted_visit, an_arrived_visit

PUMP = Line(LineKind.PART, "Сливной насос", Decimal(2), 190_000)
WORK = Line(LineKind.WORK, "Ремонт", Decimal(1), 250_000)
REPORT = Report("Заменил насос", (WORK, PUMP), 80, "Чистить фильтр раз в месяц")


@pytest.mark.parametrize(
    ("typed", "name", "quantity", "price"),
    [
        ("Ремень 1200 2 шт", "Ремень", "2", 120_000),
        ("Ремень; 2; 1200", "Ремень", "2", 120_000),
        ("Ремень; 1200", "Ремень", "1", 120_000),
        ("Ремень 1 200,50", "Ремень", "1", 120_050),
        ("Ремень\u00a01\u00a0200\u00a0₽", "Ремень", "1", 120_000),
        ("Кабель ВВГ 3,5 м 80 ₽", "Кабель ВВГ", "3.5", 8_000),
        ("Труба 20 мм 300", "Труба 20 мм", "1", 30_000),
        ("Насос 5 2 шт 300", "Насос 5", "2", 30_000),
        ("Саморезы 1 200 шт 2", "Саморезы", "1200", 200),
        ("Подшипник 6204 350 ₽", "Подшипник 6204", "1", 35_000),
        ("Масло 1 л 900 2 шт", "Масло 1 л", "2", 90_000),
        ("Сальник 450 - 1 шт", "Сальник", "1", 45_000),
        ("Сальник — 450 ₽ — 2 шт.", "Сальник", "2", 45_000),
        ("Сальник - 2 шт - 450", "Сальник", "2", 45_000),
        ("Сальник 450, 2 шт", "Сальник", "2", 45_000),
        ("Сальник, 2 шт, 450", "Сальник", "2", 45_000),
        ("Труба 20 - 2 м 300", "Труба 20", "2", 30_000),
        ("Кран 100 х2", "Кран", "2", 10_000),
        ("Кран 1 200 × 2", "Кран", "2", 120_000),
        ("Кран 100 ₽ × 2 шт", "Кран", "2", 10_000),
        ("Помпа 1800р х2", "Помпа", "2", 180_000),
        ("Помпа 1800 руб.х2", "Помпа", "2", 180_000),
        ("Хомут 50*3", "Хомут", "3", 5_000),
    ],
)
def test_a_part_is_read_as_masters_type_it(typed: str, name: str, quantity: str, price: int) -> None:
    assert worksheets.parse_line(typed) == Line(LineKind.PART, name, Decimal(quantity), price)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "invalid.empty"),
        ("Ремень", "invalid.line_price"),
        ("1200", "invalid.line_name"),
        ("🙂 1200", "invalid.line_name"),
        ("Ремень 1200 2", "invalid.line"),
        ("Ремень 2 x 1200", "invalid.line"),
        ("Ремень x2", "invalid.line_price"),
        ("Уголок 50x20", "invalid.line_price"),
        ("Кран 100 х0", "invalid.quantity"),
        ("Подшипник 6204 350", "invalid.line"),
        ("Ремень; 2; 3; 1200", "invalid.line"),
        ("Ремень; много; 1200", "invalid.quantity"),
        ("Ремень 1200 0 шт", "invalid.quantity"),
        ("Сальник 450 -1 шт", "invalid.quantity"),
        ("Сальник -1 шт 450", "invalid.quantity"),
        ("Сальник -1 шт, 450", "invalid.quantity"),
        ("Ремень 1200 2 - 1 шт", "invalid.line"),
        ("Ремень; 2; дорого", "invalid.money"),
        ("Ремень; 2; -5", "invalid.money"),
        ("Ремень; 2; 1e9", "invalid.money"),
        ("Ремень 99999999999", "invalid.money_too_much"),
        ("Ремень 1200 " * 400, "invalid.too_long"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(Invalid) as refused:
        worksheets.parse_line(typed)
    assert refused.value.key == problem


NAMES = st.text(st.sampled_from("абвгдежзиклмнопрстуф abc-"), min_size=1, max_size=40).filter(
    lambda name: any(c.isalpha() for c in name)
)


@given(name=NAMES, quantity=st.decimals("0.001", 9999, places=3), price=st.integers(0, 100_000_000))
def test_a_line_with_semicolons_is_what_was_typed(name: str, quantity: Decimal, price: int) -> None:
    typed = f"{name}; {str(quantity).replace('.', ',')}; {price // 100},{price % 100:02}"
    line = worksheets.parse_line(typed)
    assert (line.name, line.quantity, line.price) == (" ".join(name.split()), quantity, price)
    assert Line.of(line.row()) == line


@given(
    name=NAMES,
    quantity=st.decimals("0.001", 9999, places=3),
    price=st.integers(0, 100_000_000),
    between=st.sampled_from([" ", " - ", " – ", " — ", ", "]),
)
def test_price_and_quantity_are_told_apart_by_the_unit(
    name: str, quantity: Decimal, price: int, between: str
) -> None:
    amount, cost = f"{str(quantity).replace('.', ',')} шт", f"{price // 100},{price % 100:02}"
    for typed in (f"{name} {cost}{between}{amount}", f"{name} {amount}{between}{cost}"):
        line = worksheets.parse_line(typed)
        assert (line.quantity, line.price) == (quantity, price)
        assert line.name == " ".join(name.split()).strip(" -")


def read(parse: Callable[[str], Any], typed: str) -> Any:
    """What was read, or the refusal, which has words in both languages."""
    try:
        return parse(typed)
    except Invalid as refused:
        for language in LANGUAGES:
            if texts(language)(refused.key, **refused.values) == refused.key:
                raise
        return refused


@given(st.text(max_size=200))
def test_any_text_is_a_line_or_a_refusal(typed: str) -> None:
    line = read(worksheets.parse_line, typed)
    assert isinstance(line, Invalid) or (line.price >= 0 and line.quantity > 0 and line.name.strip())


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_a_refusal(typed: str) -> None:
    minutes = read(worksheets.parse_minutes, typed)
    assert isinstance(minutes, Invalid) or 1 <= minutes <= 1440


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90), ("1:30", 90), ("1 ч 30 мин", 90), ("1ч30", 90), ("1.5 ч", 90), ("1,5 часа", 90),
        ("45 мин", 45), ("2 часа", 120), ("1 h 30 min", 90), (" 24:00 ", 1440),
        ("1.5", 90), ("1,5", 90), ("полтора часа", 90), ("Полчаса", 30), ("час", 60), ("10", 10),
        ("2 часа 15 минут", 135), ("2 часа, 15 минут", 135), ("час и 20 минут", 80), ("2 ч", 120), ("2 мин", 2),
        ("2 с половиной часа", 150), ("an hour and a half", 90), ("2 hours and 15 minutes", 135),
    ],
)  # fmt: skip
def test_time_is_read_as_masters_type_it(typed: str, minutes: int) -> None:
    assert worksheets.parse_minutes(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "invalid.minutes"),
        ("0", "invalid.minutes"),
        ("сто лет", "invalid.minutes"),
        ("2", "invalid.minutes_unclear"),
        ("9", "invalid.minutes_unclear"),
        ("1.30", "invalid.minutes"),
        ("1:75", "invalid.minutes"),
        ("-5", "invalid.minutes"),
        ("9" * 5000, "invalid.minutes"),
        ("25 ч", "invalid.minutes_too_many"),
        ("1441", "invalid.minutes_too_many"),
    ],
)
def test_no_time_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(Invalid) as refused:
        worksheets.parse_minutes(typed)
    assert refused.value.key == problem


@given(st.integers(1, 1440))
def test_every_way_of_writing_a_time_means_the_same(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    ways = [f"{hours}:{rest:02}", f"{hours} ч {rest} мин", f"{minutes} мин."]
    ways += [f"{minutes}"] if minutes >= 10 else []
    assert {worksheets.parse_minutes(way) for way in ways} == {minutes}


LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(LineKind),
        NAMES,
        st.decimals("0.001", 9999, places=3),
        st.integers(0, 10_000_000),
    ),
    max_size=8,
)


@given(LINES, LINES)
def test_totals_add_up_in_whole_kopecks(some: list[Line], more: list[Line]) -> None:
    assert worksheets.total([*some, *more]) == worksheets.total(some) + worksheets.total(more)
    assert worksheets.total(reversed(some)) == worksheets.total(some)
    exact = sum(line.quantity * line.price for line in some)
    assert abs(worksheets.total(some) - exact) <= Decimal("0.5") * len(some)


async def photographed(visit: Visit, *kinds: PhotoKind, state: PhotoState = PhotoState.READY) -> None:
    """Photos that are there already."""
    for kind in kinds:
        await Photo.create(
            visit_id=visit.id,
            uploaded_by_id=visit.master_id,
            kind=kind,
            state=state,
            file_id="f",
            file_unique_id=f"{kind}-{state}",
            created_at=visit.created_at,
        )


async def a_visit_with_photos(cast: Cast) -> Visit:
    """Anna is on site and has photographed before and after."""
    visit = await an_arrived_visit(cast)
    await photographed(visit, PhotoKind.BEFORE, PhotoKind.AFTER)
    return visit


async def a_reported_visit(cast: Cast) -> Visit:
    """Anna has handed in her report."""
    visit = await a_visit_with_photos(cast)
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))
    return await again(visit)


async def test_anna_hands_in_a_report_and_the_visit_is_finished(cast: Cast) -> None:
    visit = await a_visit_with_photos(cast)
    draft = await drafts.begin(by=actor(cast.anna), kind="report", step="preview", subject=visit.id)
    await worksheets.submit(visit.id, REPORT, by=actor(cast.anna), draft_id=draft.id)

    visit, sheet = await again(visit), await worksheets.of_visit(visit.id)
    assert (visit.status, visit.outcome) == (VisitStatus.FINISHED, Outcome.DONE)
    assert sheet is not None
    assert (sheet.works, sheet.minutes, sheet.total) == ("Заменил насос", 80, 630_000)
    assert [(line.name, line.quantity) for line in sheet.lines] == [("Ремонт", 1), ("Сливной насос", 2)]
    assert not await Draft.exists()
    assert await OutboxMessage.filter(event="VisitFinished").count() == 2  # olga and vera


async def test_an_incomplete_report_changes_nothing_and_says_what_is_missing(cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await photographed(visit, PhotoKind.BEFORE)
    await photographed(visit, PhotoKind.AFTER, state=PhotoState.REJECTED)
    with pytest.raises(ReportIncomplete) as refused:
        await worksheets.submit(visit.id, Report(" ", (), 0), by=actor(cast.anna))
    assert refused.value.values["missing"] == ["missing.works", "missing.minutes", "missing.photos_after"]
    assert (await again(visit)).status is VisitStatus.ON_SITE
    assert not await Worksheet.exists()
    for language in LANGUAGES:
        assert all(texts(language)(key) != key for key in refused.value.values["missing"])


async def test_a_service_without_photos_needs_none(cast: Cast) -> None:
    cast.washers.photos_before = cast.washers.photos_after = 0
    assert worksheets.missing(REPORT, 0, 0, cast.washers) == []


async def test_boris_cannot_report_on_annas_visit(cast: Cast) -> None:
    visit = await a_visit_with_photos(cast)
    with pytest.raises((NotAllowed, NotFound)):
        await worksheets.submit(visit.id, REPORT, by=actor(cast.boris))
    with pytest.raises(NotAllowed):
        await worksheets.submit(visit.id, REPORT, by=actor(cast.vera))


async def test_a_report_comes_only_from_on_site(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    with pytest.raises(NotNow):
        await worksheets.submit(visit.id, REPORT, by=actor(cast.anna))


async def test_a_double_tap_hands_in_one_report(cast: Cast) -> None:
    visit = await a_reported_visit(cast)
    with pytest.raises(NotNow):
        await worksheets.submit(visit.id, Report("Ещё раз", (), 10), by=actor(cast.anna))
    assert (await Worksheet.get()).works == "Заменил насос"


async def test_a_report_that_is_too_long_is_refused(cast: Cast) -> None:
    visit = await a_visit_with_photos(cast)
    with pytest.raises(Invalid) as refused:
        await worksheets.submit(visit.id, Report("я" * 5000, (), 60), by=actor(cast.anna))
    assert refused.value.values == {"most": 2000, "now": 5000}
    with pytest.raises(Invalid):
        await worksheets.submit(visit.id, Report("Всё", (PUMP,) * 51, 60), by=actor(cast.anna))


async def test_vera_approves_and_anna_is_told(cast: Cast) -> None:
    visit = await a_reported_visit(cast)
    await worksheets.approve(visit.id, by=actor(cast.vera))
    visit, sheet = await again(visit), await worksheets.of_visit(visit.id)
    assert sheet is not None
    assert visit.status is VisitStatus.APPROVED
    assert visit.approved_at == sheet.approved_at is not None
    assert (await Order.get(id=visit.order_id)).status is OrderStatus.DONE
    assert await OutboxMessage.filter(event="ReportApproved").values_list("person_id", flat=True) == [
        cast.anna.id
    ]
    entry = await HistoryEntry.get(event="ReportApproved")
    assert (entry.actor_id, entry.status_from, entry.status_to) == (cast.vera.id, "finished", "approved")
    with pytest.raises(ReportJudged) as refused:
        await worksheets.approve(visit.id, by=actor(cast.olga))
    assert refused.value.values == {"status": VisitStatus.APPROVED, "name": cast.vera.name}


async def test_a_visit_that_was_not_done_is_approved_without_a_report(cast: Cast) -> None:
    visit = await a_finished_visit(cast)
    await worksheets.approve(visit.id, by=actor(cast.vera))
    assert (await again(visit)).status is VisitStatus.APPROVED
    assert await worksheets.of_visit(visit.id) is None


async def test_a_returned_report_is_filled_again_in_place(cast: Cast) -> None:
    visit = await a_reported_visit(cast)
    with pytest.raises(ReasonMissing):
        await worksheets.send_back(visit.id, by=actor(cast.vera), reason="  ")
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Нет цены насоса")
    sheet = await worksheets.of_visit(visit.id)
    assert sheet is not None
    assert sheet.return_reason == "Нет цены насоса"
    told = await OutboxMessage.get(event="ReportReturned")
    assert (told.person_id, told.data["reason"]) == (cast.anna.id, "Нет цены насоса")

    await worksheets.submit(visit.id, Report("Всё заново", (WORK,), 95), by=actor(cast.anna))
    mended = await worksheets.of_visit(visit.id)
    assert mended is not None
    assert (mended.id, mended.works, mended.total) == (sheet.id, "Всё заново", 250_000)
    assert (mended.returned_at, mended.return_reason) == (None, "")
    assert await WorksheetLine.all().count() == 1
    assert (await again(visit)).status is VisitStatus.FINISHED


async def test_a_report_counts_only_while_the_work_is_said_to_be_done(cast: Cast) -> None:
    visit = await a_reported_visit(cast)
    assert set(await worksheets.of_visits(await orders.visits_of(visit.order_id))) == {visit.id}
    await worksheets.send_back(visit.id, by=actor(cast.vera), reason="Клиент говорит, что не чинили")
    assert await worksheets.of_visit(visit.id) is not None
    await visits.finish(visit.id, Outcome.REFUSED, by=actor(cast.anna), note="Дорого")
    assert await worksheets.of_visit(visit.id) is None
    assert await worksheets.of_visits(await orders.visits_of(visit.order_id)) == {}
    handed_in = await worksheets.handed_in(
        visit.id
    )  # what the master goes on from, should it be done after all
    assert handed_in is not None
    assert handed_in.works == "Заменил насос"


async def test_only_the_office_judges_reports(cast: Cast) -> None:
    visit = await a_reported_visit(cast)
    with pytest.raises(NotAllowed):
        await worksheets.approve(visit.id, by=actor(cast.anna))
    with pytest.raises(NotAllowed):
        await worksheets.send_back(visit.id, by=actor(cast.boris), reason="Просто так")
    assert (await again(visit)).status is VisitStatus.FINISHED
