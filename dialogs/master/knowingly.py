"""Steps that are asked about once: a visit of a later day begun today, a step taken back."""

from aiogram import Bot
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram_dialog import DialogManager

from dialogs.buttons import StayButton, SureButton
from dialogs.refusals import say_once, sentence
from dialogs.wire import failure_of
from domain import company, visits
from domain.errors import NotToday
from domain.models import Visit
from domain.statuses import STEPS, Action, VisitStatus
from domain.texts import Texts


async def ask_early(bot: Bot, chat_id: int, refused: NotToday, visit: Visit, t: Texts) -> None:
    """Ask whether he begins the visit today all the same."""
    action = Action(refused.values["action"])
    text = f"{sentence(refused, t)} {t.html(f'early.ask.{action}')}"
    await say_once(bot, chat_id, text, _answers(action, visit, t(f"early.yes.{action}"), t("early.no")))


async def ask_back(action: Action, manager: DialogManager, visit_id: int) -> None:
    """Ask whether the step was a mistake, with what becomes of the order."""
    data, t = manager.middleware_data, manager.middleware_data["t"]
    visit = await visits.own(visit_id, data["actor"])
    status = t(f"status.visit.{STEPS[action].target}")
    text = t.html(f"back.ask.{action}", number=visit.order.number, status=status)
    await say_once(
        data["bot"],
        data["event_chat"].id,
        text,
        _answers(action, visit, t(f"back.yes.{action}"), t("back.no")),
    )


async def close_yes(bot: Bot, pressed: CallbackQuery, action: Action, visit: Visit, t: Texts) -> None:
    """What was asked about has been done: the question becomes a line."""
    if action in {Action.DEPART, Action.ARRIVE}:
        await _close(bot, pressed, await _planned("early.begun", visit, t))
        return
    status = t(f"status.visit.{STEPS[action].target}")
    await _close(bot, pressed, t.html("back.done", number=visit.order.number, status=status))


async def close_no(bot: Bot, pressed: CallbackQuery, visit: Visit, t: Texts) -> None:
    """Nothing changes: the question becomes a line that says how the visit stands."""
    if visit.status is VisitStatus.ACCEPTED and visit.starts_at is not None:
        await _close(bot, pressed, await _planned("early.kept", visit, t))
        return
    status = t(f"status.visit.{visit.status}")
    await _close(bot, pressed, t.html("back.kept", number=visit.order.number, status=status))


def _answers(action: Action, visit: Visit, yes: str, no: str) -> InlineKeyboardMarkup:
    sure = SureButton(action=action, visit_id=visit.id, version=visit.version).pack()
    stay = StayButton(visit_id=visit.id).pack()
    rows = [[InlineKeyboardButton(text=text, callback_data=data)] for text, data in ((yes, sure), (no, stay))]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def _planned(key: str, visit: Visit, t: Texts) -> str:
    zone = await company.zone()
    assert visit.starts_at is not None  # who accepted it accepted a time
    return t.html(
        key, number=visit.order.number, day=t.day(visit.starts_at, zone), time=t.time(visit.starts_at, zone)
    )


async def _close(bot: Bot, pressed: CallbackQuery, text: str) -> None:
    """Edit the question; one that can't be edited stays, and its buttons answer."""
    if pressed.message is None:
        return
    try:
        await bot.edit_message_text(text, chat_id=pressed.from_user.id, message_id=pressed.message.message_id)
    except Exception as error:
        if failure_of(error) is None:
            raise
