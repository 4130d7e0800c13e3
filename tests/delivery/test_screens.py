"""A window that can't be drawn now is drawn later; what a person did is never lost with it."""

from time import time
from typing import Any

import pytest
from structlog.testing import capture_logs

from domain import inbox, offers
from domain.models import Draft, InboxUpdate, Screen
from domain.statuses import VisitStatus
from sandbox.pytest import Phone, Telegram
from tests.cast import Cast, again, an_accepted_visit, an_assigned_visit
from tests.delivery.conftest import Sandbox
from tests.waiting import handled, until

REASON = "Сломалась машина 🚗"
trouble = pytest.mark.parametrize(
    "rule",
    [{"code": 429, "retry_after": 1}, {"code": 500}, {"mode": "cut_before"}, {"mode": "cut_after_accept"}],
    ids=["429", "500", "cut before", "cut after"],
)


@pytest.fixture
async def sandbox(anna: Phone, telegram: Telegram) -> Sandbox:
    """The sandbox with anna in it, who has opened the bot."""
    telegram.since = telegram.state()["seq"]
    return Sandbox(telegram)


@trouble
async def test_a_window_that_cannot_be_sent_is_drawn_later(
    cast: Cast, anna: Phone, sandbox: Sandbox, rule: dict[str, Any]
) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.sees("Вы её уже приняли")
    await anna.quiet()
    before = await anna.last_id()
    await sandbox.fault("sendMessage", chat_id=anna.id, **rule)
    await anna.send(REASON)
    await sandbox.met()
    await in_step()
    await anna.sees(REASON, button="Да, вернуть", after=before)
    await anna.press("Да, вернуть")
    await anna.sees("передан в офис")
    assert (await again(visit)).status is VisitStatus.DECLINED
    assert not await Screen.exists()


@trouble
async def test_a_window_that_cannot_be_edited_is_drawn_later(
    cast: Cast, anna: Phone, sandbox: Sandbox, rule: dict[str, Any]
) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.sees("Вы её уже приняли", button="Болею")
    await anna.quiet()
    await sandbox.fault("editMessageText", chat_id=anna.id, **rule)
    await anna.press("Болею")
    await sandbox.met()
    await in_step()
    await anna.sees("Болею", button="Да, вернуть")
    await anna.press("Да, вернуть")
    await anna.sees("передан в офис")
    assert (await again(visit)).status is VisitStatus.DECLINED


@trouble
async def test_an_answer_to_a_press_that_fails_loses_nothing(
    cast: Cast, anna: Phone, sandbox: Sandbox, rule: dict[str, Any]
) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.sees("Вы её уже приняли", button="Болею")
    await sandbox.fault("answerCallbackQuery", **rule)
    await anna.press("Болею")
    await anna.sees("Болею", button="Да, вернуть")
    await sandbox.fault("answerCallbackQuery", 400, description="Bad Request: query is too old")
    await anna.press("Да, вернуть")
    await anna.sees("передан в офис")
    await sandbox.met()
    assert (await again(visit)).status is VisitStatus.DECLINED


async def test_what_was_entered_survives_a_window_that_was_not_drawn(
    cast: Cast, anna: Phone, sandbox: Sandbox
) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send(f"/decline {visit.order.number}")
    await anna.sees("Вы её уже приняли")
    await anna.quiet()
    await sandbox.fault("sendMessage", 500, chat_id=anna.id, times=2)
    await anna.send(REASON)
    await sandbox.met()
    draft = await Draft.get(person=cast.anna)
    assert REASON in str(draft.data)
    await anna.sees(REASON, button="Да, вернуть")


async def test_a_window_is_not_drawn_while_a_newer_update_waits(
    cast: Cast, anna: Phone, sandbox: Sandbox
) -> None:
    before = await anna.last_id()
    await inbox.store(typed(anna, "/mytasks", number) for number in range(5))
    await anna.sees("Сейчас заявок нет", after=before)
    await anna.quiet()
    drawn = [m for m in await anna.messages() if "Сейчас заявок нет" in m.get("text", "")]
    assert len(drawn) == 1
    assert len(await sandbox.calls("sendMessage", cast.anna)) == 1
    assert await InboxUpdate.filter(done_at__isnull=True).count() == 0


async def test_an_update_nobody_can_handle_is_set_aside_and_the_chat_goes_on(
    cast: Cast, anna: Phone, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = await an_assigned_visit(cast)
    tries = 0

    async def broken(*_: Any, **__: Any) -> None:
        nonlocal tries
        tries += 1
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as patched, capture_logs() as logged:
        patched.setattr(offers, "accept", broken)
        await anna.send(f"/accept {visit.order.number}")
        told = await anna.sees("Не получилось обработать")
    row = await InboxUpdate.get(set_aside_at__isnull=False)
    assert (tries, row.attempts) == (inbox.TRIES, inbox.TRIES)
    assert str(row.id) in told["text"]
    assert "a mistake of ours" in row.error
    assert [line["set_aside"] for line in logged if line["event"] == "inbox.failed"] == [False, False, True]
    await anna.send(f"/accept {visit.order.number}")
    await anna.sees("ваша!")
    assert (await again(visit)).status is VisitStatus.ACCEPTED
    await row.delete()


async def in_step() -> None:
    """Wait until every update is handled and no window is behind."""
    await handled()
    await until(Screen.all().count, lambda behind: not behind)


def typed(phone: Phone, text: str, number: int) -> dict[str, Any]:
    """An update as Telegram sends it, of somebody who types faster than the bot answers."""
    person = {"id": phone.id, "is_bot": False, "first_name": phone.name, "language_code": "ru"}
    message = {
        "message_id": 9000 + number,
        "date": int(time()),
        "chat": {"id": phone.id, "type": "private", "first_name": phone.name},
        "from": person,
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
    }
    return {"update_id": 1 + number, "message": message}


async def test_a_refusal_that_cannot_be_told_now_is_told_later_and_sets_nothing_aside(
    cast: Cast, anna: Phone, sandbox: Sandbox
) -> None:
    await sandbox.fault(method="sendMessage", code=429, retry_after=2, times=2)
    await anna.send("/neworder")
    await anna.sees("недоступно")
    await in_step()
    assert not await InboxUpdate.exists(set_aside_at__isnull=False)
    await InboxUpdate.all().update(error="")
