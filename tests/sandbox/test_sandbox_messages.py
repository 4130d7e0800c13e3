# ruff: noqa: ANN001, ANN201, ANN202 - fixtures are typed where they are made
"""Messages of the bot: what comes back, what is kept, what edits and deletions do."""

from typing import Any

import pytest

BUTTONS = {"inline_keyboard": [[{"text": "ok", "callback_data": "ok"}]]}
SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
NOT_MODIFIED = (400, SAME)


@pytest.fixture
async def text(sandbox, anna):
    return await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", reply_markup=BUTTONS)


@pytest.fixture
async def photo(sandbox, anna, draw):
    return await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=("a.jpg", draw()), caption="hi")


def at(message):
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


async def test_message_ids_count_from_one_in_each_chat(sandbox, anna, gleb):
    first = await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi")
    assert first["message_id"] == 2
    assert (await sandbox.says(gleb, "/start"))["message_id"] == 1


async def test_answer_carries_sender_chat_and_date(sandbox, anna, text):
    assert text["from"] == {"id": 123456, "is_bot": True, "first_name": "Workflow", "username": "test_bot"}
    assert text["chat"] == {"id": anna["id"], "first_name": "Anna", "username": "anna", "type": "private"}
    assert abs(text["date"] - sandbox.clock()) < 5
    assert text["reply_markup"] == BUTTONS


async def test_json_and_query_are_read_like_forms(sandbox, anna):
    url = f"{sandbox.url}/bot123456:AAtest/sendmessage"
    async with sandbox.http.post(url, json={"chat_id": anna["id"], "text": "json"}) as response:
        assert (await response.json())["result"]["text"] == "json"
    async with sandbox.http.get(url, params={"chat_id": anna["id"], "text": "query"}) as response:
        assert (await response.json())["result"]["text"] == "query"


async def test_unknown_parameter_is_ignored_and_noted(sandbox, anna):
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", colour="red")
    [call] = (await sandbox.sim("outbox?method=sendMessage"))["calls"]
    assert call["warning"] == "sendMessage has no parameter 'colour'"


async def test_longest_text_and_caption_are_taken(sandbox, anna, draw):
    sent = await sandbox.ok(
        "sendMessage", chat_id=anna["id"], text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML"
    )
    assert len(sent["text"]) == 4096
    sent = await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=("a.jpg", draw()), caption="x" * 1024)
    assert len(sent["caption"]) == 1024


async def test_longest_callback_data_is_taken(sandbox, anna):
    markup = {"inline_keyboard": [[{"text": "ok", "callback_data": "x" * 64}]]}
    assert await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", reply_markup=markup)


async def test_first_of_several_actions_wins(sandbox, anna):
    markup = {"inline_keyboard": [[{"text": "ok", "callback_data": "x", "url": "example.com"}]]}
    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", reply_markup=markup)
    assert sent["reply_markup"]["inline_keyboard"] == [[{"text": "ok", "url": "http://example.com/"}]]


async def test_mini_app_may_be_http_on_this_machine(sandbox, anna):
    markup = {"inline_keyboard": [[{"text": "ok", "web_app": {"url": "http://127.0.0.1:8080/app"}}]]}
    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", reply_markup=markup)
    assert sent["reply_markup"] == markup


async def test_empty_inline_keyboard_is_no_keyboard(sandbox, anna):
    sent = await sandbox.ok(
        "sendMessage", chat_id=anna["id"], text="hi", reply_markup={"inline_keyboard": []}
    )
    assert "reply_markup" not in sent


async def test_silent_and_protected_are_kept(sandbox, anna):
    sent = await sandbox.ok(
        "sendMessage", chat_id=anna["id"], text="hi", disable_notification=True, protect_content=True
    )
    assert sent["has_protected_content"] is True
    assert (await sandbox.chat(anna))["messages"][-1]["silent"] is True
    where = {"chat_id": anna["id"], "from_chat_id": anna["id"], "message_id": 2}
    assert await sandbox.refused("forwardMessage", **where) == (
        400,
        "Bad Request: message can't be forwarded",
    )
    assert await sandbox.ok("copyMessage", **where)


async def test_reply_carries_what_it_answers(sandbox, anna, text):
    reply = await sandbox.ok(
        "sendMessage", chat_id=anna["id"], text="re", reply_parameters={"message_id": text["message_id"]}
    )
    assert reply["reply_to_message"]["text"] == "hi"
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="re", reply_parameters=lenient)
    assert "reply_to_message" not in sent


async def test_edit_without_markup_takes_the_buttons_away(sandbox, text):
    edited = await sandbox.ok("editMessageText", **at(text), text="ho")
    assert edited["text"] == "ho"
    assert "edit_date" in edited
    assert "reply_markup" not in edited


async def test_edit_that_changes_nothing_is_refused(sandbox, text, photo):
    assert (
        await sandbox.refused("editMessageText", **at(text), text="hi", reply_markup=BUTTONS) == NOT_MODIFIED
    )
    assert await sandbox.refused("editMessageReplyMarkup", **at(text), reply_markup=BUTTONS) == NOT_MODIFIED
    assert await sandbox.refused("editMessageCaption", **at(photo), caption="hi") == NOT_MODIFIED
    same = {"type": "photo", "media": photo["photo"][-1]["file_id"], "caption": "hi"}
    assert await sandbox.refused("editMessageMedia", **at(photo), media=same) == NOT_MODIFIED


async def test_text_and_caption_are_not_mixed_up(sandbox, text, photo):
    assert await sandbox.refused("editMessageText", **at(photo), text="ho") == (
        400,
        "Bad Request: there is no text in the message to edit",
    )
    assert await sandbox.refused("editMessageCaption", **at(text), caption="ho") == (
        400,
        "Bad Request: there is no caption in the message to edit",
    )


async def test_text_may_become_a_photo(sandbox, text, photo):
    media = {
        "type": "photo",
        "media": photo["photo"][-1]["file_id"],
        "caption": "<b>new</b>",
        "parse_mode": "HTML",
    }
    edited = await sandbox.ok("editMessageMedia", **at(text), media=media)
    assert edited["caption"] == "new"
    assert edited["caption_entities"] == [{"offset": 0, "length": 3, "type": "bold"}]
    assert "text" not in edited


async def test_second_edit_of_media_cancels_the_first(sandbox, text, draw, monkeypatch, wait_until):
    from sandbox import albums

    real, begun = albums.item, []

    async def slow(call, given, too_long):
        begun.append(given)
        if len(begun) == 1:
            await wait_until(lambda: len(begun) == 2)
        return await real(call, given, too_long)

    monkeypatch.setattr(albums, "item", slow)
    import asyncio

    one = {"type": "document", "media": "attach://f"}
    first = asyncio.create_task(sandbox.call("editMessageMedia", **at(text), media=one, f=("a.txt", b"a")))
    await wait_until(lambda: len(begun) == 1)
    second = await sandbox.call("editMessageMedia", **at(text), media=one, f=("b.txt", b"b"))
    assert second["result"]["document"]["file_name"] == "b.txt"
    assert (await first)["description"] == "Bad Request: canceled by new edit message request"


async def test_message_with_a_reply_keyboard_cant_be_edited(sandbox, anna):
    sent = await sandbox.ok(
        "sendMessage", chat_id=anna["id"], text="hi", reply_markup={"keyboard": [["Yes"]]}
    )
    assert await sandbox.refused("editMessageText", **at(sent), text="ho") == (
        400,
        "Bad Request: message can't be edited",
    )


async def test_stored_answer_stays_as_it_was_after_an_edit(sandbox, text):
    await sandbox.ok("editMessageText", **at(text), text="ho")
    calls = (await sandbox.sim("outbox"))["calls"]
    assert [call["answer"]["result"]["text"] for call in calls] == ["hi", "ho"]


async def test_person_s_message_can_be_deleted_by_the_bot(sandbox, anna):
    assert await sandbox.ok("deleteMessage", chat_id=anna["id"], message_id=1) is True
    assert (await sandbox.chat(anna))["messages"] == []


async def test_message_older_than_two_days_stays(sandbox, anna, text):
    await sandbox.sim("age", {"from": anna["id"], "message_id": text["message_id"], "seconds": 48 * 3600 + 1})
    refusal = (400, "Bad Request: message can't be deleted for everyone")
    assert await sandbox.refused("deleteMessage", **at(text)) == refusal
    assert await sandbox.ok("editMessageText", **at(text), text="ho")


async def test_deleting_many_skips_the_missing(sandbox, anna, text):
    assert (
        await sandbox.ok("deleteMessages", chat_id=anna["id"], message_ids=[1, text["message_id"], 77])
        is True
    )
    assert (await sandbox.chat(anna))["messages"] == []


async def test_copy_has_no_origin_and_forward_has(sandbox, anna, text):
    where = {"chat_id": anna["id"], "from_chat_id": anna["id"], "message_id": text["message_id"]}
    copy = await sandbox.ok("copyMessage", **where, parse_mode="HTML")
    assert list(copy) == ["message_id"]
    forward = await sandbox.ok("forwardMessage", **where)
    assert forward["text"] == "hi"
    assert forward["forward_origin"]["sender_user"]["username"] == "test_bot"
    assert "forward_origin" not in (await sandbox.chat(anna))["messages"][-2]


async def test_live_location_moves_and_stops(sandbox, anna):
    where = {"latitude": 55.7, "longitude": 37.6}
    sent = await sandbox.ok("sendLocation", chat_id=anna["id"], **where, live_period=60)
    moved = await sandbox.ok("editMessageLiveLocation", **at(sent), latitude=55.8, longitude=37.6)
    assert moved["location"] == {"latitude": 55.8, "longitude": 37.6, "live_period": 60}
    stopped = await sandbox.ok("stopMessageLiveLocation", **at(sent))
    assert stopped["location"] == {"latitude": 55.8, "longitude": 37.6}
    refusal = (400, "Bad Request: message can't be edited")
    assert await sandbox.refused("editMessageLiveLocation", **at(sent), **where) == refusal


async def test_live_location_ends_with_its_period(sandbox, anna):
    sent = await sandbox.ok("sendLocation", chat_id=anna["id"], latitude=55.7, longitude=37.6, live_period=60)
    sandbox.clock.shift += 61
    assert await sandbox.refused("editMessageLiveLocation", **at(sent), latitude=1, longitude=1) == (
        400,
        "Bad Request: message can't be edited",
    )


async def test_contact_and_venue_are_kept_whole(sandbox, anna):
    sent = await sandbox.ok("sendContact", chat_id=anna["id"], phone_number="+7900", first_name="Petr")
    assert sent["contact"] == {"phone_number": "+7900", "first_name": "Petr"}
    sent = await sandbox.ok(
        "sendVenue", chat_id=anna["id"], latitude=1, longitude=2, title="Home", address="Lenina 1"
    )
    assert sent["venue"]["address"] == "Lenina 1"
    assert sent["location"] == {"latitude": 1.0, "longitude": 2.0}


async def test_pin_leaves_a_service_message_that_the_bot_gets(sandbox, anna, text):
    assert await sandbox.ok("pinChatMessage", **at(text), disable_notification=True) is True
    assert (await sandbox.chat(anna))["pinned"] == [text["message_id"]]
    assert (await sandbox.updates())[-1]["message"]["pinned_message"]["text"] == "hi"
    assert (await sandbox.ok("getChat", chat_id=anna["id"]))["pinned_message"]["text"] == "hi"
    assert await sandbox.ok("unpinChatMessage", chat_id=anna["id"]) is True
    assert (await sandbox.chat(anna))["pinned"] == []


async def test_reaction_is_seen_on_the_message(sandbox, anna):
    thumb = [{"type": "emoji", "emoji": "👍"}]
    assert await sandbox.ok("setMessageReaction", chat_id=anna["id"], message_id=1, reaction=thumb) is True
    assert (await sandbox.chat(anna))["messages"][0]["reactions"] == [thumb[0] | {"by": [123456]}]


async def test_reply_keyboard_shows_until_it_is_taken_away(sandbox, anna):
    keyboard = {
        "keyboard": [[{"text": "Phone", "request_contact": True}]],
        "input_field_placeholder": "Press",
    }
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", reply_markup=keyboard)
    screen = await sandbox.chat(anna)
    assert screen["keyboard"]["keyboard"] == keyboard["keyboard"]
    assert screen["input_placeholder"] == "Press"
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", reply_markup={"remove_keyboard": True})
    assert (await sandbox.chat(anna))["keyboard"] is None


async def test_commands_are_chosen_by_scope_and_language(sandbox, anna):
    async def put(name, **more: Any):
        await sandbox.ok("setMyCommands", commands=[{"command": name, "description": "x"}], **more)

    async def seen():
        return [one["command"] for one in (await sandbox.chat(anna))["commands"]]

    await put("all")
    assert await seen() == ["all"]
    await put("russian", language_code="ru")
    assert await seen() == ["russian"]
    await put("private", scope={"type": "all_private_chats"})
    assert await seen() == ["private"]
    mine = {"type": "chat", "chat_id": anna["id"]}
    await put("mine", scope=mine)
    assert await seen() == ["mine"]
    assert await sandbox.ok("getMyCommands", scope=mine) == [{"command": "mine", "description": "x"}]
    await sandbox.ok("deleteMyCommands", scope=mine)
    assert await seen() == ["private"]


async def test_menu_button_of_a_chat_goes_before_the_default(sandbox, anna):
    assert (await sandbox.chat(anna))["menu_button"] == {"type": "commands"}
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.com/"}}
    await sandbox.ok("setChatMenuButton", menu_button=app)
    assert (await sandbox.chat(anna))["menu_button"] == app
    await sandbox.ok("setChatMenuButton", chat_id=anna["id"], menu_button={"type": "commands"})
    assert (await sandbox.chat(anna))["menu_button"] == {"type": "commands"}
    assert await sandbox.ok("getChatMenuButton") == app


async def test_name_and_descriptions_are_kept_by_language(sandbox):
    await sandbox.ok("setMyDescription", description="all")
    await sandbox.ok("setMyDescription", description="russian", language_code="ru")
    assert await sandbox.ok("getMyDescription", language_code="ru") == {"description": "russian"}
    assert await sandbox.ok("getMyDescription", language_code="en") == {"description": "all"}
    await sandbox.ok("setMyShortDescription", short_description="short")
    assert await sandbox.ok("getMyShortDescription") == {"short_description": "short"}
    await sandbox.ok("setMyName", name="New")
    assert (await sandbox.ok("getMe"))["first_name"] == "New"


async def test_chat_and_member_are_told(sandbox, anna):
    chat = await sandbox.ok("getChat", chat_id=anna["id"])
    assert (chat["type"], chat["first_name"], chat["active_usernames"]) == ("private", "Anna", ["anna"])
    member = await sandbox.ok("getChatMember", chat_id=anna["id"], user_id=anna["id"])
    assert (member["status"], member["user"]["id"]) == ("member", anna["id"])


async def test_draft_is_seen_for_half_a_minute_or_until_the_message_comes(sandbox, anna):
    draft = {"chat_id": anna["id"], "draft_id": 7}
    assert await sandbox.ok("sendMessageDraft", **draft, text="<b>Thin</b>king", parse_mode="HTML") is True
    seen = (await sandbox.chat(anna))["draft"]
    assert (seen["draft_id"], seen["text"], seen["entities"][0]["length"]) == (7, "Thinking", 4)
    await sandbox.sim("clock", {"move": 31})
    assert (await sandbox.chat(anna))["draft"] is None
    await sandbox.ok("sendMessageDraft", **draft)
    assert "text" not in (await sandbox.chat(anna))["draft"]
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="done")
    screen = await sandbox.chat(anna)
    assert (screen["draft"], screen["messages"][-1]["text"]) == (None, "done")


async def test_person_stops_a_draft_and_the_bot_is_told(sandbox, anna):
    draft = {"chat_id": anna["id"], "draft_id": 7, "text": "x"}
    await sandbox.ok("sendMessageDraft", **draft)
    assert (await sandbox.sim("draft/stop", {"from": anna["id"]}, status=404))["error"].endswith(".")
    await sandbox.ok("sendMessageDraft", **draft, can_stop=True)
    assert await sandbox.sim("draft/stop", {"from": anna["id"]}) == {"stopped": True}
    [update] = await sandbox.updates(offset=-1)
    assert update["stopped_message_generation"]["draft_id"] == 7
    assert (await sandbox.chat(anna))["draft"] is None
    await sandbox.ok("sendMessageDraft", **draft, can_stop=True, keep_on_stop=True)
    await sandbox.sim("draft/stop", {"from": anna["id"]})
    assert (await sandbox.chat(anna))["draft"]["text"] == "x"


async def test_everything_is_unpinned_at_once(sandbox, anna):
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="two")
    for number in (1, 2):
        await sandbox.ok("pinChatMessage", chat_id=anna["id"], message_id=number)
    assert (await sandbox.chat(anna))["pinned"] == [1, 2]
    assert await sandbox.ok("unpinAllChatMessages", chat_id=anna["id"])
    assert (await sandbox.chat(anna))["pinned"] == []
