# ruff: noqa: ANN001, ANN002, ANN003, ANN201 - fixtures are typed where they are made
"""What stands just within Telegram's limits is taken, and what just beyond them is not."""

import itertools

import pytest

ANNA = 1001
EMOJI = "\N{GRINNING FACE}"
KEY = {"text": "k", "callback_data": "k"}
LINK = {"text": "k", "url": "tg://resolve?domain=durov"}


def inline(*buttons, **more):
    return {"text": "x", "reply_markup": {"inline_keyboard": [list(buttons)]}} | more


TAKEN = [
    ("sendMessage", {"text": "x" * 4096}),
    ("sendMessage", {"text": EMOJI * 4096}),
    ("sendMessage", {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"}),
    ("sendMessage", inline(*[KEY] * 8)),
    ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": [[KEY] * 5] * 20}}),
    ("sendMessage", {"text": "x", "reply_markup": {"keyboard": [["k"] * 6] * 50}}),
    ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": []}}),
    ("sendMessage", {"text": "x", "reply_markup": {"force_reply": True, "input_field_placeholder": "x" * 64}}),
    ("sendMessage", inline({"text": "k", "callback_data": "x" * 64})),
    ("sendMessage", inline({"text": "k", "callback_data": EMOJI * 16})),
    ("sendMessage", inline({"text": "k", "copy_text": {"text": "x" * 256}})),
    ("sendMessage", inline(LINK, LINK | {"url": "tg://user?id=1001"}, LINK | {"url": "ton://transfer/x"})),
    ("sendMessage", inline(*[KEY | {"style": style} for style in ("danger", "success", "primary")])),
    ("sendMessageDraft", {"draft_id": 1, "text": EMOJI * 4096}),
    ("sendMessageDraft", {"draft_id": 1}),
    ("sendLocation", {"latitude": -90, "longitude": 180, "horizontal_accuracy": 1500, "heading": 360,
                      "proximity_alert_radius": 100000, "live_period": 86400}),
    ("setMyCommands", {"commands": [{"command": "a" * 32, "description": "x" * 256}] * 100}),
    ("unpinAllChatMessages", {}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "params"), TAKEN)
async def test_what_is_within_the_limits_is_taken(shared, method, params):
    more = {} if method == "setMyCommands" else {"chat_id": ANNA}
    assert await shared.ok(method, **more, **params)


async def test_caption_is_counted_in_letters_too(shared, draw):
    sent = await shared.ok("sendPhoto", chat_id=ANNA, photo=("a.jpg", draw()), caption=EMOJI * 1024)
    assert sent["caption"] == EMOJI * 1024
    answer = await shared.refused("sendPhoto", chat_id=ANNA, photo=("a.jpg", draw()), caption=EMOJI * 1025)
    assert answer == (400, "Bad Request: message caption is too long")


ACTIONS = {
    "url": "https://example.com/",
    "callback_data": "k",
    "switch_inline_query": "k",
    "switch_inline_query_current_chat": "k",
    "switch_inline_query_chosen_chat": {"query": "k"},
    "login_url": {"url": "https://example.com/"},
    "web_app": {"url": "https://example.com/"},
    "copy_text": {"text": "k"},
}


async def test_of_several_actions_the_first_in_telegrams_order_counts(shared):
    for first, second in itertools.pairwise(ACTIONS):
        button = {"text": "k", second: ACTIONS[second], first: ACTIONS[first]}
        sent = await shared.ok("sendMessage", chat_id=ANNA, **inline(button))
        [[kept]] = sent["reply_markup"]["inline_keyboard"]
        assert kept == {"text": "k", first: ACTIONS[first]}
    answer = await shared.refused(
        "sendMessage", chat_id=ANNA, **inline(KEY | {"pay": True, "url": "", "callback_data": ""})
    )
    assert answer == (400, "Bad Request: BUTTON_TYPE_INVALID")


async def test_album_has_no_buttons_and_the_log_says_so(shared, draw):
    sent = await shared.ok(
        "sendMediaGroup",
        chat_id=ANNA,
        media=[{"type": "photo", "media": f"attach://{name}"} for name in "ab"],
        reply_markup={"inline_keyboard": [[KEY]]},
        a=("a.jpg", draw()),
        b=("b.jpg", draw()),
    )
    assert [one.get("reply_markup") for one in sent] == [None, None]
    log = await shared.sim("outbox?method=sendMediaGroup&limit=1")
    assert log["calls"][0]["warning"] == "sendMediaGroup has no parameter 'reply_markup'"


async def test_payload_of_a_link_has_sixty_four_letters_at_most(shared):
    message = await shared.sim("message", {"from": ANNA, "start": "x" * 64})
    assert message["text"] == f"/start {'x' * 64}"
    error = await shared.sim("message", {"from": ANNA, "start": "x" * 65}, status=400)
    assert (error["kind"], error["error"]) == (
        "payload",
        "The payload of a deep link is 1 to 64 of A-Z, a-z, 0-9, _ and -.",
    )


PLACES = [
    ("supergroup", "kicked", "bot was kicked from the supergroup chat"),
    ("supergroup", "left", "bot is not a member of the supergroup chat"),
    ("channel", "kicked", "bot was kicked from the channel chat"),
    ("channel", "left", "bot is not a member of the channel chat"),
    ("group", "kicked", "bot was kicked from the group chat"),
    ("group", "left", "bot is not a member of the group chat"),
]


@pytest.mark.parametrize(("kind", "status", "text"), PLACES)
async def test_bot_that_is_out_hears_from_where(shared, kind, status, text):
    chat_id = -7 if kind == "group" else -1000000000007
    await shared.sim("groups", {"id": chat_id, "title": "Away", "type": kind, "members": [ANNA]})
    await shared.sim("member", {"chat_id": chat_id, "user": "bot", "status": status})
    assert await shared.refused("sendMessage", chat_id=chat_id, text="hi") == (403, f"Forbidden: {text}")
    await shared.sim(f"groups/{chat_id}", verb="DELETE")


async def test_phone_and_place_are_asked_for_in_private_only(shared):
    group = {"id": -7, "title": "Masters", "members": [ANNA], "bot": "member"}
    await shared.sim("groups", group)
    for name, text in (
        ("request_contact", "phone number can be requested in private chats only"),
        ("request_location", "location can be requested in private chats only"),
    ):
        keyboard = {"keyboard": [[{"text": "k", name: True}]]}
        answer = await shared.refused("sendMessage", chat_id=-7, text="x", reply_markup=keyboard)
        assert answer == (400, f"Bad Request: {text}")
        assert await shared.ok("sendMessage", chat_id=ANNA, text="x", reply_markup=keyboard)
    await shared.sim("groups/-7", verb="DELETE")


async def test_flood_is_told_in_telegrams_words_and_an_album_counts_as_one(sandbox, anna, draw):
    await sandbox.sim("flood", {"on": True})
    media = [{"type": "photo", "media": f"attach://{name}"} for name in "ab"]
    files = {name: (f"{name}.jpg", draw()) for name in "ab"}
    for _ in range(3):
        await sandbox.ok("sendMediaGroup", chat_id=ANNA, media=media, **files)
    form = {"chat_id": str(ANNA), "text": "hi"}
    url = f"{sandbox.url}/bot123456:AAtest/sendMessage"
    async with sandbox.http.post(url, data=form) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "1")
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
