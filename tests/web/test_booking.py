"""Planning by the site's own requests: moved, looked at before, swapped, SCHEDULE-001."""

from datetime import timedelta
from typing import Any

from domain import absences, clock
from domain.models import AbsenceKind, Visit
from domain.statuses import VisitStatus
from tests.cast import ZONE, Cast, a_visit, actor, again, an_accepted_visit, an_assigned_visit, tomorrow
from tests.web.conftest import Site
from tests.web.test_visits import brief_of


def wall(hour: int, minute: int = 0) -> str:
    return f"{clock.local(tomorrow(hour, minute), ZONE):%Y-%m-%dT%H:%M}"


def body(visit: Visit, start: int, end: int, **more: Any) -> dict[str, Any]:
    wanted = {"start": wall(start), "end": wall(end), "master": visit.master_id, "version": visit.version}
    return wanted | {"override": ""} | more


async def asked(site: Site, cast: Cast, visit: Visit, what: str, said: Any) -> tuple[int, dict[str, Any]]:
    browser = await site.browser(cast.vera)
    async with browser.post(f"/api/visits/{visit.id}/{what}", json=said, headers=site.origin) as answer:
        return answer.status, await answer.json()


async def test_a_visit_is_moved_and_comes_back_as_the_calendar_has_it(site: Site, cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    status, told = await asked(site, cast, visit, "plan", body(visit, 15, 17, agreed=True))
    assert status == 200
    moved = told["visit"]
    assert (moved["start"], moved["end"], moved["status"]) == (wall(15), wall(17), "assigned")
    assert (moved["promised_start"], moved["promised_end"]) == (wall(15), wall(17))
    assert (moved["version"], moved["lead"]) == (visit.version + 1, True)
    browser = await site.browser(cast.vera)
    async with browser.get(f"/api/calendar?visits={visit.id}") as answer:
        assert (await answer.json(content_type=None))["visits"] == [moved]
    status, told = await asked(site, cast, visit, "plan", body(visit, 17, 19))
    assert (status, told["changed"]) == (409, True)
    status, told = await asked(site, cast, await again(visit), "plan", body(await again(visit), 15, 17))
    assert (status, told["visit"]["version"]) == (200, moved["version"])  # the same press again


async def test_a_move_is_taken_back_with_its_acceptance_and_promise(site: Site, cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    _, told = await asked(site, cast, visit, "plan", body(visit, 17, 19, agreed=True))
    version = {"version": told["visit"]["version"]}
    status, told = await asked(site, cast, visit, "undo", version)
    (back,) = told["visits"]
    assert (status, back["status"], back["start"], back["promised_start"]) == (
        200,
        "accepted",
        wall(12),
        wall(12),
    )
    status, told = await asked(site, cast, visit, "undo", version)
    assert (status, told["changed"]) == (409, True)


async def test_what_is_not_taken_back_says_why(site: Site, cast: Cast) -> None:
    visit, day = await an_assigned_visit(cast), clock.local(tomorrow(12), ZONE).date()
    _, told = await asked(site, cast, visit, "plan", body(visit, 12, 14, master=cast.boris.id))
    await absences.enter(cast.anna.id, AbsenceKind.VACATION, day, day, by=actor(cast.olga))
    status, told = await asked(site, cast, visit, "undo", {"version": told["visit"]["version"]})
    assert status == 409
    assert told["problem"].startswith(f"Анна Мастерова не подходит: в отпуске по {day:%d.%m}.")
    assert (await again(visit)).master_id == cast.boris.id


async def test_what_stands_in_the_way_is_told_with_the_refusal_and_before(site: Site, cast: Cast) -> None:
    await an_accepted_visit(cast, cast.boris, start=tomorrow(18), hours=1)
    visit = await an_assigned_visit(cast)
    said = body(visit, 20, 22)
    status, told = await asked(site, cast, visit, "plan", said)
    texts = [one["text"] for one in told["conflicts"]]
    assert (status, told["may_override"]) == (409, True)
    assert told["problem"].startswith("Анна Мастерова не подходит: ")
    assert texts == ["Анна Мастерова: не рабочее время", "Клиенту обещано завтра, 12:00–14:00"]
    status, before = await asked(site, cast, visit, "conflicts", said)
    assert (status, before["conflicts"]) == (200, told["conflicts"])
    assert before["effects"] == ["Анна Мастерова: нужно будет подтвердить новое время"]
    assert (await again(visit)).version == visit.version
    status, told = await asked(site, cast, visit, "plan", said | {"override": "Клиент просил"})
    assert (status, told["visit"]["start"]) == (200, wall(20))
    visit = await again(visit)
    busy = body(visit, 18, 19, master=cast.boris.id, override="Успеет", agreed=True)
    status, told = await asked(site, cast, visit, "plan", busy)
    assert (status, told["may_override"]) == (409, False)
    assert told["problem"].startswith("Борис Мастеров в это время уже на заявке №")
    assert told["conflicts"][0]["final"] is True


async def test_a_reason_without_words_is_asked_for_again(site: Site, cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    status, told = await asked(site, cast, visit, "plan", body(visit, 20, 22, override="👍"))
    assert (status, told["unsaid"], len(told["conflicts"])) == (409, True, 2)
    assert told["problem"] == "Напишите причину — хотя бы пару слов."
    other = await an_assigned_visit(cast, cast.boris, start=tomorrow(16))
    said = {"with": other.id, "version": visit.version, "with_version": other.version, "override": "🙂"}
    status, again_told = await asked(site, cast, visit, "swap", said)
    assert (status, again_told["problem"], again_told["unsaid"]) == (409, told["problem"], True)
    assert again_told["conflicts"]


async def test_the_quick_view_tells_the_promise_where_it_is_another_time(site: Site, cast: Cast) -> None:
    visit = await an_assigned_visit(cast)
    assert (await brief_of(site, cast.vera, visit))["window"] == "завтра, 12:00–14:00"
    await asked(site, cast, visit, "plan", body(visit, 15, 17, override="Мастер занят"))
    window = (await brief_of(site, cast.vera, visit))["window"]
    assert window == "завтра, 15:00–17:00 (клиенту обещано: 12:00–14:00)"


async def test_a_visit_dropped_back_waits_for_a_master(site: Site, cast: Cast) -> None:
    visit = await an_accepted_visit(cast)
    status, told = await asked(site, cast, visit, "plan", body(visit, 12, 14, master=None))
    assert (status, told["visit"]["status"], told["visit"]["master_id"]) == (200, "unassigned", None)


async def test_two_visits_are_swapped(site: Site, cast: Cast) -> None:
    a, b = await an_assigned_visit(cast), await an_assigned_visit(cast, cast.boris, start=tomorrow(16))
    said = {"with": b.id, "version": a.version, "with_version": b.version, "override": ""}
    status, told = await asked(site, cast, a, "swap", said)
    assert (status, told["may_override"]) == (409, True)
    status, told = await asked(site, cast, a, "swap", said | {"override": "Так ближе"})
    assert status == 200
    assert [(one["id"], one["master_id"], one["start"]) for one in told["visits"]] == [
        (a.id, cast.boris.id, wall(16)),
        (b.id, cast.anna.id, wall(12)),
    ]
    assert (await again(a)).status is VisitStatus.ASSIGNED
    status, told = await asked(site, cast, a, "swap", said)
    assert (status, told["changed"]) == (409, True)


async def test_what_is_no_plan_is_refused_with_a_sentence(site: Site, cast: Cast) -> None:
    visit = await a_visit(cast)
    good = body(visit, 15, 17)
    far = wall(12)[:11]
    for wrong in (
        [],
        "text",
        good | {"start": "yesterday"},
        good | {"end": None},
        good | {"start": f"{far}12:00+03:00"},
        good | {"start": "1926-11-28T12:00"},
        good | {"master": "anna"},
        good | {"master": True},
        good | {"version": 2**40},
        good | {"override": 5},
        good | {"end": good["start"]},
        good | {"override": "я" * 501},
        good | {"start": f"{clock.now() - timedelta(days=3):%Y-%m-%dT%H:%M}", "end": wall(0)},
    ):
        status, told = await asked(site, cast, visit, "plan", wrong)
        assert (status, bool(told["text"])) == (422, True), wrong
    browser = await site.browser(cast.vera)
    async with browser.post(f"/api/visits/{visit.id}/plan", json=good) as answer:
        assert answer.status == 403  # from elsewhere
    status, _ = await asked(site, cast, visit, "plan", good | {"master": cast.vera.id, "agreed": True})
    assert status == 404
    assert (await again(visit)).version == visit.version
