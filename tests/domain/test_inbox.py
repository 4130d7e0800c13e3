"""Updates are kept once, in order, whatever Telegram sends, BOT-001, promise 1."""

from datetime import timedelta
from typing import Any

import orjson
import pytest

from domain import clock, inbox
from domain.models import InboxUpdate
from domain.settings import Settings
from tests.cast import ANNA, GLEB


def said(update_id: int, text: str, chat: int = ANNA) -> dict[str, Any]:
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1,
            "chat": {"id": chat, "type": "private"},
            "text": text,
        },
    }


async def texts() -> list[str]:
    return [row.payload["message"]["text"] for row in await InboxUpdate.all().order_by("id")]  # type: ignore[index]


async def test_tripled_delivery_is_kept_once(db: Settings) -> None:
    assert await inbox.store([said(1, "раз"), said(1, "раз")]) == 1
    assert await inbox.store([said(1, "раз"), said(2, "два")]) == 1
    assert await texts() == ["раз", "два"]


async def test_identifiers_that_start_again_are_new_updates(db: Settings) -> None:
    await inbox.store([said(7, "до тихой недели")])
    assert await inbox.store([said(7, "после тихой недели")]) == 1
    assert await texts() == ["до тихой недели", "после тихой недели"]


async def test_arrival_is_the_order_not_the_identifiers(db: Settings) -> None:
    await inbox.store([said(900, "а"), said(3, "б"), said(500, "в")])
    await inbox.store([said(1, "г")])
    assert await texts() == ["а", "б", "в", "г"]
    first = await inbox.next_of(ANNA)
    assert first is not None
    assert first.update_id == 900


async def test_nul_and_lone_surrogate_do_not_stop_the_inbox(db: Settings) -> None:
    assert await inbox.store([said(1, "до\0после"), said(2, "хвост\ud83d"), said(3, "🔧")]) == 3
    assert await texts() == ["допосле", "хвост?", "🔧"]


async def test_nothing_stores_nothing(db: Settings) -> None:
    assert await inbox.store([]) == 0


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"edited_message": {"chat": {"id": -100}}}, -100),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, 5),
        ({"callback_query": {"from": {"id": 6}, "inline_message_id": "x"}}, 6),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"poll_answer": {"user": {"id": 6}}}, 6),
        ({"something_new": {}}, 0),
    ],
)
def test_update_belongs_to_its_chat(update: dict[str, Any], chat: int) -> None:
    assert inbox.chat_key({"update_id": 1, **update}) == chat


async def test_first_of_each_chat_waits_and_the_handled_do_not(db: Settings) -> None:
    await inbox.store([said(1, "а"), said(2, "б"), said(3, "в", GLEB)])
    heads = await inbox.waiting()
    assert [head["chat_key"] for head in heads] == [ANNA, GLEB]
    assert await inbox.has_newer(heads[0]["id"], ANNA)
    await inbox.finish(heads[0]["id"])
    assert [head["id"] for head in await inbox.waiting()] == [heads[0]["id"] + 1, heads[1]["id"]]


async def test_poison_is_set_aside_after_three_tries_and_the_chat_goes_on(db: Settings) -> None:
    await inbox.store([said(1, "яд"), said(2, "дальше")])
    lasts = []
    for _ in range(3):
        with clock.moved(timedelta(seconds=2 * len(lasts))):
            row = await inbox.next_of(ANNA)
            assert row is not None
            lasts.append(await inbox.failed(row, "boom"))
    assert lasts == [False, False, True]
    following = await inbox.next_of(ANNA)
    assert following is not None
    assert following.update_id == 2


async def test_failed_row_rests_and_its_chat_with_it(db: Settings) -> None:
    await inbox.store([said(1, "яд"), said(2, "дальше")])
    row = await inbox.next_of(ANNA)
    assert row is not None
    await inbox.failed(row, "boom")
    assert await inbox.next_of(ANNA) is None
    assert await inbox.waiting() == []
    with clock.moved(timedelta(seconds=2)):
        assert len(await inbox.waiting()) == 1


async def test_handled_rows_are_forgotten_after_a_week_and_waiting_ones_never(db: Settings) -> None:
    await inbox.store([said(1, "сделано"), said(2, "ждёт")])
    await inbox.finish((await InboxUpdate.get(update_id=1)).id)
    assert await inbox.forget() == 0
    with clock.moved(timedelta(days=8)):
        assert await inbox.forget() == 1
    assert await texts() == ["ждёт"]


def tapped(update_id: int, data: str, message_id: int = 5, chat: int = ANNA) -> dict[str, Any]:
    message = {"message_id": message_id, "date": 1, "chat": {"id": chat, "type": "private"}}
    return {
        "update_id": update_id,
        "callback_query": {"id": str(update_id), "from": {"id": chat}, "message": message, "data": data},
    }


@pytest.mark.parametrize(
    ("before", "later", "is_second"),
    [
        ([tapped(1, "v:depart:7:2")], 0, True),
        ([tapped(1, "v:arrive:7:2")], 0, False),
        ([tapped(1, "v:depart:7:2", message_id=4)], 0, False),
        ([tapped(1, "v:depart:7:2", chat=GLEB)], 0, False),
        ([tapped(1, "v:depart:7:2"), said(2, "нет")], 0, False),
        ([tapped(1, "v:depart:7:2")], 15, False),
        ([], 0, False),
    ],
)
async def test_the_same_button_moments_later_is_a_second_tap(
    db: Settings, before: list[dict[str, Any]], later: int, is_second: Any
) -> None:
    await inbox.store(before)
    with clock.moved(timedelta(seconds=later)):
        await inbox.store([tapped(9, "v:depart:7:2")])
        assert await inbox.is_second_tap((await InboxUpdate.get(update_id=9)).id) is is_second


def test_cleaning_reaches_every_depth() -> None:
    cleaned = inbox.cleaned({"a": ["x\0", {"b": "\udfff"}], "n": 1, "t": True})
    assert orjson.loads(orjson.dumps(cleaned)) == {"a": ["x", {"b": "?"}], "n": 1, "t": True}
