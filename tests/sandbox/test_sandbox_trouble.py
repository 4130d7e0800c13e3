# ruff: noqa: ANN001, ANN201, ANN202 - fixtures are typed where they are made
"""Failures on order, flood limits, the log, the stream of events and the wait for quiet."""

import asyncio
import json

import aiohttp
import pytest


async def test_fault_hits_as_often_as_told(sandbox, anna):
    wish = {"method": "sendMessage", "code": 429, "retry_after": 7, "times": 2}
    rule = await sandbox.sim("fault", wish)
    assert rule["id"] == 1
    for _ in range(2):
        body = await sandbox.call("sendMessage", chat_id=anna["id"], text="hi")
        assert body == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    assert await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi")
    assert (await sandbox.sim("state"))["faults"] == []


async def test_fault_of_one_chat_and_method_spares_the_others(sandbox, anna, gleb):
    await sandbox.says(gleb, "/start")
    await sandbox.sim("fault", {"method": "sendmessage", "chat_id": gleb["id"], "code": 502, "times": 0})
    assert await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi")
    assert await sandbox.ok("sendChatAction", chat_id=gleb["id"], action="typing")
    for _ in range(3):
        answer = await sandbox.refused("sendMessage", chat_id=gleb["id"], text="hi")
        assert answer == (502, "Bad Gateway")
    await sandbox.sim("fault", verb="DELETE")
    assert await sandbox.ok("sendMessage", chat_id=gleb["id"], text="hi")


async def test_fault_says_what_it_was_told_to(sandbox, anna):
    rule = await sandbox.sim("fault", {"code": 403, "description": "Forbidden: no", "times": None})
    assert await sandbox.refused("getMe") == (403, "Forbidden: no")
    await sandbox.sim(f"fault/{rule['id']}", verb="DELETE")
    assert await sandbox.ok("getMe")
    await sandbox.sim(f"fault/{rule['id']}", verb="DELETE", status=404)


async def test_slow_call_is_done_after_its_delay(sandbox, anna):
    await sandbox.sim("fault", {"method": "sendMessage", "mode": "slow", "delay": 0.05})
    assert await sandbox.ok("sendMessage", chat_id=anna["id"], text="slow")
    assert (await sandbox.sim("outbox"))["calls"][0]["ms"] >= 50


@pytest.mark.parametrize(("mode", "arrived"), [("cut_after_accept", ["cut"]), ("cut_before", [])])
async def test_line_is_cut_before_or_after_the_message_is_taken(sandbox, anna, mode, arrived):
    await sandbox.sim("fault", {"method": "sendMessage", "mode": mode})
    with pytest.raises(aiohttp.ClientError):
        await sandbox.call("sendMessage", chat_id=anna["id"], text="cut")
    assert [one["text"] for one in (await sandbox.chat(anna))["messages"][1:]] == arrived


async def test_flood_limits_are_kept_when_on(sandbox, anna, gleb):
    await sandbox.says(gleb, "/start")
    await sandbox.sim("flood", {"on": True})
    for _ in range(3):
        await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi")
    body = await sandbox.call("sendMessage", chat_id=anna["id"], text="hi")
    assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 1})
    assert await sandbox.ok("sendMessage", chat_id=gleb["id"], text="hi")
    await sandbox.sim("flood", {"on": False})
    assert await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi")


def test_flood_buckets_fill_again_with_time():
    from sandbox.flood import Flood
    from sandbox.refusals import Refused

    now = [0.0]
    flood = Flood(on=True, clock=lambda: now[0])

    def sent(chat_id, count):
        done = 0
        for _ in range(count):
            try:
                flood.charge(chat_id)
            except Refused:
                continue
            done += 1
        return done

    assert sent(1, 10) == 3
    now[0] += 2
    assert sent(1, 10) == 2
    assert sent(-1, 40) == 20
    now[0] += 60
    assert sum(sent(chat_id, 1) for chat_id in range(100, 150)) == 30


async def test_outbox_shows_calls_after_a_number(sandbox, anna):
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="one")
    first = await sandbox.sim("outbox?method=sendMessage")
    [call] = first["calls"]
    assert call["params"] == {"chat_id": anna["id"], "text": "one"}
    assert (call["status"], call["answer"]["result"]["text"]) == (200, "one")
    await sandbox.refused("sendMessage", chat_id=anna["id"], text="")
    await sandbox.ok("getMe")
    later = (await sandbox.sim(f"outbox?since={first['seq']}&chat_id={anna['id']}"))["calls"]
    assert [one["status"] for one in later] == [400]
    assert [one["method"] for one in (await sandbox.sim("outbox?limit=1"))["calls"]] == ["getMe"]


async def test_files_stand_in_the_log_by_name_and_size(sandbox, anna, draw):
    data = draw()
    await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=("a.jpg", data))
    [call] = (await sandbox.sim("outbox?method=sendPhoto"))["calls"]
    assert call["params"]["photo"] == {"file": "a.jpg", "mime": "image/jpeg", "size": len(data)}


async def read_events(sandbox, since, count):
    async with sandbox.http.get(f"{sandbox.url}/sim/events?since={since}") as response:
        found = []
        while len(found) < count:
            line = await response.content.readline()
            if line.startswith(b"data: "):
                found.append(json.loads(line[6:]))
        return found


async def test_events_are_replayed_and_go_on(sandbox, anna):
    start = (await sandbox.sim("state"))["seq"]
    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="one")
    reader = asyncio.create_task(read_events(sandbox, start, 9))
    await sandbox.ok("sendChatAction", chat_id=anna["id"], action="typing")
    await sandbox.ok("editMessageText", chat_id=anna["id"], message_id=sent["message_id"], text="two")
    await sandbox.ok("deleteMessage", chat_id=anna["id"], message_id=sent["message_id"])
    await sandbox.sim("block", {"from": anna["id"]})
    events = await asyncio.wait_for(reader, 10)
    assert [event["type"] for event in events] == [
        "message", "call", "action", "call", "edited", "call", "deleted", "call", "people",
    ]  # fmt: skip
    assert [event["seq"] for event in events] == sorted(event["seq"] for event in events)
    assert events[0]["message"]["text"] == "one"
    assert events[0]["person_id"] == anna["id"]
    assert events[6]["message_ids"] == [sent["message_id"]]
    assert events[8]["people"][0]["blocked"] is True


async def test_quiet_waits_for_what_the_bot_has_not_confirmed(sandbox, anna):
    assert (await sandbox.sim("quiet?for=0&timeout=0.05")) == {"quiet": False}
    last = (await sandbox.updates())[-1]["update_id"]
    waiting = asyncio.create_task(sandbox.sim(f"quiet?chat_id={anna['id']}&for=0"))
    await sandbox.updates(offset=last + 1)
    assert await waiting == {"quiet": True}


async def test_reset_forgets_everything_but_the_numbers(sandbox, anna):
    await sandbox.ok("setMyCommands", commands=[{"command": "a", "description": "x"}])
    before = await sandbox.sim("state")
    await sandbox.sim("reset", {})
    after = await sandbox.sim("state")
    assert (after["people"], after["pending"]) == ([], 0)
    assert after["seq"] > before["seq"]
    assert await sandbox.ok("getMyCommands") == []


async def test_state_tells_of_pollers_and_webhooks(sandbox):
    assert (await sandbox.sim("state"))["pollers"] == 0
    await sandbox.updates()
    state = await sandbox.sim("state")
    assert (state["pollers"], state["webhook"]) == (1, None)
    for keep_bot, pollers in ((True, 1), (False, 0)):
        await sandbox.sim("reset", {"keep_bot": keep_bot})
        assert (await sandbox.sim("state"))["pollers"] == pollers
    await sandbox.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await sandbox.sim("state"))["webhook"]["url"] == "http://127.0.0.1:9/hook"


async def test_path_outside_the_page_leads_nowhere(sandbox):
    for path in ("/page/../app.py", "/page/%2e%2e/app.py", "/page/nothing.js", "/nowhere"):
        async with sandbox.http.get(sandbox.url + path) as response:
            assert response.status == 404


async def test_edits_of_one_message_in_a_group_are_throttled_ever_harder(sandbox, anna):
    await sandbox.sim("groups", {"id": -1000000000005, "title": "Masters", "members": [anna["id"]]})
    first = await sandbox.ok("sendMessage", chat_id=-1000000000005, text="0")
    other = await sandbox.ok("sendMessage", chat_id=-1000000000005, text="other")
    await sandbox.sim("clock", {"freeze": True})
    sandbox.world.flood.on = True

    async def edit(message, text):
        sandbox.world.flood.buckets.pop(-1000000000005, None)
        sandbox.world.flood.buckets.pop(None, None)
        where = {"chat_id": -1000000000005, "message_id": message["message_id"]}
        body = await sandbox.call("editMessageText", **where, text=text)
        return body.get("parameters", {}).get("retry_after")

    assert [await edit(first, str(one)) for one in range(1, 21)] == [None] * 20
    assert [await edit(first, "x") for _ in range(4)] == [3, 6, 12, 24]
    assert await edit(other, "still free") is None
    await sandbox.sim("clock", {"move": 24})
    assert await edit(first, "y") is None
