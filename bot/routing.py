"""What stands behind a command leads straight to the matter; a bare or a wrong one opens the plain window."""

import re
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram_dialog import DialogManager

from dialogs.refusals import sentence
from domain.errors import Invalid, Refused
from domain.texts import Texts

MOST_NUMBER = 2**31 - 1  # what the column of order numbers holds

Plain = Callable[[DialogManager], Awaitable[None]]
WithText = Callable[[DialogManager, str], Awaitable[None]]


async def route(command: CommandObject, manager: DialogManager, act: WithText, plain: Plain) -> None:
    """Go where the argument leads; one that leads nowhere gets a sentence and the plain window."""
    if not command.args:
        await plain(manager)
        return
    try:
        await act(manager, command.args.strip())
    except Refused as refused:
        bot: Bot = manager.middleware_data["bot"]
        t: Texts = manager.middleware_data["t"]
        await bot.send_message(manager.middleware_data["event_chat"].id, sentence(refused, t))
        await plain(manager)


def number_of(text: str) -> int:
    """The number of an order as typed: ``1042``, ``№ 1042``. Raises :class:`Invalid`."""
    typed = re.fullmatch(r"[№#]?\s*(\d{1,10})", text.strip())
    if typed is None or int(typed[1]) > MOST_NUMBER:
        raise Invalid("invalid.order_number")
    return int(typed[1])
