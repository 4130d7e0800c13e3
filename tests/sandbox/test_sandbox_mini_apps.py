# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Mini Apps: how they are opened, what they are told, and what they send."""

from urllib.parse import parse_qs, urlsplit

import pytest
from aiogram.utils.web_app import check_webapp_signature, safe_parse_webapp_init_data

TOKEN = "123456:AAtest"
APP = {"url": "http://127.0.0.1:8080/app?x=1"}


@pytest.fixture
async def asked(sandbox, anna):
    """A message with a button that opens the app."""
    rows = [[{"text": "Open", "web_app": APP}]]
    sent = await sandbox.ok(
        "sendMessage", chat_id=anna["id"], text="x", reply_markup={"inline_keyboard": rows}
    )
    return {"from": anna["id"], "message_id": sent["message_id"]}


async def test_button_opens_an_app_with_data_that_aiogram_believes(sandbox, anna, asked):
    await sandbox.sim("clock", {"set": 1893456000, "freeze": True})
    opened = await sandbox.sim("web_app", asked | {"label": "Open"})
    address = urlsplit(opened["url"])
    words = parse_qs(address.fragment)
    assert opened["url"].startswith(APP["url"] + "#tgWebAppData=")
    assert (words["tgWebAppData"], words["tgWebAppPlatform"]) == ([opened["init_data"]], ["web"])
    assert check_webapp_signature(TOKEN, opened["init_data"])
    found = safe_parse_webapp_init_data(TOKEN, opened["init_data"])
    assert (found.user.id, found.user.first_name, found.user.language_code) == (anna["id"], "Anna", "ru")
    assert (found.auth_date.timestamp(), found.query_id) == (1893456000, opened["query_id"])
    assert not check_webapp_signature("123456:AAother", opened["init_data"])
    assert not check_webapp_signature(TOKEN, opened["init_data"].replace("Anna", "Olga"))


async def test_menu_button_and_direct_link_open_apps(sandbox, anna):
    none = await sandbox.sim("web_app", {"from": anna["id"], "menu": True}, status=404)
    assert none["error"] == "The menu button of this chat opens no Mini App."
    menu = {"type": "web_app", "text": "Plan", "web_app": APP}
    await sandbox.ok("setChatMenuButton", chat_id=anna["id"], menu_button=menu)
    opened = await sandbox.sim("web_app", {"from": anna["id"], "menu": True})
    assert (opened["kind"], opened["text"], bool(opened["query_id"])) == ("menu", "Plan", True)
    linked = await sandbox.sim("web_app", {"from": anna["id"], "url": APP["url"], "start_param": "order_7"})
    found = safe_parse_webapp_init_data(TOKEN, linked["init_data"])
    assert (found.start_param, found.chat_type, found.query_id) == ("order_7", "sender", None)


async def test_app_answers_in_the_person_s_name(sandbox, anna, asked):
    opened = await sandbox.sim("web_app", asked)
    result = {
        "type": "article",
        "id": "1",
        "title": "x",
        "input_message_content": {"message_text": "From the app"},
    }
    answer = {"web_app_query_id": opened["query_id"], "result": result}
    assert await sandbox.ok("answerWebAppQuery", **answer) == {}
    last = (await sandbox.chat(anna))["messages"][-1]
    assert (last["text"], last["out"], last["via_bot"]["username"]) == ("From the app", True, "test_bot")
    code, text = await sandbox.refused("answerWebAppQuery", **answer)
    assert (code, text.startswith("Bad Request: query is too old")) == (400, True)


async def test_app_of_the_keyboard_sends_data(sandbox, anna):
    markup = {"keyboard": [[{"text": "Measure", "web_app": APP}]]}
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="x", reply_markup=markup)
    opened = await sandbox.sim("web_app", {"from": anna["id"], "label": "Measure"})
    assert (opened["kind"], opened["init_data"], opened["query_id"]) == ("keyboard", "", None)
    await sandbox.sim("web_app/data", {"from": anna["id"], "label": "Measure", "data": '{"m2": 12}'})
    message = (await sandbox.updates(offset=-1))[-1]["message"]
    assert message["web_app_data"] == {"data": '{"m2": 12}', "button_text": "Measure"}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("web_app", {"from": 1001, "url": "http://127.0.0.1/", "start_param": "a b"}),
        ("web_app/data", {"from": 1001, "data": ""}),
        ("web_app/data", {"from": 1001, "data": "x" * 4097}),
    ],
)
async def test_nonsense_about_apps_gets_a_sentence(sandbox, anna, path, body):
    assert (await sandbox.sim(path, body, status=400))["error"].endswith(".")


async def test_missing_button_is_named(sandbox, anna, asked):
    error = await sandbox.sim("web_app", asked | {"label": "Close"}, status=404)
    assert error == {"error": "There is no such button; those that open a Mini App here: 'Open'."}


async def test_script_is_served(sandbox):
    async with sandbox.http.get(f"{sandbox.url}/telegram-web-app.js") as response:
        text = await response.text()
        assert response.content_type == "text/javascript"
    for name in (
        "initData",
        "initDataUnsafe",
        "sendData",
        "MainButton",
        "BackButton",
        "themeParams",
        "onEvent",
    ):
        assert name in text
