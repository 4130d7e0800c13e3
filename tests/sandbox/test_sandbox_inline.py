# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Inline mode: typing after the bot's name, the bot's answers, and the messages that come of them."""

import asyncio
from typing import Any

import pytest

BUTTONS = {"inline_keyboard": [[{"text": "Take", "callback_data": "take"}]]}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def article(result_id="1", text="Order 7", **more: Any):
    return {"type": "article", "id": result_id, "title": "An order",
            "input_message_content": {"message_text": text}, **more}  # fmt: skip


def latest(sandbox, count=1):
    return [one.shown() for one in list(sandbox.world.updates.pending.values())[-count:]]


@pytest.fixture
async def inline(sandbox, anna):
    await sandbox.sim("bot", {"inline_mode": True, "inline_feedback": True})
    return anna


async def typed(sandbox, person, query="orders", **more: Any):
    return await sandbox.sim("inline", {"from": person["id"], "query": query, **more})


async def test_what_is_typed_reaches_the_bot_for_half_a_minute(sandbox, inline):
    asked = await typed(sandbox, inline)
    [update] = latest(sandbox)
    query = update["inline_query"]
    assert (query["id"], query["query"], query["offset"]) == (asked["query_id"], "orders", "")
    assert (query["from"]["id"], query["chat_type"]) == (inline["id"], "sender")
    await sandbox.sim("clock", {"move": 31})
    assert [set(one) - {"update_id"} for one in await sandbox.updates()] == [{"message"}]


async def test_answer_is_shown_chosen_and_sent_by_way_of_the_bot(sandbox, inline, wait_until):
    typing = asyncio.create_task(typed(sandbox, inline, wait=20))
    await wait_until(lambda: sandbox.world.inline.queries)
    [query_id] = sandbox.world.inline.queries
    result = article(
        reply_markup=BUTTONS, input_message_content={"message_text": "<b>Seven</b>", "parse_mode": "HTML"}
    )
    await sandbox.ok("answerInlineQuery", inline_query_id=query_id, results=[result], next_offset="2")
    shown = (await typing)["answer"]
    assert (shown["results"][0]["title"], shown["next_offset"]) == ("An order", "2")
    sent = await sandbox.sim("inline/choose", {"from": inline["id"], "query_id": query_id, "result_id": "1"})
    assert (sent["text"], sent["entities"][0]["type"], sent["via_bot"]["username"]) == (
        "Seven",
        "bold",
        "test_bot",
    )
    message, chosen = latest(sandbox, 2)
    assert message["message"]["via_bot"]["id"] == 123456
    assert chosen["chosen_inline_result"]["result_id"] == "1"
    assert chosen["chosen_inline_result"]["inline_message_id"] == sent["inline_message_id"]


async def test_results_that_lie_on_this_machine_are_fetched(sandbox, inline, draw):
    sent = await sandbox.ok("sendPhoto", chat_id=inline["id"], photo=("a.jpg", draw()))
    here = f"{sandbox.url}/sim/file/{sent['photo'][-1]['file_id']}"
    asked = await typed(sandbox, inline)
    results = [{"type": "photo", "id": "1", "photo_url": here, "photo_width": "40", "caption": "Pump"}]
    await sandbox.ok("answerInlineQuery", inline_query_id=asked["query_id"], results=results)
    wish = {"from": inline["id"], "query_id": asked["query_id"], "result_id": "1"}
    chosen = await sandbox.sim("inline/choose", wish)
    assert (chosen["caption"], chosen["photo"][-1]["width"]) == ("Pump", 40)
    results = [{"type": "gif", "id": "1", "gif_url": here, "gif_width": 40}]
    answer = await sandbox.refused("answerInlineQuery", inline_query_id=asked["query_id"], results=results)
    assert answer == (400, "Bad Request: WEBDOCUMENT_URL_INVALID")


async def test_inline_message_is_edited_and_tapped_by_its_name(sandbox, inline, draw):
    asked = await typed(sandbox, inline)
    results = [article(reply_markup=BUTTONS)]
    await sandbox.ok("answerInlineQuery", inline_query_id=asked["query_id"], results=results)
    wish = {"from": inline["id"], "query_id": asked["query_id"], "result_id": "1"}
    sent = await sandbox.sim("inline/choose", wish)
    name = sent["inline_message_id"]
    await sandbox.sim("callback", {"from": inline["id"], "message_id": sent["message_id"], "label": "Take"})
    query = latest(sandbox)[0]["callback_query"]
    assert (query["inline_message_id"], "message" in query) == (name, False)
    assert (
        await sandbox.ok("editMessageText", inline_message_id=name, text="Taken", reply_markup=BUTTONS)
        is True
    )
    assert (await sandbox.chat(inline))["messages"][-1]["text"] == "Taken"
    answer = await sandbox.refused(
        "editMessageText", inline_message_id=name, text="Taken", reply_markup=BUTTONS
    )
    assert answer[1].startswith("Bad Request: message is not modified")
    photo = await sandbox.ok("sendPhoto", chat_id=inline["id"], photo=("a.jpg", draw()))
    media = {"type": "photo", "media": photo["photo"][-1]["file_id"]}
    assert await sandbox.ok("editMessageMedia", inline_message_id=name, media=media) is True
    assert await sandbox.ok("editMessageCaption", inline_message_id=name, caption="Done") is True
    assert await sandbox.ok("editMessageReplyMarkup", inline_message_id=name, reply_markup=BUTTONS) is True


async def test_same_question_is_answered_from_what_was_kept(sandbox, inline, gleb):
    asked = await typed(sandbox, inline)
    await sandbox.ok(
        "answerInlineQuery", inline_query_id=asked["query_id"], results=[article()], cache_time=60
    )
    again = await typed(sandbox, gleb)
    assert (again["cached"], again["answer"]["results"][0]["id"]) == (True, "1")
    assert not (await typed(sandbox, gleb, "others"))["cached"]
    await sandbox.sim("clock", {"move": 61})
    assert not (await typed(sandbox, gleb))["cached"]


async def test_personal_answer_is_kept_for_one_person(sandbox, inline, gleb):
    asked = await typed(sandbox, inline)
    await sandbox.ok(
        "answerInlineQuery", inline_query_id=asked["query_id"], results=[article()], is_personal=True
    )
    assert (await typed(sandbox, inline))["cached"]
    assert not (await typed(sandbox, gleb))["cached"]


async def test_other_kinds_of_results_are_sent(sandbox, inline, draw):
    photo = await sandbox.ok("sendPhoto", chat_id=inline["id"], photo=("a.jpg", draw()))
    place = {"latitude": 55.7, "longitude": 37.6}
    results = [
        {"type": "photo", "id": "p", "photo_file_id": photo["photo"][-1]["file_id"], "caption": "Roof"},
        {"type": "location", "id": "l", "title": "Here", **place},
        {"type": "venue", "id": "v", "title": "Office", "address": "Street 1", **place},
        {"type": "contact", "id": "c", "phone_number": "+7900", "first_name": "Petr"},
        article("a", input_message_content={**place}),
    ]
    asked = await typed(sandbox, inline)
    await sandbox.ok("answerInlineQuery", inline_query_id=asked["query_id"], results=results)
    found = {}
    for one in "plvca":
        wish = {"from": inline["id"], "query_id": asked["query_id"], "result_id": one}
        found[one] = await sandbox.sim("inline/choose", wish)
    assert found["p"]["caption"] == "Roof"
    assert found["l"]["location"] == found["a"]["location"] == place
    assert (found["v"]["venue"]["title"], found["c"]["contact"]["first_name"]) == ("Office", "Petr")


async def test_button_leads_into_inline_mode(sandbox, inline):
    button = {"text": "Search", "switch_inline_query_current_chat": "roof"}
    sent = await sandbox.ok(
        "sendMessage", chat_id=inline["id"], text="x", reply_markup={"inline_keyboard": [[button]]}
    )
    asked = await sandbox.sim(
        "inline", {"from": inline["id"], "message_id": sent["message_id"], "label": "Search"}
    )
    assert asked["query"] == "roof"
    wish = {"from": inline["id"], "message_id": sent["message_id"], "label": "Find"}
    assert (await sandbox.sim("inline", wish, status=404))["error"].endswith(".")


async def test_button_over_the_results_is_told(sandbox, inline):
    asked = await typed(sandbox, inline)
    button = {"text": "Sign in", "start_parameter": "in"}
    await sandbox.ok("answerInlineQuery", inline_query_id=asked["query_id"], results=[], button=button)
    assert (await typed(sandbox, inline))["answer"]["button"] == button


async def test_group_member_sends_inline(sandbox, inline):
    await sandbox.sim("groups", {"id": -1000000000077, "title": "Masters", "members": [inline["id"]]})
    asked = await typed(sandbox, inline, chat_id=-1000000000077)
    assert latest(sandbox)[0]["inline_query"]["chat_type"] == "supergroup"
    await sandbox.ok("answerInlineQuery", inline_query_id=asked["query_id"], results=[article()])
    wish = {"from": inline["id"], "query_id": asked["query_id"], "result_id": "1", "chat_id": -1000000000077}
    await sandbox.sim("inline/choose", wish)
    assert latest(sandbox, 2)[0]["message"]["chat"]["title"] == "Masters"


REFUSALS = [
    ({"results": {}}, "expected an Array of inline query results"),
    ({"results": [article(str(one)) for one in range(51)]}, "too many inline query results specified"),
    ({"results": ["x"]}, "can't parse inline query result: expected an Object"),
    ({"results": [{"type": "article"}]}, 'can\'t parse inline query result: Can\'t find field "id"'),
    ({"results": [article("")]}, "RESULT_ID_EMPTY"),
    ({"results": [article("x" * 65)]}, "RESULT_ID_INVALID"),
    ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
    ({"results": [article() | {"type": "dream"}]},
     "can't parse inline query result: type 'dream' is not supported for the inline query result"),
    ({"results": [{"type": "article", "id": "1", "title": "x"}]},
     "can't parse inline query result: Message content is not specified"),
    ({"results": [article() | {"title": ""}]}, 'can\'t parse inline query result: Can\'t find field "title"'),
    ({"results": [article(text=" ")]}, "text must be non-empty"),
    ({"results": [article(text="x" * 4097)]}, "message is too long"),
    ({"results": [article(reply_markup={"keyboard": [["x"]]})]}, "inline keyboard expected"),
    ({"results": [{"type": "photo", "id": "1"}]},
     'can\'t parse inline query result: Can\'t find field "photo_file_id"'),
    ({"results": [{"type": "photo", "id": "1", "photo_url": "https://ya.ru/a.jpg"}]}, "WEBDOCUMENT_URL_INVALID"),
    ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
    ({"results": [], "button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
    ({"results": [], "button": {"text": " ", "start_parameter": "a"}},
     "inline query results button text must be non-empty"),
]  # fmt: skip


@pytest.mark.parametrize(("params", "text"), REFUSALS)
async def test_wrong_answer_is_refused(sandbox, inline, params, text):
    asked = await typed(sandbox, inline)
    answer = await sandbox.refused("answerInlineQuery", inline_query_id=asked["query_id"], **params)
    assert answer == (400, f"Bad Request: {text}")


async def test_answer_comes_once_and_in_time(sandbox, inline):
    asked = await typed(sandbox, inline)
    answer = {"inline_query_id": asked["query_id"], "results": []}
    await sandbox.ok("answerInlineQuery", **answer, cache_time=0)
    assert await sandbox.refused("answerInlineQuery", **answer) == (400, f"Bad Request: {TOO_OLD}")
    late = await typed(sandbox, inline)
    await sandbox.sim("clock", {"move": 31})
    answer["inline_query_id"] = late["query_id"]
    assert await sandbox.refused("answerInlineQuery", **answer) == (400, f"Bad Request: {TOO_OLD}")
    answer = await sandbox.refused("editMessageText", inline_message_id="nonsense", text="x")
    assert answer == (400, "Bad Request: MESSAGE_ID_INVALID")


async def test_inline_mode_is_off_until_its_owner_turns_it_on(sandbox, anna):
    error = await sandbox.sim("inline", {"from": anna["id"], "query": "x"}, status=400)
    assert error["error"].startswith("Inline mode is off")
    assert (await sandbox.ok("getMe"))["supports_inline_queries"] is False
