"""Personal and team feeds by secret links: what is in them, for whom, until when."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from domain import clock, company, due, feeds, holds, ical, offers, orders, people, series
from domain.access import Actor
from domain.errors import Changed, NotAllowed, NotFound
from domain.models import AuditEntry, Feed, FeedScope, Person, PersonStatus, Role
from domain.recurrence import Freq, Plan, Rule
from tests.cast import (
    PHONE,
    Cast,
    a_finished_visit,
    a_visit,
    actor,
    again,
    an_accepted_visit,
    an_assigned_visit,
    an_offered_visit,
    an_order,
    tomorrow,
)
from tests.domain.test_ical import Seen, by_icalendar, by_vobject

WEB = "https://crm.example"
TEAM, PERSONAL = FeedScope.TEAM, FeedScope.PERSONAL
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Europe/Moscow", "Asia/Kolkata")


async def body_of(token: str) -> str:
    return (await feeds.read(*await feeds.feed_by(token), WEB)).body.decode()


async def seen_by(person: Person, scope: FeedScope = PERSONAL) -> dict[str, Seen]:
    """What both parsers see in a new feed of somebody, by UID."""
    body = (await body_of(await feeds.make(scope, by=actor(person)))).encode()
    assert by_icalendar(body) == by_vobject(body)
    return by_icalendar(body)


def turns_of(zone: str) -> list[datetime]:
    """The next two times when clocks are set; half a year apart where they never are."""
    now = clock.now()
    found = [
        turn.at for turn in ical._turns(zone, now.year, now.year + 3) if turn.at > now + timedelta(days=9)
    ]
    return found[:2] or [now + timedelta(days=60), now + timedelta(days=240)]


@pytest.mark.parametrize("zone", ZONES)
async def test_a_series_keeps_its_hour_over_both_changes_of_the_clocks(cast: Cast, zone: str) -> None:
    await company.put("zone", zone)
    for turn in turns_of(zone):
        with clock.moved(turn - clock.now() - timedelta(days=9)):
            start = clock.at(clock.now() + timedelta(days=2), zone, 9)
            order = await an_order(cast, start=start)
            day = clock.local(start, zone).date()
            plan = Plan(Rule(Freq.WEEKLY, days=(day.weekday(),)), first=day, at=time(9))
            one = await series.create(order.id, plan, by=actor(cast.vera))
            await due.run_ready()
            seen = await seen_by(cast.vera, TEAM)
            await series.end(one.id, by=actor(cast.vera))
        times = sorted(each.starts_at for each in seen.values() if each.starts_at >= start)
        assert len(times) >= 13  # four weeks of orders, the rest of three months foreseen
        assert len([uid for uid in seen if uid.startswith("series-")]) >= 9
        assert {one.astimezone(ZoneInfo(zone)).time() for one in times} == {time(9)}
        days = [one.astimezone(ZoneInfo(zone)).date() for one in times]
        assert {(after - before).days for before, after in pairwise(days)} == {7}
        assert times[0] < turn < times[-1]
        assert {each.ends_at - each.starts_at for each in seen.values()} == {timedelta(hours=2)}


async def test_a_master_reads_his_own_visits_and_no_others(cast: Cast) -> None:
    mine, asked = await an_accepted_visit(cast), await an_assigned_visit(cast, start=tomorrow(15))
    await an_accepted_visit(cast, cast.boris)
    await an_offered_visit(cast, cast.anna, start=tomorrow(18))
    await a_visit(cast)
    seen = await seen_by(cast.anna)
    assert set(seen) == {f"visit-{mine.id}@crm.example", f"visit-{asked.id}@crm.example"}
    first, second = (seen[f"visit-{one.id}@crm.example"] for one in (mine, asked))
    assert (first.starts_at, first.ends_at, first.status) == (tomorrow(12), tomorrow(14), "CONFIRMED")
    assert first.said[0] == f"№{mine.order.number} · Ремонт стиральной машины"
    assert second.status == "TENTATIVE"
    assert second.said[0].startswith("Подтвердите: №")


async def test_a_feed_speaks_the_language_of_its_owner(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await people.set_locale("en", by=actor(cast.anna))
    cast.anna.locale = "en"
    (seen,) = (await seen_by(cast.anna)).values()
    assert seen.said[0].startswith(f"#{visit.order.number} · ")
    assert "bot" in seen.said[2]


async def test_the_address_is_there_from_yes_to_the_end_of_the_day_and_never_more(cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    token = await feeds.make(PERSONAL, by=actor(cast.anna))
    address = "ул. Покровка\\, 27\\, кв. 8"
    assert address not in await body_of(token)
    assert "LOCATION:Басманный" in await body_of(token)
    await offers.accept(visit.id, by=actor(cast.anna))
    assert f"LOCATION:{address}" in await body_of(token)
    await body_of(token)
    revealed = await AuditEntry.filter(action="feed.revealed")
    assert [(row.actor_id, row.subject) for row in revealed] == [(cast.anna.id, f"visit:{visit.id}")]
    before = await body_of(token)
    with clock.moved(timedelta(days=2)):  # nobody closed it
        after = await body_of(token)
        assert address not in after
        assert before.partition("LAST-MODIFIED:")[2][:15] < after.partition("LAST-MODIFIED:")[2][:15]


async def test_a_finished_visit_keeps_the_district_alone(cast: Cast) -> None:
    await a_finished_visit(cast)
    (seen,) = (await seen_by(cast.anna)).values()
    assert seen.said[1] == "Басманный"


async def test_no_feed_names_a_client_and_the_teams_has_no_address(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    await a_visit(cast, start=tomorrow(16))
    bodies = [
        await body_of(await feeds.make(scope, by=actor(person)))
        for scope, person in ((PERSONAL, cast.anna), (TEAM, cast.vera))
    ]
    unfolded = [body.replace("\r\n ", "") for body in bodies]
    for body in unfolded:
        assert "Клиентов" not in body
        assert PHONE[-7:] not in body
        assert "E18" not in body  # nor what he wrote
    assert "Покровка" not in unfolded[1]
    assert f"Анна Мастерова: №{visit.order.number}" in unfolded[1]
    assert "Без мастера: №" in unfolded[1]
    assert f"URL:{WEB}/calendar?week=" in unfolded[1]
    assert f"&visit={visit.id}" in unfolded[1]
    assert "URL" not in unfolded[0]


async def test_a_visit_keeps_its_uid_and_a_cancelled_one_stays_a_week(cast: Cast) -> None:
    visit = await an_accepted_visit(cast, start=tomorrow(12, days=20))
    token = await feeds.make(PERSONAL, by=actor(cast.anna))
    ((uid, before),) = by_icalendar((await body_of(token)).encode()).items()
    await holds.begin(visit.order_id, by=actor(cast.vera), reason="Ждём деталь")
    ((held, shown),) = by_icalendar((await body_of(token)).encode()).items()
    assert (held, shown.status, shown.said[0][:8]) == (uid, "TENTATIVE", "Отложена")
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Клиент передумал")
    ((after, gone),) = by_icalendar((await body_of(token)).encode()).items()
    assert (after, gone.status, gone.said[0][:7]) == (uid, "CANCELLED", "Отменён")
    assert gone.sequence == (await again(visit)).version > before.sequence
    assert "TRANSP:TRANSPARENT" in await body_of(token)
    with clock.moved(timedelta(days=8)):
        assert "VEVENT" not in await body_of(token)


async def test_what_comes_of_a_masters_series_is_foreseen_and_then_made(cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    day = clock.local(visit.starts_at or clock.now(), "Europe/Moscow").date()
    plan = Plan(Rule(Freq.WEEKLY, days=(day.weekday(),)))
    one = await series.create(visit.order_id, plan, by=actor(cast.vera))
    token = await feeds.make(PERSONAL, by=actor(cast.anna))
    seen = by_icalendar((await body_of(token)).encode())
    times = sorted(each.starts_at for each in seen.values())
    assert len([uid for uid in seen if uid.startswith(f"series-{one.id}-")]) == len(times) - 1 >= 12
    await due.run_ready()
    made = by_icalendar((await body_of(token)).encode())
    assert sorted(each.starts_at for each in made.values()) == times
    assert len([uid for uid in made if uid.startswith("visit-")]) == 4
    await series.end(one.id, by=actor(cast.vera))
    left = by_icalendar((await body_of(token)).encode())
    assert [each.status for each in left.values()].count("CONFIRMED") == 1
    assert not [uid for uid in left if uid.startswith("series-")]


async def test_a_new_link_ends_the_old_one_and_only_hashes_are_kept(cast: Cast) -> None:
    old = await feeds.make(TEAM, by=actor(cast.vera))
    first = await Feed.get()
    assert first.token_hash == people.hashed(old) != old
    with pytest.raises(Changed):  # a second tap, on a screen from before the first
        await feeds.make(TEAM, by=actor(cast.vera), instead_of=0)
    await feeds.feed_by(old)
    new = await feeds.make(TEAM, by=actor(cast.vera), instead_of=first.id)
    with pytest.raises(NotFound):
        await feeds.feed_by(old)
    assert await feeds.revoke(TEAM, by=actor(cast.vera))
    assert not await feeds.revoke(TEAM, by=actor(cast.vera))
    with pytest.raises(NotFound):
        await feeds.feed_by(new)
    lines = await AuditEntry.filter(actor_id=cast.vera.id).order_by("id").values_list("action", flat=True)
    assert lines == ["feed.made", "feed.revoked", "feed.made", "feed.revoked"]
    assert old not in str(await AuditEntry.all().values())


async def test_of_links_made_at_once_one_is_open(cast: Cast) -> None:
    tokens = await asyncio.gather(*(feeds.make(TEAM, by=actor(cast.vera)) for _ in range(5)))
    assert await Feed.filter(revoked_at__isnull=True).count() == 1
    opened = await asyncio.gather(*map(feeds.feed_by, tokens), return_exceptions=True)
    assert sum(isinstance(one, NotFound) for one in opened) == 4


@pytest.mark.parametrize("who", ["anna", "petr", "stranger"])
async def test_the_teams_feed_is_for_the_office(cast: Cast, who: str) -> None:
    petr = await Person.get(telegram_id=1005)
    by = {"anna": actor(cast.anna), "petr": actor(petr), "stranger": Actor(0)}[who]
    with pytest.raises(NotAllowed):
        await feeds.make(TEAM, by=by)
    assert TEAM not in await feeds.own(by=by)


async def test_who_is_out_or_lost_the_right_reads_nothing_at_once(cast: Cast) -> None:
    veras, annas = (
        await feeds.make(TEAM, by=actor(cast.vera)),
        await feeds.make(PERSONAL, by=actor(cast.anna)),
    )
    await Person.filter(id=cast.vera.id).update(roles=[Role.MASTER.value])
    for status in (PersonStatus.SUSPENDED, PersonStatus.ARCHIVED):
        await Person.filter(id=cast.anna.id).update(status=status)
        for token in (veras, annas, "no such link"):
            with pytest.raises(NotFound):
                await feeds.feed_by(token)


async def test_the_time_of_the_last_change_moves_with_every_change_alone(cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    token = await feeds.make(PERSONAL, by=actor(cast.anna))

    async def reading() -> feeds.Reading:
        return await feeds.read(*await feeds.feed_by(token), WEB)

    first = await reading()
    assert await reading() == first
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Передумал")
    second = await reading()
    assert second.digest != first.digest
    assert second.changed_at > first.changed_at  # by a second at least: HTTP dates are no finer
    assert second.changed_at.microsecond == 0
    with clock.moved(timedelta(hours=1)):
        assert await reading() == second
        read_at = (await Feed.get()).last_read_at
        assert read_at is not None
        assert read_at > datetime.now(UTC) + timedelta(minutes=50)
