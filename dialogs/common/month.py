"""A month of days as buttons, each with a mark beside its number; arrows turn to the months around."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram_dialog import DialogManager
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Keyboard

from dialogs.common.turning import today
from domain.texts import Texts

OnDay = Callable[[DialogManager, date], Awaitable[None]]

MONTHS_AHEAD = 24
WEEK = 7
EMPTY = "\u2800"  # Telegram takes no label of spaces alone
_BLANK, _TURN = "-", "m"


@dataclass(frozen=True)
class Month:
    """A month from its first day on, with marks on its days; days before ``least`` can't be chosen."""

    first: date
    least: date
    marks: Mapping[date, str] = field(default_factory=dict)


async def month_shown(manager: DialogManager) -> date:
    """The first day of the month turned to, the present one before anybody turned."""
    text = manager.dialog_data.get("month")
    return date.fromisoformat(text) if text else (await today()).replace(day=1)


def days_in(first: date) -> int:
    """How many days a month has."""
    return (_next(first) - first).days


class MonthDays(Keyboard):
    """The getter's ``month`` as seven columns from Monday on."""

    def __init__(self, on_day: OnDay, id: str = "month", when: WhenCondition = None) -> None:  # noqa: A002
        super().__init__(id=id, when=when)
        self.on_day = on_day

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        t: Texts = manager.middleware_data["t"]
        month: Month = data["month"]
        begins = max(month.first, month.least)  # weeks that are over leave their rows to the screen
        monday = begins - timedelta(days=begins.weekday())
        rows: RawKeyboard = [[self._blank(t.weekday(monday + timedelta(days=n))) for n in range(WEEK)]]
        end = _next(month.first)
        while monday < end:
            rows.append([self._day(monday + timedelta(days=n), month, end) for n in range(WEEK)])
            monday += timedelta(days=WEEK)
        before, after = month.first - timedelta(days=1), end
        turns = [(f"‹ {t.month(before)}", before)] if before >= month.least else []
        if (after - month.least).days < MONTHS_AHEAD * 31:
            turns.append((f"{t.month(after)} ›", after))
        rows.append([self._button(text, f"{_TURN}{to.replace(day=1).toordinal()}") for text, to in turns])
        return rows

    def _day(self, day: date, month: Month, end: date) -> InlineKeyboardButton:
        if not max(month.first, month.least) <= day < end:
            return self._blank("·" if month.first <= day < end else EMPTY)
        return self._button(f"{day.day}{month.marks.get(day, '')}", str(day.toordinal()))

    def _blank(self, text: str) -> InlineKeyboardButton:
        return self._button(text, _BLANK)

    def _button(self, text: str, data: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(text=text, callback_data=self._item_callback_data(data))

    async def _process_item_callback(
        self, callback: CallbackQuery, data: str, dialog: DialogProtocol, manager: DialogManager
    ) -> bool:
        if data.startswith(_TURN):
            manager.dialog_data["month"] = date.fromordinal(int(data.removeprefix(_TURN))).isoformat()
        elif data != _BLANK:
            await self.on_day(manager, date.fromordinal(int(data)))
        return True


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
