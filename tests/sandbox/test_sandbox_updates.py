# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""getUpdates: offsets, long polling, kinds, lifetimes, one poller."""

import asyncio

from sandbox.updates import Update, clamped, slowed

OTHER = (
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)


def texts(updates):
    return [update["message"]["text"] for update in updates]


async def test_update_stays_until_a_higher_offset_confirms_it(sandbox, anna):
    await sandbox.says(anna, "one")
    first = await sandbox.updates()
    assert texts(first) == ["/start", "one"]
    again = await sandbox.updates(offset=first[0]["update_id"])
    assert texts(again)[0] == "/start"
    rest = await sandbox.updates(offset=first[0]["update_id"] + 1)
    assert texts(rest) == ["one"]
    assert await sandbox.updates(offset=first[1]["update_id"] + 1) == []


async def test_ids_of_updates_follow_one_another(sandbox, anna):
    await sandbox.says(anna, "one")
    ids = [update["update_id"] for update in await sandbox.updates()]
    assert ids == [ids[0], ids[0] + 1]


async def test_limit_holds_back_the_rest(sandbox, anna):
    await sandbox.says(anna, "one")
    assert texts(await sandbox.updates(limit=1)) == ["/start"]


async def test_negative_offset_keeps_the_last_and_forgets_the_others(sandbox, anna):
    for text in ("one", "two", "three"):
        await sandbox.says(anna, text)
    assert texts(await sandbox.updates(offset=-2)) == ["two", "three"]
    assert texts(await sandbox.updates()) == ["two", "three"]


async def test_long_poll_ends_with_the_next_message(sandbox, anna, wait_until):
    last = (await sandbox.updates())[-1]["update_id"]
    poll = asyncio.create_task(sandbox.updates(offset=last + 1, timeout=50))
    await wait_until(lambda: sandbox.world.updates.poller is not None)
    await sandbox.says(anna, "hello")
    assert texts(await poll) == ["hello"]


async def test_older_of_two_pollers_is_sent_away(sandbox, wait_until):
    older = asyncio.create_task(sandbox.refused("getUpdates", timeout=50))
    await wait_until(lambda: sandbox.world.updates.poller is not None)
    newer = asyncio.create_task(sandbox.call("getUpdates", timeout=50))
    assert await older == OTHER
    newer.cancel()


async def test_webhook_ends_the_poll_and_forbids_the_next(sandbox, wait_until):
    poll = asyncio.create_task(sandbox.refused("getUpdates", timeout=50))
    await wait_until(lambda: sandbox.world.updates.poller is not None)
    await sandbox.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert await poll == (409, "Conflict: terminated by setWebhook request")
    text = (
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    assert await sandbox.refused("getUpdates") == (409, f"Conflict: {text}")
    await sandbox.ok("deleteWebhook")
    assert await sandbox.updates(offset=-1) == []


async def test_webhook_is_set_once_a_second_at_most(sandbox):
    await sandbox.ok("setWebhook", url="http://127.0.0.1:9/hook")
    body = await sandbox.call("setWebhook", url="http://127.0.0.1:9/hook")
    assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 1})


async def test_kinds_are_filtered_when_updates_are_made(sandbox, anna):
    await sandbox.updates(allowed_updates=["callback_query"])
    await sandbox.says(anna, "unheard")
    await sandbox.updates(allowed_updates=["message"])
    await sandbox.says(anna, "heard")
    assert texts(await sandbox.updates(offset=-9)) == ["/start", "heard"]


async def test_absent_kinds_keep_the_last_wish_and_none_is_the_default(sandbox, anna):
    await sandbox.updates(allowed_updates=["callback_query"])
    await sandbox.updates()
    await sandbox.says(anna, "unheard")
    await sandbox.updates(allowed_updates=[])
    await sandbox.says(anna, "heard")
    assert texts(await sandbox.updates(offset=-9)) == ["/start", "heard"]


async def test_message_waits_a_day_and_a_tap_two_and_a_half_minutes(sandbox, anna):
    await sandbox.sim("callback", {"from": anna["id"], "message_id": 1, "data": "x"})
    sandbox.clock.shift += 151
    assert texts(await sandbox.updates()) == ["/start"]
    sandbox.clock.shift += 86400
    await sandbox.says(anna, "fresh")
    assert texts(await sandbox.updates()) == ["fresh"]


async def test_webhook_info_without_a_webhook_is_short(sandbox, anna):
    assert await sandbox.ok("getWebhookInfo") == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 1,
    }


async def test_last_updates_come_again_with_the_same_ids(sandbox, anna):
    await sandbox.says(anna, "one")
    seen = await sandbox.updates()
    assert await sandbox.updates(offset=seen[-1]["update_id"] + 1) == []
    await sandbox.sim("redeliver", {"times": 2, "count": 2})
    again = await sandbox.updates(offset=seen[-1]["update_id"] + 1, timeout=5)
    assert again[:1] == seen[:1]
    again += await sandbox.updates(offset=again[-1]["update_id"], timeout=5)
    assert [one["update_id"] for one in again] == [one["update_id"] for one in seen] * 2


async def test_ids_start_again_and_an_old_offset_loses_nothing(sandbox, anna):
    last = (await sandbox.updates())[-1]["update_id"]
    await sandbox.sim("restart_update_ids", {}, status=409)
    await sandbox.updates(offset=last + 1)
    fresh = await sandbox.sim("restart_update_ids", {})
    assert fresh["next_update_id"] < last
    await sandbox.says(anna, "after")
    [update] = await sandbox.updates(offset=last + 1, timeout=5)
    assert (update["update_id"], update["message"]["text"]) == (fresh["next_update_id"], "after")


async def test_same_offset_asked_again_at_once_gets_one_update(sandbox, anna):
    await sandbox.says(anna, "one")
    assert len(await sandbox.updates(offset=5)) == 2
    assert len(await sandbox.updates(offset=5)) == 1


def test_order_is_kept_by_chat_for_messages_and_by_person_for_taps():
    anna = {"from": {"id": 1}}
    joined = {"from": {"id": 2}, "new_chat_member": {"user": {"id": 1}}}
    kinds = {"message": {}, "edited_message": {}, "message_reaction": {}, "my_chat_member": joined}
    kinds |= {"chat_member": joined, "chat_join_request": anna, "callback_query": anna, "inline_query": anna}
    queues = {kind: Update(1, kind, body, -7, 0).queue() for kind, body in kinds.items()}
    assert queues["message"] == queues["edited_message"] == (0, -7)
    assert (queues["message_reaction"], queues["my_chat_member"]) == ((8, -7), (5, -7))
    assert queues["chat_member"] == queues["chat_join_request"] == (6, 1)
    assert (queues["callback_query"], queues["inline_query"]) == ((3, 1), (1, 1))


def test_limit_and_timeout_of_a_poll_are_cut_to_what_telegram_takes():
    assert clamped(1000, 3600) == (100, 50)
    assert clamped(0, -5) == (1, 0)
    assert clamped(7, 30) == (7, 30)


def test_same_offset_within_three_seconds_waits_three_and_at_once_gets_one():
    assert slowed(100, 0, since=0.4) == (1, 3)
    assert slowed(100, 0, since=0.6) == (100, 3)
    assert slowed(100, 30, since=2.9) == (100, 30)
    assert slowed(100, 0, since=3) == (100, 0)


async def test_more_than_a_hundred_updates_come_in_two_polls(sandbox, anna):
    for _ in range(100):
        sandbox.world.push("message", {"text": "one"}, anna["id"])
    first = await sandbox.updates(limit=1000)
    assert len(first) == 100
    assert len(await sandbox.updates(offset=first[-1]["update_id"] + 1)) == 1


async def test_who_is_what_is_told_only_when_asked_for(sandbox, anna, gleb):
    wish = {"id": -1000000000005, "title": "Masters", "members": [anna["id"]], "bot": "administrator"}
    await sandbox.sim("groups", wish)
    await sandbox.sim("join", {"from": gleb["id"], "chat_id": wish["id"]})
    assert not [one for one in await sandbox.updates() if "chat_member" in one]
    await sandbox.updates(allowed_updates=["chat_member"])
    await sandbox.sim("leave", {"from": gleb["id"], "chat_id": wish["id"]})
    assert "chat_member" in (await sandbox.updates(offset=-1))[-1]


async def test_news_of_the_bot_itself_wait_a_day_and_a_chosen_result_ten_minutes(sandbox, anna):
    await sandbox.sim("block", {"from": anna["id"]})
    await sandbox.sim("unblock", {"from": anna["id"]})
    sandbox.world.push("chosen_inline_result", {}, anna["id"], 600)
    await sandbox.sim("clock", {"move": 601})
    kinds = [set(one) - {"update_id"} for one in await sandbox.updates()]
    assert kinds == [{"message"}, {"my_chat_member"}, {"my_chat_member"}]
    await sandbox.sim("clock", {"move": 86400})
    assert await sandbox.updates() == []


async def test_bot_that_drops_what_waits_gets_nothing_of_it_again(sandbox, anna):
    await sandbox.sim("redeliver", {"times": 2})
    await sandbox.ok("deleteWebhook", drop_pending_updates=True)
    assert await sandbox.updates() == []
    assert (await sandbox.sim("quiet?for=0"))["quiet"]
