# ruff: noqa: ANN001, ANN201, ANN202 - fixtures are typed where they are made
"""What clients really send: forms, queries and JSON in every shape that Telegram takes."""

from typing import Any

import orjson
import pytest

TOKEN = "123456:AAtest"


@pytest.fixture
def send(sandbox):
    """`send("sendMessage", …)`: a raw request; the body of the answer."""

    async def ask(method: str, *, verb: str = "POST", **request: Any):
        async with sandbox.http.request(verb, f"{sandbox.url}/bot{TOKEN}/{method}", **request) as response:
            return orjson.loads(await response.read())

    return ask


@pytest.mark.parametrize(
    "request_",
    [
        {"verb": "GET", "params": {"chat_id": "1001", "text": "hi"}},
        {"verb": "GET", "data": {"chat_id": "1001", "text": "hi"}},
        {"params": {"chat_id": "1001", "text": "hi"}},
        {"params": {"chat_id": "1001"}, "data": {"text": "hi"}},
        {"data": {"chat_id": "1001", "text": "hi"}},
        {"json": {"chat_id": 1001, "text": "hi"}},
        {"json": {"chat_id": "1001", "text": "hi", "parse_mode": None, "reply_markup": None}},
        {
            "data": b'{"chat_id":1001,"text":"hi"}',
            "headers": {"Content-Type": "application/json; charset=utf-8"},
        },
        {"data": {"chat_id": "1001", "text": "hi", "parse_mode": "", "reply_markup": "", "entities": "[]"}},
        {
            "json": {
                "chat_id": 1001,
                "text": "hi",
                "entities": [],
                "reply_markup": {},
                "reply_to_message_id": 0,
            }
        },
        {
            "data": {
                "chat_id": " 1001 ",
                "text": "hi",
                "disable_notification": "True",
                "message_thread_id": "",
            }
        },
        {"json": {"chat_id": 1001, "text": "hi", "disable_web_page_preview": True, "nonsense": [1]}},
        {"json": {"chat_id": 1001, "text": "hi", "reply_markup": '{"inline_keyboard":[]}'}},
    ],
)
async def test_message_comes_through_whatever_its_clothes(send, anna, request_):
    body = await send("sendMessage", **request_)
    assert body["ok"], body
    assert body["result"]["text"] == "hi"


@pytest.mark.parametrize("name", ["sendMessage", "SENDMESSAGE", "sendmessage", "SendMessage"])
async def test_name_of_a_method_has_no_case(send, anna, name):
    assert (await send(name, json={"chat_id": 1001, "text": "hi"}))["ok"]


@pytest.mark.parametrize("mode", ["html", "HTML", "Html"])
async def test_parse_mode_has_no_case(send, anna, mode):
    body = await send("sendMessage", json={"chat_id": 1001, "text": "<b>hi</b>", "parse_mode": mode})
    assert body["result"]["entities"] == [{"offset": 0, "length": 2, "type": "bold"}]


@pytest.mark.parametrize("mode", ["markdown", "Markdown", "markdownv2", "MARKDOWNV2"])
async def test_markdown_has_no_case_either(send, anna, mode):
    body = await send("sendMessage", json={"chat_id": 1001, "text": "*hi*", "parse_mode": mode})
    assert body["result"]["entities"][0]["type"] == "bold"


async def test_parse_mode_none_is_none_and_without_a_text_nobody_looks_at_it(send, sandbox, anna, draw):
    body = await send("sendMessage", data={"chat_id": "1001", "text": "<b>hi</b>", "parse_mode": "None"})
    assert body["result"]["text"] == "<b>hi</b>"
    assert await sandbox.ok("sendPhoto", chat_id=1001, photo=("a.jpg", draw()), parse_mode="rtf")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"offset": "", "limit": "", "timeout": ""},
        {"offset": "0", "limit": "0", "timeout": "0"},
        {"offset": "-1", "limit": "1000", "allowed_updates": ""},
        {"allowed_updates": "[]"},
        {"allowed_updates": '["message","no_such_update"]'},
        {"allowed_updates": "null", "unknown": "1"},
    ],
)
async def test_updates_are_asked_for_in_many_ways(send, anna, query):
    for request in ({"verb": "GET", "params": query}, {"data": query}):
        body = await send("getUpdates", **request)
        assert [update["message"]["text"] for update in body["result"]] == ["/start"]


async def test_updates_by_json_with_numbers_as_texts(send, anna):
    assert (await send("getUpdates", json={"offset": "0", "timeout": "0", "allowed_updates": ["message"]}))[
        "result"
    ]


async def test_no_body_at_all_is_no_parameters(send, anna):
    assert (await send("getMe", data=b""))["ok"]
    assert (await send("getMe", verb="GET", headers={"Content-Type": "application/json"}))["ok"]
    assert (await send("getMe", json={}))["ok"]


def form(*parts: tuple[str, bytes]) -> dict:
    """A form put together by hand: the rest of a part's first line, and its content."""
    body = b"".join(
        b"--edge\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
        for head, content in parts
    )
    return {"data": body + b"--edge--\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=edge"}}


@pytest.mark.parametrize(
    "name",
    ['filename="акт.txt"', "filename=акт.txt", 'filename="a\\"b.txt"', "FileName=a.txt", 'filename=""'],
)
async def test_file_s_name_is_quoted_or_not_and_in_any_letters(send, anna, name):
    request = form(('name="chat_id"', b"1001"), (f"name=document; {name}\r\nContent-Type: text/plain", b"x"))
    body = await send("sendDocument", **request)
    assert body["ok"], body
    assert body["result"]["document"]["file_size"] == 1


async def test_attached_file_is_found_by_its_name(send, anna, draw):
    media = orjson.dumps([{"type": "photo", "media": f"attach://{name}"} for name in ("a", "файл")])
    request = form(
        ("name=chat_id", b"1001"),
        ('name="media"', media),
        ('name="a"; filename="a"', draw()),
        ('name="файл"; filename="0f3b.dat"', draw(50, 50)),
    )
    assert len((await send("sendMediaGroup", **request))["result"]) == 2


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        (form(("", b"1001")), "field name in multipart/form-data not found"),
        (
            {"data": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=edge"}},
            "boundary not found",
        ),
        ({"data": b"x", "headers": {"Content-Type": "multipart/form-data"}}, "boundary not found"),
        (
            {"data": b"--edge\r\nCo", "headers": {"Content-Type": "multipart/form-data; boundary=edge"}},
            "boundary not found",
        ),
        ({"data": b"{", "headers": {"Content-Type": "application/json"}}, "can't parse JSON object"),
    ],
)
async def test_broken_body_is_refused_in_words(send, anna, request_, why):
    body = await send("sendMessage", **request_)
    assert (body["error_code"], body["description"]) == (400, f"Bad Request: {why}")


async def test_method_named_among_the_parameters_is_no_matter(send, sandbox, anna):
    assert (await send("sendMessage", data={"method": "sendMessage", "chat_id": "1001", "text": "hi"}))["ok"]
    assert "warning" not in (await sandbox.sim("outbox?method=sendMessage"))["calls"][-1]


async def test_plain_keyboard_has_twelve_buttons_in_a_row(sandbox, anna):
    keyboard = {"keyboard": [["x"] * 12]}
    assert (await sandbox.ok("sendMessage", chat_id=1001, text="hi", reply_markup=keyboard))["message_id"]
    answer = await sandbox.refused(
        "sendMessage", chat_id=1001, text="hi", reply_markup={"keyboard": [["x"] * 13]}
    )
    assert answer == (400, "Bad Request: reply markup is too long")
