"""The only maker of a Bot: limits shared by all processes, tokens kept out of sight, kinds of failure."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from time import monotonic
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetFile,
    Response,
    SendMediaGroup,
    SendMessage,
    TelegramMethod,
)
from aiohttp import ClientTimeout
from redis.exceptions import RedisError

from domain import wake
from domain.settings import Settings

log = structlog.get_logger()

OVERALL = 30  # messages a second for bulk, Telegram's FAQ "My bot is hitting limits"
RESERVE = 6  # of them kept for what a person asked for
CHAT_BURST = 3
GROUP_PER_MINUTE = 20
PATIENCE = 2.0  # seconds a call waits for its turn before the caller is told to come back

# One token bucket for all, one per chat, and the hold Telegram told us, in one step.
BUCKET = """
local time = redis.call('TIME'); local now = time[1] + time[2] / 1e6
local hold = tonumber(redis.call('GET', KEYS[3]) or 0)
if hold > now then return tostring(hold - now) end
local function level(key, size, rate)
  local row = redis.call('HMGET', key, 'n', 't')
  if not row[1] then return size end
  return math.min(size, tonumber(row[1]) + (now - tonumber(row[2])) * rate)
end
local size, rate, chat_size, chat_rate, reserve =
  tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local all, chat = level(KEYS[1], size, rate), level(KEYS[2], chat_size, chat_rate)
local wait = math.max(0, (1 + reserve - all) / rate, (1 - chat) / chat_rate)
if wait > 0 then return tostring(wait) end
redis.call('HSET', KEYS[1], 'n', all - 1, 't', now); redis.call('EXPIRE', KEYS[1], 120)
redis.call('HSET', KEYS[2], 'n', chat - 1, 't', now); redis.call('EXPIRE', KEYS[2], 120)
return '0'
"""

_bulk: ContextVar[bool] = ContextVar("bulk", default=False)


@contextmanager
def bulk() -> Iterator[None]:
    """Calls in this block stand behind what people asked for."""
    token = _bulk.set(True)
    try:
        yield
    finally:
        _bulk.reset(token)


class MustWait(Exception):
    """Our own limits or Telegram's word: nothing may be sent to this chat for ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"must wait {seconds:.1f} s")
        self.seconds = seconds


class Limits:
    """Telegram's limits, kept by all processes together; by this one alone, at half, while Redis is away."""

    def __init__(self, key: str) -> None:
        self._key = f"workflow:limits:{key}"
        self._local: dict[int | None, tuple[float, float]] = {}

    async def wait_turn(self, chat_id: int) -> None:
        """Return when a message may go to the chat. Raises :class:`MustWait` if that takes too long."""
        deadline = monotonic() + PATIENCE
        while (seconds := await self._ask(chat_id)) > 0:
            if monotonic() + seconds > deadline:
                raise MustWait(seconds)
            await asyncio.sleep(seconds)

    async def hold(self, chat_id: int, seconds: float) -> None:
        """Telegram said to wait: remember it for every process."""
        try:
            redis = wake.redis()
            now, micros = await redis.time()
            until = now + micros / 1e6 + seconds
            await redis.set(f"{self._key}:hold:{chat_id}", until, ex=int(seconds) + 2)
        except (RedisError, OSError, RuntimeError):
            _, rate = _bucket(chat_id)
            self._local[chat_id] = (1 - seconds * rate / 2, monotonic())

    async def _ask(self, chat_id: int) -> float:
        size, rate = _bucket(chat_id)
        keys = (f"{self._key}:all", f"{self._key}:{chat_id}", f"{self._key}:hold:{chat_id}")
        try:
            return float(
                await wake.redis().eval(
                    BUCKET, 3, *keys, OVERALL, OVERALL, size, rate, RESERVE if _bulk.get() else 0
                )
            )
        except (RedisError, OSError, RuntimeError):
            return max(
                self._ask_local(None, OVERALL / 2, OVERALL / 2),
                self._ask_local(chat_id, size / 2 + 1, rate / 2),
            )

    def _ask_local(self, chat_id: int | None, size: float, rate: float) -> float:
        now = monotonic()
        level, at = self._local.get(chat_id, (size, now))
        level = min(size, level + (now - at) * rate)
        if level < 1:
            return (1 - level) / rate
        self._local[chat_id] = (level - 1, now)
        return 0.0


def _bucket(chat_id: int) -> tuple[int, float]:
    """How many messages may go to a chat at once, and how many a second after that."""
    return (CHAT_BURST, 1.0) if chat_id > 0 else (GROUP_PER_MINUTE, GROUP_PER_MINUTE / 60)


class Session(AiohttpSession):
    """aiogram's session with the limits inside, so that nothing can go round them."""

    def __init__(self, limits: Limits, api: TelegramAPIServer) -> None:
        super().__init__(api=api, timeout=30)
        self._limits = limits

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        chat_id = getattr(method, "chat_id", None)
        sends = (
            method.__api_method__.startswith(("send", "copy", "forward"))
            and method.__api_method__ != "sendChatAction"
        )
        if sends and isinstance(chat_id, int):
            await self._limits.wait_turn(chat_id)
        try:
            return await super().make_request(bot, method, timeout)
        except TelegramRetryAfter as error:
            if isinstance(chat_id, int):
                await self._limits.hold(chat_id, error.retry_after)
            raise


def make_bot(settings: Settings) -> Bot:
    """The Bot of this process. Close its session when done."""
    token = settings.bot_token.get_secret_value()
    session = Session(Limits(token.partition(":")[0]), TelegramAPIServer.from_base(settings.telegram_api_url))
    return Bot(
        token, session=session, default=DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True)
    )


class Kind(Enum):
    WAIT = "wait"  # as long as told
    FOREVER = "forever"  # the person can't be reached
    WRONG = "wrong"  # this very message can't be sent, others can
    LATER = "later"  # with back-off


@dataclass(frozen=True)
class Failure:
    """What to do about a call that failed."""

    kind: Kind
    wait: timedelta | None = None


def failure_of(error: Exception) -> Failure | None:
    """The kind of a failed call, None when the error isn't one of sending."""
    match error:
        case MustWait(seconds=seconds):
            return Failure(Kind.WAIT, timedelta(seconds=seconds))
        case TelegramRetryAfter(retry_after=seconds):
            return Failure(Kind.WAIT, timedelta(seconds=seconds))
        case TelegramForbiddenError():
            return Failure(Kind.FOREVER)
        case TelegramBadRequest(message=text) if "chat not found" in text:
            return Failure(Kind.FOREVER)
        case TelegramBadRequest():
            return Failure(Kind.WRONG)
        case (
            TelegramNetworkError() | TelegramServerError() | TelegramUnauthorizedError() | TelegramNotFound()
        ):
            return Failure(Kind.LATER)
        # A file of ours, which has a name; one without is a socket that nobody listens at.
        case FileNotFoundError(filename=name) | PermissionError(filename=name) if name is not None:
            return None
        case TelegramAPIError() | TimeoutError() | OSError():
            return Failure(Kind.LATER)
    return None


# aiogram builds Response[T] classes on demand and holds them weakly: after each garbage collection they are
# made anew, at ten milliseconds each in the loop. Strong references keep those of the methods in use.
_KEPT = [
    Response[method.__returning__]  # type: ignore[name-defined]
    for method in (AnswerCallbackQuery, EditMessageText, GetFile, SendMediaGroup, SendMessage)
]


ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]


class PollFailed(Exception):
    """Telegram refused getUpdates."""

    def __init__(self, code: int, description: str, retry_after: float | None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


async def raw_updates(bot: Bot, offset: int | None, timeout: int) -> list[dict[str, Any]]:
    """Updates as Telegram sent them: what is stored must not have passed through a model of one version.

    Raises :class:`PollFailed`, or what the line raises.
    """
    assert isinstance(bot.session, AiohttpSession)
    session = await bot.session.create_session()
    url = bot.session.api.api_url(bot.token, "getUpdates")
    body: dict[str, Any] = {"timeout": timeout, "limit": 100, "allowed_updates": ALLOWED_UPDATES}
    if offset is not None:
        body["offset"] = offset
    async with session.post(url, json=body, timeout=ClientTimeout(total=timeout + 15)) as response:
        answer = await response.json()
    if not answer.get("ok"):
        retry_after = (answer.get("parameters") or {}).get("retry_after")
        raise PollFailed(
            answer.get("error_code", response.status), answer.get("description", ""), retry_after
        )
    return list(answer["result"])


class FileRefused(Exception):
    """Telegram won't hand this file out: above 20 MB, or gone."""


async def file_chunks(bot: Bot, file_id: str) -> AsyncIterator[bytes]:
    """The bytes of a file as they come. Raises :class:`FileRefused`, or what the line raises.

    The address holds the token: whatever raises here is logged redacted.
    """
    try:
        file = await bot.get_file(file_id)
    except TelegramBadRequest as error:
        raise FileRefused(error.message) from error
    if file.file_path is None:
        raise FileRefused("no path")
    url = bot.session.api.file_url(bot.token, file.file_path)
    async for chunk in bot.session.stream_content(url, timeout=60, chunk_size=65536, raise_for_status=True):
        yield chunk
