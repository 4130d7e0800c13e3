"""On shift, on a break, off, BOT-002 and SCHEDULE-001."""

import pytest

from domain import clock, duty
from domain.errors import Invalid, NotAllowed
from domain.models import Duty, DutyChange, OutboxMessage
from tests.cast import Cast, a_visit, actor, an_accepted_visit, tomorrow
from tests.domain.test_schedule import looked_at, why_not


async def test_who_is_off_gets_nothing_more_that_day_until_he_is_on_again(cast: Cast) -> None:
    morning = tomorrow(10)
    before, today = await a_visit(cast, start=tomorrow(9)), await a_visit(cast, start=tomorrow(14))
    later = await a_visit(cast, start=tomorrow(14, days=2))
    with clock.moved(morning - clock.now()):
        await duty.say(Duty.OFF, by=actor(cast.anna))
        assert await why_not(cast.anna, today) == ["reason.off_shift"]
        assert (await looked_at(cast.anna, today)).reasons[0].values == {"time": "10:00"}
        assert await why_not(cast.anna, before) == []
        assert await why_not(cast.anna, later) == []
        assert await why_not(cast.boris, today) == []
        await duty.say(Duty.ON, by=actor(cast.anna))
        assert await why_not(cast.anna, today) == []


async def test_the_day_over_he_is_as_his_hours_say(cast: Cast) -> None:
    visit = await a_visit(cast, start=tomorrow(14, days=2))
    with clock.moved(tomorrow(18) - clock.now()):
        await duty.say(Duty.OFF, by=actor(cast.anna))
    with clock.moved(tomorrow(9, days=2) - clock.now()):
        assert await duty.today(by=actor(cast.anna)) is None
        assert await why_not(cast.anna, visit) == []


async def test_a_break_is_told_and_stands_in_nobodys_way(cast: Cast) -> None:
    visit, later = await a_visit(cast, start=tomorrow(14)), await a_visit(cast, start=tomorrow(14, days=2))
    with clock.moved(tomorrow(10) - clock.now()):
        await duty.say(Duty.BREAK, by=actor(cast.anna))
        told = [[one.key for one in (await looked_at(cast.anna, some)).reasons] for some in (visit, later)]
        assert ["reason.on_break" in keys for keys in told] == [True, False]
        assert await why_not(cast.anna, visit) == []


async def test_the_office_is_told_when_visits_are_left(cast: Cast) -> None:
    await an_accepted_visit(cast, start=tomorrow(14))
    await an_accepted_visit(cast, start=tomorrow(17))
    await an_accepted_visit(cast, start=tomorrow(14, days=2))
    with clock.moved(tomorrow(10) - clock.now()):
        await duty.say(Duty.OFF, by=actor(cast.boris))
        assert not await OutboxMessage.filter(event="ShiftEnded").exists()
        for _ in range(2):  # a second tap of a gloved thumb
            await duty.say(Duty.OFF, by=actor(cast.anna))
        told = await OutboxMessage.filter(event="ShiftEnded").order_by("person_id")
    assert [(one.person_id, one.data) for one in told] == [
        (person.id, {"master_id": cast.anna.id, "visits": 2}) for person in (cast.olga, cast.vera)
    ]
    assert await DutyChange.filter(master_id=cast.anna.id).count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("На смене", Duty.ON), ("перерыв", Duty.BREAK), ("закончила", Duty.OFF), ("OFF", Duty.OFF)],
)
def test_duty_is_read_as_people_say_it(text: str, said: Duty) -> None:
    assert duty.parse(text) is said


async def test_another_word_and_another_role_are_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        duty.parse("сплю")
    with pytest.raises(NotAllowed):
        await duty.say(Duty.ON, by=actor(cast.vera))
