"""FE-004: the calendar's data are the rows, no more and no fewer, in the company's time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain import absences, calendar, clock, company, kept, offers, people, storage, visits
from domain.geo import travel_minutes
from domain.models import Absence, AbsenceKind, Address, AuditEntry, DayHours, Master, Photo, Visit
from domain.settings import Settings
from domain.statuses import Action, VisitStatus
from domain.texts import LANGUAGES, texts
from tests.cast import (
    PHONE,
    ZONE,
    Cast,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_assigned_visit,
    an_order,
    tomorrow,
)
from tests.pictures import jpeg
from tests.web.conftest import Site


async def feed(site: Site, cast: Cast, first: date, last: date) -> dict[str, Any]:
    """The calendar's data as vera's page reads them."""
    browser = await site.browser(cast.vera)
    async with browser.get(f"/api/calendar?from={first}&to={last}") as answer:
        assert answer.status == 200
        assert answer.content_type == "application/json"
        return await answer.json()


def day(days: int) -> date:
    return clock.local(clock.now() + timedelta(days=days), ZONE).date()


def wall(moment: datetime | None) -> str:
    assert moment
    return f"{clock.local(moment, ZONE):%Y-%m-%dT%H:%M}"


async def test_calendar_equals_the_rows(site: Site, cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(10))
    await an_assigned_visit(cast, cast.boris, start=tomorrow(10))
    await a_visit(cast, start=tomorrow(15, days=2))
    read = await feed(site, cast, day(0), day(3))
    rows = await Visit.all().select_related("order__client", "order__address", "order__service", "master")
    assert sorted(read["visits"], key=lambda x: x["id"]) == [
        {
            "id": visit.id,
            "version": visit.version,
            "lead": visit.lead,
            "order_id": visit.order_id,
            "number": visit.order.number,
            "status": visit.status,
            "master_id": visit.master_id,
            "master": visit.master.name if visit.master else None,
            "client": visit.order.client.name,
            "address": visit.order.address.text,
            "district": visit.order.address.district,
            "service": visit.order.service.name,
            "priority": visit.order.priority,
            "held": visit.order.held_at is not None,
            "start": wall(visit.starts_at),
            "end": wall(visit.ends_at),
            "promised_start": wall(visit.promised_from),
            "promised_end": wall(visit.promised_to),
        }
        for visit in sorted(rows, key=lambda v: v.id)
    ]
    assert [master["name"] for master in read["masters"]] == ["Анна Мастерова", "Борис Мастеров"]


async def test_calendar_loads_only_the_days_asked_for(site: Site, cast: Cast) -> None:
    near = await a_visit(cast, start=tomorrow(10))
    await a_visit(cast, start=tomorrow(10, days=9))
    read = await feed(site, cast, day(1), day(1))
    assert [visit["id"] for visit in read["visits"]] == [near.id]


async def test_day_ends_at_the_company_s_midnight(site: Site, cast: Cast) -> None:
    late = await a_visit(cast, start=tomorrow(23), hours=1)
    early = await a_visit(cast, start=tomorrow(0, days=2), hours=0.5)
    assert [visit["id"] for visit in (await feed(site, cast, day(1), day(1)))["visits"]] == [late.id]
    assert [visit["id"] for visit in (await feed(site, cast, day(2), day(2)))["visits"]] == [early.id]
    await company.put("zone", "Asia/Vladivostok")
    read = await feed(site, cast, day(2), day(2))
    assert {visit["id"]: visit["start"][11:] for visit in read["visits"]} == {
        late.id: "06:00",
        early.id: "07:00",
    }


async def test_absence_is_shown(site: Site, cast: Cast) -> None:
    await Absence.create(
        master=cast.anna,
        starts_at=tomorrow(0),
        ends_at=tomorrow(0, days=8),
        kind="sick",
        created_at=clock.now(),
    )
    read = await feed(site, cast, day(3), day(4))
    assert [(a["master_id"], a["kind"]) for a in read["absences"]] == [(cast.anna.id, "sick")]


async def test_what_was_read_once_is_kept_until_something_changes(
    site: Site, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = await an_assigned_visit(cast, start=tomorrow(10))
    made = []
    body = calendar._body

    async def counted(*values: Any) -> bytes:
        made.append(values)
        return await body(*values)

    monkeypatch.setattr(calendar, "_body", counted)
    first = await feed(site, cast, day(1), day(1))
    assert await feed(site, cast, day(1), day(1)) == first
    assert len(made) == 1
    await offers.accept(visit.id, by=actor(cast.anna))
    assert (await feed(site, cast, day(1), day(1)))["visits"][0]["status"] == "accepted"
    boris_s_leave = await absences.request(AbsenceKind.VACATION, day(1), day(1), by=actor(cast.boris))
    assert (await feed(site, cast, day(1), day(1)))["absences"][0]["status"] == "requested"
    await absences.approve(boris_s_leave.id, by=actor(cast.vera))
    assert (await feed(site, cast, day(1), day(1)))["absences"][0]["status"] == "approved"
    assert len(made) == 4


async def test_a_company_without_masters_sees_what_changes(db: Settings) -> None:
    bodies = iter((b"before", b"after"))

    async def made() -> bytes:
        return next(bodies)

    assert [await kept.body("no masters", made) for _ in range(2)] == [b"before"] * 2
    await AuditEntry.create(at=clock.now(), action="hours.zone", subject="company")
    assert await kept.body("no masters", made) == b"after"


async def test_hours_under_the_calendar_are_those_booking_goes_by(site: Site, cast: Cast) -> None:
    """A day of one's own above the company's, that above a holiday, that above the week; and the way by the road."""
    await company.put("holidays", "RU")
    new_year, next_day = date(2027, 1, 1), date(2027, 1, 2)
    await DayHours.create(day=next_day, spans=[["10:00", "12:00"]], name="Дежурство")
    await DayHours.create(master=cast.anna, day=new_year, spans=[["08:00", "12:00"], ["13:00", "15:00"]])
    await Address.all().update(lat=55.75, lon=37.61)
    await Master.filter(person_id=cast.anna.id).update(home_lat=55.85, home_lon=37.61)
    await an_accepted_visit(cast, start=clock.at(datetime(2027, 1, 1, 12, tzinfo=UTC), ZONE, 10))
    browser = await site.browser(cast.vera)
    async with browser.get(f"/api/calendar/around?from={new_year}&to={next_day}") as answer:
        under = await answer.json()
    assert under["hours"] == {"2027-01-01": [], "2027-01-02": [["10:00", "12:00"]]}
    assert under["own"] == {str(cast.anna.id): {"2027-01-01": [["08:00", "12:00"], ["13:00", "15:00"]]}}
    assert under["named"] == {"2027-01-01": "Новогодние каникулы", "2027-01-02": "Дежурство"}
    minutes = travel_minutes((55.85, 37.61), (55.75, 37.61), await company.get("travel_kmh"))
    assert under["legs"] == [{"master": cast.anna.id, "start": "2027-01-01T10:00", "minutes": minutes}]


async def test_month_counts_visits_by_day_master_and_status(site: Site, cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(9))
    await an_accepted_visit(cast, start=tomorrow(15))
    await a_visit(cast, start=tomorrow(15))
    browser = await site.browser(cast.vera)
    async with browser.get(f"/api/calendar/counts?from={day(0)}&to={day(30)}") as answer:
        read = await answer.json()
    assert read["counts"] == [
        [str(day(1)), cast.anna.id, "accepted", 2],
        [str(day(1)), None, "unassigned", 1],
    ]
    assert "visits" not in read


async def test_visit_without_a_time_waits_beside_the_calendar(site: Site, cast: Cast) -> None:
    order = await an_order(cast)
    await Visit.filter(order_id=order.id).update(starts_at=None, ends_at=None)
    read = await feed(site, cast, day(0), day(6))
    assert read["visits"] == []
    assert [visit["number"] for visit in read["unplanned"]] == [order.number]


async def test_one_visit_is_read_again_by_itself(site: Site, cast: Cast) -> None:
    visit, _ = await a_visit(cast), await a_visit(cast)
    await offers.assign(visit.id, cast.anna.id, by=actor(cast.vera))
    browser = await site.browser(cast.vera)
    async with browser.get(f"/api/calendar?visits={visit.id}") as answer:
        read = await answer.json()
    assert [(one["id"], one["status"], one["master"]) for one in read["visits"]] == [
        (visit.id, VisitStatus.ASSIGNED, "Анна Мастерова")
    ]


async def test_quick_view_has_phone_words_and_price(site: Site, cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    browser = await site.browser(cast.vera)
    async with browser.get(f"/api/visits/{visit.id}") as answer:
        brief = await answer.json()
    assert brief["phones"] == [{"href": f"tel:{PHONE}", "text": people.shown_phone(PHONE)}]
    assert brief["text"] == "Не сливает воду, на экране E18"
    assert brief["price"] == "2\xa0500\xa0₽"
    assert brief["window"] == "завтра, 12:00–14:00"
    assert [(line["text"], line["who"]) for line in brief["history"]] == [
        ("Заявка создана", "Вера Диспетчерова"),
        ("Назначен мастер: Анна Мастерова", "Вера Диспетчерова"),
        ("Заявка принята", "Анна Мастерова"),
    ]


async def test_quick_view_says_since_when_work_goes_on(site: Site, cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    browser = await site.browser(cast.vera)

    async def said() -> str:
        async with browser.get(f"/api/visits/{visit.id}") as answer:
            return str((await answer.json())["under_way"])

    assert await said() == ""
    await visits.act(visit.id, Action.DEPART, by=actor(cast.anna), early=True)
    left = (await again(visit)).en_route_at
    assert left is not None
    assert await said() == f"в пути с {texts('ru').time(left, ZONE)}"
    await Visit.filter(id=visit.id).update(en_route_at=left - timedelta(days=2))
    assert await said() == f"в пути с {texts('ru').dated(left - timedelta(days=2), ZONE)}"


async def test_photo_is_shown_to_the_office_only(site: Site, cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    key = storage.new_key()
    storage.put(key, "thumb", jpeg())
    photo = await Photo.create(
        visit=visit, uploaded_by=cast.anna, kind="before", state="ready", file_id="f", file_unique_id="u",
        storage_key=key, created_at=clock.now(),
    )  # fmt: skip
    browser = await site.browser(cast.vera)
    async with browser.get(f"/photos/{photo.id}/thumb") as answer:
        assert answer.status == 200
        assert answer.content_type == "image/jpeg"
        assert await answer.read() == jpeg()
    async with browser.get(f"/photos/{photo.id}/screen") as answer:
        assert answer.status == 404
    async with site.stranger().get(f"/photos/{photo.id}/thumb") as answer:
        assert answer.status == 401


@pytest.mark.parametrize("language", LANGUAGES)
def test_row_of_visits_without_a_master_is_not_called_as_one_of_their_statuses(language: str) -> None:
    t = texts(language)
    words = {t(f"status.short.{status}").lower() for status in VisitStatus}
    assert len(words) == len(VisitStatus)
    assert t("web.calendar.unassigned").lower() not in words
