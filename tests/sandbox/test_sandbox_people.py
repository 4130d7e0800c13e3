# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""People acting: what the bot hears of them, and what it may do to them."""

import pytest

BLOCKED = (403, "Forbidden: bot was blocked by the user")
ASK = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}]]}


async def latest(sandbox, count=1):
    return (await sandbox.updates(offset=-count))[-count:]


async def test_person_is_made_once_and_changed_by_its_id(sandbox):
    made = await sandbox.sim("people", {"first_name": "Vera"})
    assert (made["id"], made["language_code"], made["started"]) == (1001, "ru", False)
    changed = await sandbox.sim("people", {"id": 1001, "first_name": "Vera", "phone": "+79"})
    assert (changed["id"], changed["phone"]) == (1001, "+79")
    patched = await sandbox.sim("people/1001", {"note": "dispatcher"}, verb="PATCH")
    assert patched["note"] == "dispatcher"
    assert len((await sandbox.sim("state"))["people"]) == 1
    await sandbox.sim("people/1001", verb="DELETE")
    assert (await sandbox.sim("people/1001", {"note": "x"}, verb="PATCH", status=404))["error"]


async def test_new_name_stands_in_the_next_message(sandbox, anna):
    await sandbox.sim(f"people/{anna['id']}", {"first_name": "Anna Maria"}, verb="PATCH")
    await sandbox.says(anna, "hi")
    [update] = await latest(sandbox)
    assert update["message"]["from"]["first_name"] == "Anna Maria"
    assert update["message"]["chat"]["first_name"] == "Anna Maria"


async def test_start_with_a_payload_is_a_command(sandbox, gleb):
    await sandbox.says(gleb, "/start invite_42")
    [update] = await latest(sandbox)
    message = update["message"]
    assert message["text"] == "/start invite_42"
    assert message["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]
    assert message["from"] == {"id": 1777, "is_bot": False, "first_name": "Gleb", "language_code": "ru"}
    assert message["chat"] == {"id": 1777, "first_name": "Gleb", "type": "private"}


async def test_deep_link_is_a_start_with_its_payload(sandbox, gleb):
    sent = await sandbox.sim("message", {"from": gleb["id"], "start": "order_7"})
    assert sent["text"] == "/start order_7"


async def test_telegram_finds_phones_addresses_and_mentions(sandbox, anna):
    sent = await sandbox.says(
        anna, "😀 call +7 900 111-22-33, see https://ya.ru/x?y=1, ask @boris or a@b.ru #now"
    )
    found = {entity["type"]: (entity["offset"], entity["length"]) for entity in sent["entities"]}
    assert found == {
        "phone_number": (8, 16),
        "url": (30, 19),
        "mention": (55, 6),
        "email": (65, 6),
        "hashtag": (72, 4),
    }


async def test_reply_of_a_person_carries_what_it_answers(sandbox, anna):
    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="Which?")
    await sandbox.says(anna, "This", reply_to=sent["message_id"])
    [update] = await latest(sandbox)
    assert update["message"]["reply_to_message"]["text"] == "Which?"


async def test_edit_of_a_person_is_an_edited_message(sandbox, anna):
    await sandbox.sim("edit", {"from": anna["id"], "message_id": 1, "text": "changed"})
    [update] = await latest(sandbox)
    assert update["edited_message"]["text"] == "changed"
    assert update["edited_message"]["edit_date"]


async def test_message_that_a_person_deleted_is_gone_for_the_bot(sandbox, anna):
    await sandbox.sim("delete", {"from": anna["id"], "message_id": 1})
    assert (await sandbox.refused("deleteMessage", chat_id=anna["id"], message_id=1))[1].endswith("not found")


async def test_own_contact_carries_the_user_and_a_foreign_one_does_not(sandbox, anna):
    await sandbox.sim("contact", {"from": anna["id"], "own": True})
    await sandbox.sim("contact", {"from": anna["id"], "phone_number": "+7900", "first_name": "Petr"})
    own, foreign = await latest(sandbox, 2)
    assert own["message"]["contact"] == {
        "phone_number": "79001112233",
        "first_name": "Anna",
        "user_id": anna["id"],
    }
    assert foreign["message"]["contact"] == {"phone_number": "+7900", "first_name": "Petr"}


async def test_live_location_of_a_person_moves_as_edits(sandbox, anna):
    place = {"latitude": 55.75, "longitude": 37.6}
    sent = await sandbox.sim("location", {"from": anna["id"], **place, "live_period": 900})
    await sandbox.sim(
        "live", {"from": anna["id"], "message_id": sent["message_id"], "latitude": 55.76, "longitude": 37.6}
    )
    first, moved = await latest(sandbox, 2)
    assert first["message"]["location"] == {**place, "live_period": 900}
    assert moved["edited_message"]["location"]["latitude"] == 55.76


async def test_tap_carries_the_message_and_its_answer_reaches_the_person(sandbox, anna):
    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="Sure?", reply_markup=ASK)
    tap = await sandbox.sim("callback", {"from": anna["id"], "message_id": sent["message_id"], "label": "No"})
    assert tap["answered"] is False
    [update] = await latest(sandbox)
    query = update["callback_query"]
    assert (query["data"], query["message"]["text"], query["from"]["id"]) == ("n", "Sure?", anna["id"])
    assert isinstance(query["chat_instance"], str)
    await sandbox.ok("answerCallbackQuery", callback_query_id=query["id"], text="Good", show_alert=True)
    told = [event for event in sandbox.world.journal.events if event["type"] == "callback_answer"]
    assert [(event["text"], event["show_alert"]) for event in told] == [("Good", True)]


async def test_tap_waits_for_its_answer(sandbox, anna, wait_until):
    import asyncio

    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="Sure?", reply_markup=ASK)
    wish = {"from": anna["id"], "message_id": sent["message_id"], "row": 0, "col": 0, "wait": 10}
    tap = asyncio.create_task(sandbox.sim("callback", wish))
    await wait_until(lambda: sandbox.world.queries.open)
    [query_id] = sandbox.world.queries.open
    await sandbox.ok("answerCallbackQuery", callback_query_id=query_id, text="Done")
    assert (await tap)["answer"] == {"text": "Done", "show_alert": False, "url": None}


async def test_tap_on_a_deleted_message_is_inaccessible(sandbox, anna):
    await sandbox.sim("callback", {"from": anna["id"], "message_id": 55, "data": "stale"})
    [update] = await latest(sandbox)
    message = update["callback_query"]["message"]
    assert (message["message_id"], message["date"], message["chat"]["id"]) == (55, 0, anna["id"])


async def test_tap_is_answered_once_and_in_time(sandbox, anna):
    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    tap = {"from": anna["id"], "message_id": 1, "data": "x"}
    once = (await sandbox.sim("callback", tap))["query_id"]
    late = (await sandbox.sim("callback", tap))["query_id"]
    long = (await sandbox.sim("callback", tap))["query_id"]
    await sandbox.ok("answerCallbackQuery", callback_query_id=once)
    assert await sandbox.refused("answerCallbackQuery", callback_query_id=once) == too_old
    await sandbox.sim("callback/expire", {"query_id": late})
    assert await sandbox.refused("answerCallbackQuery", callback_query_id=late) == too_old
    answer = await sandbox.refused("answerCallbackQuery", callback_query_id=long, text="x" * 201)
    assert answer == (400, "Bad Request: MESSAGE_TOO_LONG")
    assert await sandbox.ok("answerCallbackQuery", callback_query_id=long, text="x" * 200)


async def test_missing_button_is_named_in_one_sentence(sandbox, anna):
    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="Sure?", reply_markup=ASK)
    wish = {"from": anna["id"], "message_id": sent["message_id"], "label": "Maybe"}
    answer = await sandbox.sim("callback", wish, status=404)
    assert answer == {"error": "There is no button 'Maybe'; the message has: 'Yes', 'No'."}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"text": "hi"}),
        ("editMessageText", {"text": "hi", "message_id": 1}),
        ("sendChatAction", {"action": "typing"}),
        ("sendLocation", {"latitude": 1, "longitude": 1}),
    ],
)
async def test_blocked_bot_is_refused(sandbox, anna, method, params):
    await sandbox.sim("block", {"from": anna["id"]})
    assert await sandbox.refused(method, chat_id=anna["id"], **params) == BLOCKED


async def test_block_and_unblock_are_told_to_the_bot(sandbox, anna):
    await sandbox.sim("block", {"from": anna["id"]})
    await sandbox.sim("block", {"from": anna["id"]})
    assert (await sandbox.sim("message", {"from": anna["id"], "text": "hi"}, status=400))["error"]
    await sandbox.says(anna, "/start")
    changes = [one["my_chat_member"] for one in await sandbox.updates() if "my_chat_member" in one]
    statuses = [(one["old_chat_member"]["status"], one["new_chat_member"]["status"]) for one in changes]
    assert statuses == [("member", "kicked"), ("kicked", "member")]
    assert changes[0]["from"]["id"] == changes[0]["chat"]["id"] == anna["id"]
    assert await sandbox.ok("sendMessage", chat_id=anna["id"], text="welcome back")


async def test_bot_can_t_begin_a_chat_with_somebody_whom_it_met_in_a_group(sandbox, anna, gleb):
    await sandbox.sim("groups", {"title": "Masters", "members": [anna["id"], gleb["id"]]})
    answer = await sandbox.refused("sendMessage", chat_id=gleb["id"], text="hi")
    assert answer == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_deleted_account_is_deactivated(sandbox, anna):
    await sandbox.sim(f"people/{anna['id']}", {"deactivated": True}, verb="PATCH")
    answer = await sandbox.refused("sendMessage", chat_id=anna["id"], text="hi")
    assert answer == (403, "Forbidden: user is deactivated")


async def test_unread_messages_are_counted_until_they_are_read(sandbox, anna):
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="one")
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="two")
    assert (await sandbox.sim("state"))["people"][0]["unread"] == 2
    assert (await sandbox.sim("read", {"from": anna["id"]}))["unread"] == 0


async def test_one_time_keyboard_goes_after_its_use(sandbox, anna):
    keyboard = {"keyboard": [["Yes"]], "one_time_keyboard": True}
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="Sure?", reply_markup=keyboard)
    await sandbox.says(anna, "Yes")
    assert (await sandbox.chat(anna))["keyboard"] is None


async def test_group_hears_commands_only_and_asks_for_no_phone(sandbox, anna):
    group = await sandbox.sim("groups", {"title": "Masters", "members": [anna["id"]]})
    await sandbox.says(anna, "just talk", chat_id=group["id"])
    await sandbox.says(anna, "/list", chat_id=group["id"])
    joined, told, command = await latest(sandbox, 3)
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert told["message"]["new_chat_members"][0]["username"] == "test_bot"
    assert (command["message"]["text"], command["message"]["chat"]["title"]) == ("/list", "Masters")
    keyboard = {"keyboard": [[{"text": "Phone", "request_contact": True}]]}
    assert await sandbox.refused("sendMessage", chat_id=group["id"], text="hi", reply_markup=keyboard) == (
        400,
        "Bad Request: phone number can be requested in private chats only",
    )


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        ({"bot": "kicked"}, 403, "Forbidden: bot was kicked from the group chat"),
        ({"bot": "left"}, 403, "Forbidden: bot is not a member of the group chat"),
        ({"migrated_to": -1009}, 400, "Bad Request: group chat was upgraded to a supergroup chat"),
    ],
)
async def test_lost_group_is_refused(sandbox, anna, change, code, text):
    await sandbox.sim("groups", {"id": -5, "title": "Masters", "members": [anna["id"]]})
    await sandbox.sim("groups", {"id": -5, **change})
    body = await sandbox.call("sendMessage", chat_id=-5, text="hi")
    assert (body["error_code"], body["description"]) == (code, text)
    if "migrated_to" in change:
        assert body["parameters"] == {"migrate_to_chat_id": -1009}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("message", {"from": 1001, "text": " "}),
        ("message", {"from": 1001, "text": "x" * 4097}),
        ("message", {"from": 1001, "start": "not a payload"}),
        ("photo", {"from": 1001}),
        ("redeliver", {"times": "many"}),
        ("callback", {"from": 1001, "message_id": 1, "data": "x", "wait": "long"}),
        ("people", {"first_name": ""}),
        ("people", {"id": -1, "first_name": "x"}),
        ("contact", {"from": 1001}),
        ("location", {"from": 1001, "latitude": 100, "longitude": 0}),
        ("live", {"from": 1001, "message_id": 1, "latitude": 1, "longitude": 0}),
        ("callback", {"from": 1001, "message_id": 1, "data": "x" * 65}),
        ("fault", {"mode": "explode"}),
        ("fault", {"colour": "red"}),
    ],
)
async def test_nonsense_of_a_tester_gets_a_sentence(sandbox, anna, path, body):
    answer = await sandbox.sim(path, body, status=400)
    assert answer["error"].endswith(".")
