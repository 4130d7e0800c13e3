"""Telegram's limits, kept by all processes together; kinds of failure; tokens that stay out of sight."""

import asyncio
import errno
import socket
from pathlib import Path
from time import monotonic

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage
from aiohttp import ClientResponseError
from redis.asyncio import Redis

from dialogs import wire
from dialogs.wire import Failure, Kind, Limits, MustWait, bulk, failure_of
from domain import wake
from domain.log import redacted
from domain.settings import Settings
from sandbox.pytest import Phone
from tests.delivery.conftest import Sandbox

CHAT = 5001
GROUP = -100_5001
CALL = SendMessage(chat_id=CHAT, text="x")


@pytest.fixture
def quick() -> None:
    """Here the limits are Telegram's own."""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that doesn't come at once is told, not waited for."""
    monkeypatch.setattr(wire, "PATIENCE", 0.0)


async def test_three_go_at_once_and_the_fourth_waits_a_second(db: Settings) -> None:
    limits, began = Limits("burst"), monotonic()
    for _ in range(3):
        await limits.wait_turn(CHAT)
    waited = await limits._ask(CHAT)
    assert 1 - (monotonic() - began) - 0.05 <= waited <= 1
    await limits.wait_turn(CHAT)
    assert monotonic() - began >= 0.95


async def test_another_chat_does_not_wait(db: Settings, impatient: None) -> None:
    limits = Limits("chats")
    await used_up(limits, CHAT)
    await limits.wait_turn(CHAT + 1)


async def test_two_processes_share_one_bucket(db: Settings, impatient: None) -> None:
    one, two = Limits("shared"), Limits("shared")
    taken = await asyncio.gather(*(took(limits, CHAT) for limits in [one, two] * 5))
    assert taken.count(True) == 3


async def test_a_hold_told_to_one_is_kept_by_the_other(db: Settings, impatient: None) -> None:
    one, two = Limits("held"), Limits("held")
    await one.hold(CHAT, 7)
    with pytest.raises(MustWait) as told:
        await two.wait_turn(CHAT)
    assert 6.5 < told.value.seconds <= 7
    await two.wait_turn(CHAT + 1)


async def test_a_hold_of_a_second_is_not_cut_short(db: Settings, impatient: None) -> None:
    limits = Limits("whole")
    for chat in range(CHAT, CHAT + 5):
        began = monotonic()
        await limits.hold(chat, 1)
        assert await limits._ask(chat) > 0.99 - (monotonic() - began)


async def test_429_of_telegram_becomes_a_hold(
    bot: Bot, sandbox: Sandbox, phones: dict[str, Phone], impatient: None
) -> None:
    anna = phones["anna"]
    await sandbox.fault("sendMessage", 429, chat_id=anna.id, retry_after=9)
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(anna.id, "x")
    with pytest.raises(MustWait):
        await bot.send_message(anna.id, "x")
    assert len(await sandbox.calls("sendMessage")) == 1


async def test_bulk_leaves_the_reserve_to_what_people_asked_for(db: Settings, impatient: None) -> None:
    limits = Limits("bulk")
    with bulk():
        sent = [await took(limits, CHAT + n) for n in range(wire.OVERALL)]
    assert sent.count(True) < wire.OVERALL
    assert await took(limits, CHAT + 1000)


async def test_a_group_gets_twenty_a_minute(db: Settings, impatient: None) -> None:
    limits = Limits("group")
    assert [await took(limits, GROUP) for _ in range(wire.GROUP_PER_MINUTE + 1)] == [True] * 20 + [False]
    assert 2 < await limits._ask(GROUP) <= 3


async def test_without_redis_a_process_limits_itself(
    db: Settings, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = Redis.from_url("redis://127.0.0.1:1", socket_connect_timeout=1)
    monkeypatch.setattr(wake, "_redis", dead)
    limits = Limits("alone")
    assert [await took(limits, CHAT) for _ in range(4)] == [True, True, False, False]
    await limits.hold(CHAT + 1, 5)
    with pytest.raises(MustWait) as told:
        await limits.wait_turn(CHAT + 1)
    assert 4.5 < told.value.seconds <= 5
    sent = [await took(limits, CHAT + 10 + n) for n in range(wire.OVERALL)]
    assert 10 <= sent.count(True) < wire.OVERALL


@pytest.mark.parametrize(
    ("error", "kind", "seconds"),
    [
        (MustWait(4), Kind.WAIT, 4),
        (TelegramRetryAfter(CALL, "Too Many Requests", 5), Kind.WAIT, 5),
        (TelegramForbiddenError(CALL, "Forbidden: bot was blocked by the user"), Kind.FOREVER, None),
        (TelegramForbiddenError(CALL, "Forbidden: user is deactivated"), Kind.FOREVER, None),
        (TelegramBadRequest(CALL, "Bad Request: chat not found"), Kind.FOREVER, None),
        (TelegramBadRequest(CALL, "Bad Request: can't parse entities"), Kind.WRONG, None),
        (TelegramNetworkError(CALL, "cut"), Kind.LATER, None),
        (TelegramServerError(CALL, "Internal Server Error"), Kind.LATER, None),
        (TelegramUnauthorizedError(CALL, "Unauthorized"), Kind.LATER, None),
        (TelegramNotFound(CALL, "Not Found"), Kind.LATER, None),
        (TimeoutError(), Kind.LATER, None),
        (ConnectionResetError(), Kind.LATER, None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_every_failure_has_a_kind(error: Exception, kind: Kind, seconds: float | None) -> None:
    failure = failure_of(error)
    assert isinstance(failure, Failure)
    assert failure.kind is kind
    assert (failure.wait.total_seconds() if failure.wait else None) == seconds


def test_a_mistake_of_ours_is_no_failure_of_sending() -> None:
    assert failure_of(KeyError("order")) is None


def test_a_file_that_is_lost_is_no_failure_of_sending_and_a_socket_that_is_away_is(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as lost:
        (tmp_path / "screen").read_bytes()
    assert failure_of(lost.value) is None
    assert failure_of(PermissionError(errno.EACCES, "Permission denied", tmp_path / "screen")) is None
    with socket.socket(socket.AF_UNIX) as link, pytest.raises(FileNotFoundError) as away:
        link.connect(str(tmp_path / "socket"))
    assert failure_of(away.value) == Failure(Kind.LATER)


async def test_a_failed_download_does_not_tell_the_token(bot: Bot, sandbox: Sandbox) -> None:
    url = bot.session.api.file_url(bot.token, "photos/no_such_file.jpg")
    with pytest.raises(ClientResponseError) as failed:
        async for _ in bot.session.stream_content(url, timeout=5, chunk_size=1024, raise_for_status=True):
            pass
    assert bot.token in repr(failed.value)
    assert bot.token.partition(":")[2] not in redacted(repr(failed.value))
    assert "<token>" in redacted(repr(failed.value))


async def took(limits: Limits, chat: int) -> bool:
    """Whether a message may go at once."""
    try:
        await limits.wait_turn(chat)
    except MustWait:
        return False
    return True


async def used_up(limits: Limits, chat: int) -> None:
    """The chat's burst is gone."""
    while await took(limits, chat):
        pass
