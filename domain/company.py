"""What the company decides: rows with defaults, read through one door."""

from datetime import time
from time import monotonic
from typing import Any

import orjson

from domain import db, holiday
from domain.errors import Invalid
from domain.models import CompanySetting

KEPT_SECONDS = 1.0
_kept: tuple[float, dict[str, Any]] | None = None

DEFAULTS: dict[str, Any] = {
    "name": "Мастер на час",
    "zone": "Europe/Moscow",
    "currency": "RUB",
    "region": "RU",
    "holidays": "RU",  # country whose public holidays are kept (ISO 3166-1), "" for none
    "emergency_percent": 0,  # of a master's daily limit, kept for urgent visits
    # Hours by ISO week day, each a list of [from, to] on the wall clock.
    "hours": {str(day): [["09:00", "20:00"]] for day in range(1, 8)},
    "offer_minutes": 15,
    "offer_repeats": 1,
    "sla_warn_percent": 80,  # of the promised working time: so much gone, a clock is about to break
    "reveal_hours": 24,
    "travel_kmh": 22,
    "login_link_minutes": 5,
    "session_days": 14,
    "invitation_days": 7,
    "series_days_ahead": 28,  # so long before its time an occurrence becomes an order
    "bot_username": "",  # learnt from getMe when the bot starts
}


async def get(key: str) -> Any:
    """The company's value of ``key``, or its default. Raises KeyError for a key that doesn't exist.

    A change made by another process is seen within a second.
    """
    default = DEFAULTS[key]
    return (await _rows()).get(key, default)


async def _rows() -> dict[str, Any]:
    global _kept  # noqa: PLW0603  # one company per process
    if _kept is None or monotonic() - _kept[0] > KEPT_SECONDS:
        rows = await CompanySetting.all().values_list("key", "value")
        _kept = monotonic(), {str(key): value for key, value in rows}
    return _kept[1]


def forget() -> None:
    """Read the rows anew at the next question."""
    global _kept  # noqa: PLW0603
    _kept = None


async def put(key: str, value: Any) -> None:
    """Set the company's value of ``key``. Raises :class:`Invalid` for a country or a share that isn't one."""
    if key not in DEFAULTS:
        raise KeyError(key)
    if key == "holidays" and value and not holiday.known(value):
        raise Invalid("invalid.country")
    if key == "emergency_percent" and not 0 <= value <= 100:
        raise Invalid("invalid.percent")
    await db.query(
        "INSERT INTO company_setting (key, value) VALUES ($1, $2::jsonb) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        orjson.dumps(value).decode(),
    )
    forget()


async def zone() -> str:
    """The company's IANA time zone."""
    return str(await get("zone"))


def wall(text: str) -> time:
    """A wall-clock time from ``HH:MM``."""
    return time.fromisoformat(text)
