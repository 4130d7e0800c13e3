# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Live locations move along a path by the sandbox's clock."""

import pytest

PATH = [[55.75, 37.60], [55.76, 37.60], [55.76, 37.62], {"latitude": 55.75, "longitude": 37.62}]


def moves(sandbox):
    waiting = [one.shown() for one in sandbox.world.updates.pending.values()]
    return [one["edited_message"]["location"] for one in waiting if "edited_message" in one]


@pytest.fixture
async def walk(sandbox, anna):
    await sandbox.sim("clock", {"freeze": True})
    wish = {"from": anna["id"], "path": PATH, "every": 10, "live_period": 60}
    return await sandbox.sim("live/path", wish)


async def test_place_moves_a_step_at_a_time(sandbox, walk, wait_until):
    assert (walk["location"]["live_period"], walk["steps"]) == (60, 3)
    await sandbox.sim("clock", {"move": 10})
    await wait_until(lambda: moves(sandbox))
    [first] = moves(sandbox)
    assert (first["latitude"], first["longitude"], first["heading"]) == (55.76, 37.6, 360)
    await sandbox.sim("clock", {"move": 20})
    await wait_until(lambda: len(moves(sandbox)) == 3)
    assert [one["heading"] for one in moves(sandbox)][1:] == [90, 180]
    await wait_until(lambda: not sandbox.world.walks)


async def test_path_ends_with_the_sharing(sandbox, anna, walk, wait_until):
    await sandbox.sim("clock", {"move": 10})
    await wait_until(lambda: moves(sandbox))
    stopped = await sandbox.sim("live/stop", {"from": anna["id"], "message_id": walk["message_id"]})
    assert "live_period" not in stopped["location"]
    await sandbox.sim("clock", {"move": 20})
    assert len(moves(sandbox)) == 2
    wish = {"from": anna["id"], "message_id": walk["message_id"]}
    assert (await sandbox.sim("live/stop", wish, status=400))["error"].endswith("no live location of Anna.")


async def test_sharing_is_over_when_its_time_is(sandbox, anna, wait_until):
    await sandbox.sim("clock", {"freeze": True})
    wish = {"from": anna["id"], "path": PATH, "every": 50, "live_period": 60}
    sent = await sandbox.sim("live/path", wish)
    await sandbox.sim("clock", {"move": 1000})
    await wait_until(lambda: not sandbox.world.walks)
    assert len(moves(sandbox)) == 1
    place = {"from": anna["id"], "message_id": sent["message_id"], "latitude": 1, "longitude": 1}
    assert (await sandbox.sim("live", place, status=400))["error"].endswith("no live location of Anna.")


async def test_place_that_is_shared_already_begins_to_move(sandbox, anna, wait_until):
    wish = {"from": anna["id"], "latitude": 55.75, "longitude": 37.6, "live_period": 900}
    sent = await sandbox.sim("location", wish)
    again = {"from": anna["id"], "message_id": sent["message_id"], "path": PATH[1:], "every": 0.01}
    assert (await sandbox.sim("live/path", again))["steps"] == 3
    await wait_until(lambda: len(moves(sandbox)) == 3)


@pytest.mark.parametrize(
    "wish",
    [{"path": []}, {"path": "north"}, {"path": [5]}, {"path": [[100, 0]]}, {"path": PATH, "every": 0},
     {"path": PATH, "live_period": 5}, {"path": PATH, "message_id": 1}],
)  # fmt: skip
async def test_nonsense_about_a_path_gets_a_sentence(sandbox, anna, wish):
    assert (await sandbox.sim("live/path", {"from": anna["id"]} | wish, status=400))["error"].endswith(".")
    assert sandbox.world.walks == []
