# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""The clock is set, moved, stopped and let go, and everything follows it."""

import asyncio

import pytest

NEW_YEAR = 1893456000  # 2030-01-01T00:00:00Z


async def test_clock_is_set_in_seconds_or_in_words(sandbox, anna):
    shown = await sandbox.sim("clock", {"set": NEW_YEAR, "freeze": True})
    assert (shown["now"], shown["iso"], shown["frozen"]) == (NEW_YEAR, "2030-01-01T00:00:00+00:00", True)
    assert (await sandbox.sim("clock", {"set": "2030-01-01T03:00:05+03:00"}))["now"] == NEW_YEAR + 5
    assert (await sandbox.sim("clock"))["now"] == NEW_YEAR + 5
    assert (await sandbox.says(anna, "hi"))["date"] == NEW_YEAR + 5


async def test_stopped_clock_stands_and_goes_on_from_there(sandbox):
    await sandbox.sim("clock", {"set": NEW_YEAR, "freeze": True})
    sandbox.clock.shift += 500  # the machine's time goes on
    assert (await sandbox.sim("clock", {"move": 10}))["now"] == NEW_YEAR + 10
    going = await sandbox.sim("clock", {"run": True})
    assert not going["frozen"]
    assert NEW_YEAR + 10 <= going["now"] < NEW_YEAR + 70
    sandbox.clock.shift += 500
    assert (await sandbox.sim("clock"))["now"] >= NEW_YEAR + 510


async def test_updates_taps_and_deletions_grow_old_with_the_clock(sandbox, anna):
    tap = await sandbox.sim("callback", {"from": anna["id"], "message_id": 1, "data": "x"})
    await sandbox.sim("clock", {"move": 61})
    answer = await sandbox.refused("answerCallbackQuery", callback_query_id=tap["query_id"])
    assert answer[1].startswith("Bad Request: query is too old")
    await sandbox.sim("clock", {"move": 90})
    assert [set(one) - {"update_id"} for one in await sandbox.updates()] == [{"message"}]
    await sandbox.sim("clock", {"move": 86400 * 2})
    assert await sandbox.updates() == []
    answer = await sandbox.refused("deleteMessage", chat_id=anna["id"], message_id=1)
    assert answer == (400, "Bad Request: message can't be deleted for everyone")


async def test_flood_limits_follow_the_clock(sandbox, anna):
    await sandbox.sim("clock", {"freeze": True})
    await sandbox.sim("flood", {"on": True})
    for _ in range(3):
        await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi")
    assert (await sandbox.refused("sendMessage", chat_id=anna["id"], text="hi"))[0] == 429
    await sandbox.sim("clock", {"move": 1})
    assert await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi")


async def test_wait_ends_when_the_clock_is_moved_and_not_before(sandbox):
    clock = sandbox.world.clock
    clock.freeze()
    waiting = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    await sandbox.sim("clock", {"move": 3599})
    assert not waiting.done()
    await sandbox.sim("clock", {"move": 1})
    await asyncio.wait_for(waiting, 10)


async def test_turned_clock_is_an_event_and_part_of_the_state(sandbox):
    await sandbox.sim("clock", {"set": NEW_YEAR, "freeze": True})
    assert sandbox.world.journal.events[-1]["clock"]["now"] == NEW_YEAR
    assert (await sandbox.sim("state"))["clock"]["frozen"] is True


@pytest.mark.parametrize(
    "wish",
    [{"set": "tomorrow"}, {"set": "2030-01-01T00:00:00"}, {"set": -1}, {"move": "an hour"}, {"move": 1e12},
     {"freeze": True, "run": True}, {"stop": True}],
)  # fmt: skip
async def test_nonsense_about_the_clock_gets_a_sentence(sandbox, wish):
    assert (await sandbox.sim("clock", wish, status=400))["error"].endswith(".")
