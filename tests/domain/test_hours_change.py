"""Changing hours of the company and of masters, what that leaves outside of them, absences entered, SCHEDULE-001."""

from datetime import date, timedelta

import pytest

from domain import (
    absences,
    clock,
    company,
    company_rules,
    due,
    holds,
    hours_change,
    masters,
    orders,
    promises,
    schedule,
)
from domain.access import SYSTEM
from domain.change import Change
from domain.errors import AlreadyAway, AlreadyDecided, Changed, Invalid, NotAllowed, NotFound, SettingChanged
from domain.hours_change import Holidays, OneDay, WeekHours, Zone
from domain.models import (
    AbsenceKind,
    AbsenceStatus,
    AuditEntry,
    DayHours,
    Master,
    Offer,
    OfferStatus,
    Order,
    OutboxMessage,
    Priority,
    SlaRule,
)
from domain.sla import promise
from tests.cast import (
    ZONE,
    Cast,
    a_master,
    actor,
    an_accepted_visit,
    an_assigned_visit,
    an_offered_visit,
    an_order,
    tomorrow,
)

TOMORROW = clock.local(tomorrow(12), ZONE).date()
SHORT = [["09:00", "13:00"]]
WEEK = {str(day): [["09:00", "13:00"], ["14:00", "18:00"]] for day in range(1, 8)}


async def told(*names: str) -> list[tuple[int, str]]:
    rows = await OutboxMessage.filter(event__in=names).order_by("person_id")
    return [(row.person_id, row.event) for row in rows]


async def test_a_week_with_breaks_is_set_and_told_to_who_keeps_it(cast: Cast) -> None:
    await Master.filter(person_id=cast.boris.id).update(hours=None)
    with pytest.raises(NotAllowed):
        await hours_change.save(WeekHours(WEEK), by=actor(cast.vera))
    await hours_change.save(WeekHours(WEEK), by=actor(cast.olga))
    assert (await schedule.rules()).hours == WEEK
    # Anna has hours of her own, and olga did it.
    assert [who for who, _ in await told("CompanyHoursChanged")] == [cast.vera.id, cast.boris.id]
    kept = await AuditEntry.get(action="hours.weekhours")
    assert (kept.subject, kept.data["after"]) == ("company", WEEK)
    await hours_change.save(WeekHours(WEEK), by=actor(cast.olga))  # the same again changes nothing
    assert await AuditEntry.filter(action="hours.weekhours").count() == 1
    for week, problem in (({}, "hours.never"), (None, "hours.week_missing")):
        with pytest.raises(Invalid) as refused:
            await hours_change.save(WeekHours(week), by=actor(cast.olga))
        assert refused.value.key == problem


async def test_what_a_change_leaves_outside_of_hours_is_listed_before(cast: Cast) -> None:
    inside = await an_accepted_visit(cast, start=tomorrow(10))
    outside = await an_assigned_visit(cast, start=tomorrow(15))
    his = await an_accepted_visit(cast, cast.boris, start=tomorrow(15))
    await Master.filter(person_id=cast.boris.id).update(hours=None)

    async def left(wish: hours_change.Wish) -> list[int]:
        return [visit.id for visit in await hours_change.affected(wish)]

    # A master's own day stands above the company's, his own week doesn't stand above the company's day.
    assert await left(OneDay(TOMORROW, SHORT, master_id=cast.anna.id)) == [outside.id]
    assert await left(OneDay(TOMORROW, [])) == [inside.id, outside.id, his.id]
    assert await left(WeekHours({str(day): SHORT for day in range(1, 8)})) == [his.id]
    assert await left(WeekHours(WEEK, cast.anna.id)) == []
    assert await left(Zone("Asia/Vladivostok")) == [outside.id, his.id]  # ten is five in the evening there
    await hours_change.save(OneDay(TOMORROW, [], "Переезд"), by=actor(cast.olga))
    # What lies outside already is nobody's news.
    assert await left(OneDay(TOMORROW, SHORT)) == []
    assert (await an_order(cast)).id  # and nothing was moved
    assert await left(OneDay(TOMORROW, None)) == []


async def test_single_days_replace_each_other_and_go_back_to_usual(cast: Cast) -> None:
    olga, vera = actor(cast.olga), actor(cast.vera)
    with pytest.raises(NotAllowed):
        await hours_change.save(OneDay(TOMORROW, []), by=vera)
    await hours_change.save(OneDay(TOMORROW, SHORT, "  Короткий   день "), by=olga)
    await hours_change.save(OneDay(TOMORROW, [], "Инвентаризация"), by=olga)
    (row,) = await DayHours.all()
    assert (row.spans, row.name, row.master_id) == ([], "Инвентаризация", None)
    assert len(await told("DayHoursChanged")) == 2 * len([cast.vera, cast.anna, cast.boris])
    await hours_change.save(OneDay(TOMORROW, SHORT, master_id=cast.anna.id), by=vera)
    assert await DayHours.filter(master_id=cast.anna.id).count() == 1
    await hours_change.save(OneDay(TOMORROW, None), by=olga)
    assert await DayHours.filter(master_id=None).count() == 0
    for wish, problem in (
        (OneDay(TOMORROW - timedelta(days=3), []), "hours.day_past"),
        (OneDay(TOMORROW, [], "я" * 97), "invalid.too_long"),
        (OneDay(TOMORROW, [["9:00", "9:00"]]), "hours.no_length"),
        (OneDay(date(2999, 1, 1), []), "invalid.day"),
        (Holidays("XX"), "invalid.country"),
        (Zone("Луна/Кратер"), "invalid.zone"),
    ):
        with pytest.raises(Invalid) as refused:
            await hours_change.save(wish, by=olga)
        assert refused.value.key == problem
    with pytest.raises(NotFound):
        await hours_change.save(OneDay(TOMORROW, [], master_id=cast.vera.id), by=vera)


async def test_a_masters_own_week_stands_until_he_works_as_the_company_again(cast: Cast) -> None:
    vera = actor(cast.vera)
    await hours_change.save(WeekHours(WEEK, cast.anna.id), by=vera)
    assert (await Master.get(person_id=cast.anna.id)).hours == WEEK
    await hours_change.save(WeekHours(None, cast.anna.id), by=vera)
    assert (await Master.get(person_id=cast.anna.id)).hours is None
    assert await told("MasterHoursChanged") == [(cast.anna.id, "MasterHoursChanged")] * 2


async def test_who_saves_over_somebody_elses_change_is_stopped(cast: Cast) -> None:
    wish = Holidays("ru")
    seen = hours_change.mark(wish, await hours_change.present())
    await hours_change.save(wish, by=actor(cast.olga), was=seen)
    assert await company.get("holidays") == "RU"
    with pytest.raises(Changed):
        await hours_change.save(Holidays(""), by=actor(cast.olga), was=seen)
    await hours_change.save(Zone("vladivostok"), by=actor(cast.olga))
    assert await company.zone() == "Asia/Vladivostok"


async def test_numbers_keep_their_bounds(cast: Cast) -> None:
    olga, before = actor(cast.olga), await company_rules.numbers()
    await company_rules.set_numbers({"offer_minutes": 20, "emergency_percent": 30}, by=olga, was=before)
    assert (await company.get("offer_minutes"), await company.get("emergency_percent")) == (20, 30)
    with pytest.raises(Changed):
        await company_rules.set_numbers({"offer_minutes": 25}, by=olga, was=before)
    for name, text in (("offer_minutes", "0"), ("emergency_percent", "101"), ("session_days", "две недели")):
        with pytest.raises(Invalid):
            company_rules.checked(name, text)
    assert company_rules.checked("sla_warn_percent", " 75 % ") == 75
    with pytest.raises(NotAllowed):
        await company_rules.set_numbers({"offer_minutes": 5}, by=actor(cast.vera))


async def test_a_changed_rule_moves_running_clocks_and_breaks_none(cast: Cast) -> None:
    olga = actor(cast.olga)
    await hours_change.save(WeekHours({str(day): [["00:00", "24:00"]] for day in range(1, 8)}), by=olga)
    await due.run_ready()
    plain = await an_order(cast, priority=Priority.HIGH)  # nothing is promised of it
    await promises.put(Priority.NORMAL, None, 60, 600, by=olga)
    await due.run_ready()
    order, began = await an_order(cast, start=tomorrow(1)), clock.now()
    due_at = (await Order.get(id=order.id)).reaction_due_at
    assert due_at is not None
    await promises.put(Priority.NORMAL, None, 90, 600, by=olga)
    await due.run_ready()
    assert (await Order.get(id=order.id)).reaction_due_at == due_at + timedelta(minutes=30)
    await promises.put(Priority.HIGH, None, 10, None, by=olga)
    with clock.moved(timedelta(minutes=45)):
        await promises.put(Priority.NORMAL, None, 30, 600, by=olga)
        await due.run_ready()
        # By the stricter rule it would have broken a quarter of an hour ago.
        assert (await Order.get(id=order.id)).reaction_due_at == due_at + timedelta(minutes=30)
    assert (await Order.get(id=plain.id)).reaction_due_at is None
    assert (await promise(Priority.NORMAL, cast.washers.id, began)).reaction == began + timedelta(minutes=30)


async def test_rules_of_services_are_added_changed_and_removed(cast: Cast) -> None:
    olga = actor(cast.olga)
    own = await promises.put(Priority.URGENT, cast.washers.id, 15, 120, by=olga)
    await promises.put(Priority.URGENT, None, 30, None, by=olga)
    await promises.put(Priority.LOW, None, None, 6000, by=olga)
    await promises.put(Priority.URGENT, cast.washers.id, 20, 120, by=olga, was=(15, 120))
    shown = [(rule.priority.value, rule.service_id, rule.reaction_minutes) for rule in await promises.rules()]
    assert shown == [("urgent", None, 30), ("urgent", cast.washers.id, 20), ("low", None, None)]
    for values, error in (
        ((Priority.LOW, None, None, None), Invalid),
        ((Priority.LOW, None, 60, 30), Invalid),
        ((Priority.LOW, None, 0, 30), Invalid),
        ((Priority.LOW, 999_999, 10, 30), NotFound),
    ):
        with pytest.raises(error):
            await promises.put(*values, by=olga)
    with pytest.raises(Changed):
        await promises.put(Priority.URGENT, None, 10, None, by=olga, was=(15, None))
    await promises.remove(own.id, by=olga)
    with pytest.raises(NotFound):
        await promises.remove(own.id, by=olga)
    with pytest.raises(NotAllowed):
        await promises.put(Priority.LOW, None, 10, 20, by=actor(cast.vera))
    assert await SlaRule.all().count() == 2


async def test_a_closed_day_moves_clocks_past_it(cast: Cast) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=60 * 24, resolution_minutes=None)
    order = await an_order(cast)
    before = (await Order.get(id=order.id)).reaction_due_at
    assert before is not None
    day = clock.local(before, ZONE).date()
    await hours_change.save(OneDay(day, [], "Переезд"), by=actor(cast.olga))
    await due.run_ready()
    after = (await Order.get(id=order.id)).reaction_due_at
    assert after is not None
    assert clock.local(after, ZONE).date() == day + timedelta(days=1)


async def test_a_worker_that_has_just_read_the_hours_counts_by_those_changed_since(cast: Cast) -> None:
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=60 * 24, resolution_minutes=None)
    order = await an_order(cast)
    before = (await Order.get(id=order.id)).reaction_due_at
    await hours_change.save(WeekHours({str(day): SHORT for day in range(1, 8)}), by=actor(cast.olga))
    # Another process changed them: this one keeps what it has read a moment ago.
    assert await company.get("hours") != company.DEFAULTS["hours"]
    company._kept[1].pop("hours")  # type: ignore[index]
    await due.run_ready()
    after = (await Order.get(id=order.id)).reaction_due_at
    assert before is not None
    assert after is not None
    assert after > before + timedelta(days=1)


async def test_clocks_follow_order_by_order_and_only_moved_ones_are_drawn_anew(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two orders a change, so that nobody waits for an order until all of them are worked out."""
    monkeypatch.setattr(promises, "BATCH", 2)
    await SlaRule.create(priority=Priority.NORMAL, reaction_minutes=60 * 24, resolution_minutes=None)
    await an_order(cast, priority=Priority.LOW)  # nothing is promised of it
    ids = [(await an_order(cast)).id for _ in range(3)]
    before = {order.id: order.reaction_due_at for order in await Order.filter(id__in=ids)}
    redrawn: list[int] = []
    redraw = Change.redraw
    monkeypatch.setattr(Change, "redraw", lambda tx, one: (redrawn.append(one), redraw(tx, one)))
    await promises.put(Priority.NORMAL, None, 60 * 25, None, by=actor(cast.olga))
    changes = 0
    while await due.run_ready(limit=1):
        changes += 1
    assert (redrawn, changes) == (ids, 3)  # the last one finds that none is left
    for order in await Order.filter(id__in=ids):
        assert order.reaction_due_at > before[order.id]  # type: ignore[operator]
    await promises.renew_all()
    assert redrawn == ids


async def test_another_zone_has_all_open_orders_drawn_anew(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every time on their cards reads otherwise, whether a clock moved, was never promised or stands still."""
    monkeypatch.setattr(promises, "BATCH", 2)
    ids = [(await an_order(cast)).id for _ in range(3)]
    await holds.begin(ids[0], by=actor(cast.vera), reason="Клиент в отъезде")
    over = await an_order(cast)
    await orders.cancel(over.id, by=actor(cast.vera), reason="Ошибка")
    redrawn: list[int] = []
    redraw = Change.redraw
    monkeypatch.setattr(Change, "redraw", lambda tx, one: (redrawn.append(one), redraw(tx, one)))
    await hours_change.save(WeekHours(WEEK), by=actor(cast.olga))
    while await due.run_ready():
        pass
    assert redrawn == []
    await hours_change.save(Zone("Asia/Vladivostok"), by=actor(cast.olga))
    while await due.run_ready():
        pass
    assert redrawn == ids


async def test_the_office_enters_an_absence_and_takes_it_back(cast: Cast) -> None:
    vera, visit = actor(cast.vera), await an_offered_visit(cast)
    with pytest.raises(NotAllowed):
        await absences.enter(cast.boris.id, AbsenceKind.SICK, TOMORROW, TOMORROW, by=actor(cast.anna))
    entered = await absences.enter(cast.anna.id, AbsenceKind.VACATION, TOMORROW, TOMORROW, by=vera)
    assert (entered.status, entered.decided_by_id) == (AbsenceStatus.APPROVED, cast.vera.id)
    assert await told("AbsenceEntered", "AbsenceApproved") == [(cast.anna.id, "AbsenceEntered")]
    offer = await Offer.get(visit_id=visit.id, master_id=cast.anna.id)
    assert offer.status is OfferStatus.WITHDRAWN
    with pytest.raises(AlreadyAway):
        await absences.enter(cast.anna.id, AbsenceKind.DAY_OFF, TOMORROW, TOMORROW, by=vera)
    with pytest.raises(NotFound):
        await absences.enter(cast.vera.id, AbsenceKind.DAY_OFF, TOMORROW, TOMORROW, by=vera)
    assert [one.id for one in await absences.ahead(by=vera, master_id=cast.anna.id)] == [entered.id]
    with pytest.raises(NotAllowed):
        await absences.cancel(entered.id, by=actor(cast.anna))
    taken = await absences.cancel(entered.id, by=vera)
    assert taken.status is AbsenceStatus.WITHDRAWN
    assert (cast.anna.id, "AbsenceCancelled") in await told("AbsenceCancelled")
    with pytest.raises(AlreadyDecided):
        await absences.cancel(entered.id, by=vera)
    sick = await absences.enter(cast.anna.id, AbsenceKind.SICK, TOMORROW, TOMORROW, by=vera)
    with clock.moved(timedelta(days=1)):
        ended = await absences.cancel(sick.id, by=vera)
    assert (ended.status, ended.ends_at > sick.starts_at) == (AbsenceStatus.APPROVED, True)


async def test_a_masters_home_is_said_by_himself_or_the_office(cast: Cast) -> None:
    anna, vera = actor(cast.anna), actor(cast.vera)
    far = await a_master("Далёкий", 2001, home=None)
    visit = await an_order(cast)
    await masters.set_radius(far.id, 5, by=vera)
    work = schedule.work_of(await Order.get(id=visit.id).select_related("address"))
    assert schedule.reaches(await masters.of(far.id, by=vera), work)  # nobody knows from where
    await masters.set_home(far.id, (55.60, 37.20), by=actor(far))
    assert not schedule.reaches(await masters.of(far.id, by=vera), work)
    await masters.set_home(cast.anna.id, (55.1234567, 37.5), by=vera)
    assert schedule.home(await masters.own(by=anna)) == (55.123457, 37.5)
    line = await AuditEntry.filter(action="master.changed", subject=str(cast.anna.id)).order_by("-id").first()
    assert line is not None
    assert (line.actor_id, line.data) == (cast.vera.id, {"home_lat": 55.123457, "home_lon": 37.5})
    await masters.set_home(cast.anna.id, None, by=anna)
    assert schedule.home(await masters.own(by=anna)) is None


async def test_a_home_is_nobody_elses_to_say_and_on_earth(cast: Cast) -> None:
    vera = actor(cast.vera)
    seen = masters.mark(await masters.of(cast.anna.id, by=vera))
    for who in (cast.boris, cast.olga, cast.vera):
        with pytest.raises(NotAllowed if who is cast.boris else Invalid):
            await masters.set_home(cast.anna.id, (91.0, 37.0), by=actor(who))
    with pytest.raises(NotAllowed):
        await masters.set_home(cast.vera.id, (55.0, 37.0), by=vera)  # she is no master
    with pytest.raises(NotFound):
        await masters.set_home(cast.olga.id, (55.0, 37.0), by=vera)
    await masters.set_home(cast.anna.id, (55.0, 37.0), by=actor(cast.anna))
    with pytest.raises(SettingChanged):
        await masters.set_home(cast.anna.id, None, by=vera, was=seen)


async def test_a_known_address_is_a_home_for_the_office_only(cast: Cast) -> None:
    place, text = (55.7596, 37.6470), "УЛ. Покровка,  27, кв. 8"
    assert await masters.read_home(text, by=actor(cast.vera)) == place
    assert await masters.read_home("55.7596, 37.6470", by=actor(cast.anna)) == place
    for words, who in (
        (text, cast.anna),
        ("ул. Покровка", cast.vera),
    ):  # a master doesn't find out who is a client
        with pytest.raises(Invalid):
            await masters.read_home(words, by=actor(who))


async def test_only_an_admin_names_the_company(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await company_rules.set_name("Мастерок", by=actor(cast.vera))
    for name in ("", " — ", "я" * 65):
        with pytest.raises(Invalid):
            await company_rules.set_name(name, by=actor(cast.olga))
    await company_rules.set_name(" Мастерок ", by=actor(cast.olga))
    with pytest.raises(SettingChanged):
        await company_rules.set_name("Ремонт", by=actor(cast.olga), was="Мастер на час")
    line = await AuditEntry.get(action="company.name")
    assert (line.actor_id, line.data) == (cast.olga.id, {"before": "Мастер на час", "after": "Мастерок"})


async def test_areas_and_radius_are_set_by_the_office(cast: Cast) -> None:
    vera = actor(cast.vera)
    await masters.set_areas(cast.anna.id, ["басманный", " Новая  Москва", "Басманный", ""], by=vera)
    await masters.set_radius(cast.anna.id, 15, by=vera)
    anna = await masters.of(cast.anna.id, by=vera)
    assert (anna.areas, anna.radius_km) == (["Басманный", "Новая Москва"], 15)
    for areas in (["район"] * 2 + [str(n) for n in range(41)], ["я" * 65]):
        with pytest.raises(Invalid):
            await masters.set_areas(cast.anna.id, areas, by=vera)
    with pytest.raises(Invalid):
        await masters.set_radius(cast.anna.id, 0, by=vera)
    with pytest.raises(NotFound):
        await masters.set_radius(cast.vera.id, 5, by=vera)
    await masters.set_radius(cast.anna.id, None, by=SYSTEM)
    assert (await Master.get(person_id=cast.anna.id)).radius_km is None
