"""A window may be a month old. When the world has moved on: one sentence, and what is true now."""

from aiogram import Bot
from aiogram_dialog import DialogManager

from dialogs import taps
from dialogs.common.opening import reopen
from dialogs.manager import answer_query, query
from domain.access import Actor
from domain.texts import Texts


async def say_outdated(manager: DialogManager, bot: Bot, chat_id: int, actor: Actor, t: Texts) -> None:
    """Tell that the window is out of date and open what the person was at, or the menu.

    For a tap on a window he has left moments ago the answer on the button is enough.
    """
    pressed = query.get()
    said = await taps.on_left(chat_id, pressed.query.data) if pressed else None
    if said is not None:
        await answer_query(t(said))
        await taps.catch_up(manager)
        return
    await answer_query()
    await bot.send_message(chat_id, t("outdated.window"))
    await reopen(manager, actor)
