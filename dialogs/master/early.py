"""A visit planned for a later day begins today only knowingly: he is asked once."""

from aiogram import Bot
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from dialogs.buttons import EarlyButton, StayButton
from dialogs.refusals import say_once, sentence
from dialogs.wire import failure_of
from domain import company
from domain.errors import NotToday
from domain.models import Visit
from domain.statuses import Action
from domain.texts import Texts


async def ask_early(bot: Bot, chat_id: int, refused: NotToday, visit: Visit, t: Texts) -> None:
    """Ask whether he begins the visit today all the same."""
    action = Action(refused.values["action"])
    yes = EarlyButton(action=action, visit_id=visit.id, version=visit.version).pack()
    no = StayButton(visit_id=visit.id).pack()
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=t(f"early.yes.{action}"), callback_data=yes)],
            [InlineKeyboardButton(text=t("early.no"), callback_data=no)],
        ]
    )
    text = f"{sentence(refused, t)} {t.html(f'early.ask.{action}')}"
    await say_once(bot, chat_id, text, keyboard)


async def close_question(bot: Bot, pressed: CallbackQuery, key: str, visit: Visit, t: Texts) -> None:
    """Turn the question into the line of ``key``; one that can't be edited stays, and its buttons answer."""
    if pressed.message is None or visit.starts_at is None:
        return
    zone = await company.zone()
    text = t.html(
        key, number=visit.order.number, day=t.day(visit.starts_at, zone), time=t.time(visit.starts_at, zone)
    )
    try:
        await bot.edit_message_text(text, chat_id=pressed.from_user.id, message_id=pressed.message.message_id)
    except Exception as error:
        if failure_of(error) is None:
            raise
