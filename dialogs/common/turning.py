"""Windows that show a day, or a week, and turn to others: which one is shown, the arrows, a day typed."""

from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs.common.inputs import text_input
from dialogs.common.widgets import Made
from domain import clock, company, days
from domain.texts import Texts


async def today() -> date:
    """The company's local date."""
    return clock.local(clock.now(), await company.zone()).date()


async def shown_day(manager: DialogManager) -> date:
    """The day turned to, or that the dialog was opened at; today without either."""
    start: Any = manager.start_data or {}
    text = manager.dialog_data.get("day") or start.get("day")
    return date.fromisoformat(text) if text else await today()


def show_day(manager: DialogManager, day: date) -> None:
    """Turn to a day."""
    manager.dialog_data["day"] = day.isoformat()


async def day_of_text(text: str) -> date:
    """The day somebody typed. Raises :class:`Invalid`."""
    return days.parse(text, await today())


def turns(day: date, step: int, t: Texts) -> dict[str, str]:
    """What stands on the arrows around a day."""
    before, after = day - timedelta(days=step), day + timedelta(days=step)
    return {"before": f"‹ {t.brief(before)}", "after": f"{t.brief(after)} ›"}


def arrow(field: str, step: int) -> Button:
    """An arrow by ``step`` days; the getter's ``field`` is its label."""

    async def on_press(_query: CallbackQuery, _button: Any, manager: DialogManager) -> None:
        show_day(manager, await shown_day(manager) + timedelta(days=step))

    return Button(Made(field), id=field, on_click=on_press)


def day_input() -> MessageInput:
    """A typed day turns the window to it."""

    async def on_text(manager: DialogManager, text: str) -> None:
        show_day(manager, await day_of_text(text))

    return text_input(on_text, asked=False)
