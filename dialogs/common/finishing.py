"""Closing a dialog: its window becomes one sentence without buttons."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs import taps
from dialogs.manager import answer_query
from dialogs.wire import failure_of


async def finish(manager: DialogManager, text: str) -> None:
    """Turn the open window into ``text`` (HTML) and close the dialog. The verb has been committed before."""
    await answer_query()
    await taps.leaves(manager)
    bot, chat = manager.middleware_data["bot"], manager.middleware_data["event_chat"]
    message_id = manager.current_stack().last_message_id
    await manager.reset_stack(remove_keyboard=False)
    manager.current_stack().last_message_id = None
    try:
        if isinstance(manager.event, CallbackQuery) and message_id is not None:
            await bot.edit_message_text(text, chat_id=chat.id, message_id=message_id)
            return
        await bot.send_message(chat.id, text)
        if message_id is not None:
            await bot.edit_message_reply_markup(chat_id=chat.id, message_id=message_id)
    except Exception as error:
        if failure_of(error) is None:
            raise
