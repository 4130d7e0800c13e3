"""The only door to the screen. A screen that can't be drawn now is drawn later; the dialog's state stays."""

from contextvars import ContextVar

import structlog
from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog.api.entities import NewMessage, OldMessage, ShowMode
from aiogram_dialog.api.protocols import MessageNotModified
from aiogram_dialog.manager.message_manager import MessageManager

from dialogs.wire import failure_of
from domain import inbox, screens
from domain.change import cause
from domain.models import Card

log = structlog.get_logger()


class Query:
    """The callback query being handled, answered once, as early as the work is done."""

    def __init__(self, query: CallbackQuery, bot: Bot) -> None:
        self.query = query
        self.bot = bot
        self.answered = False

    async def answer(self, text: str | None = None) -> None:
        """Best effort: an answer that fails or comes late loses nothing."""
        if self.answered:
            return
        self.answered = True
        try:
            await self.bot.answer_callback_query(self.query.id, text=text[:200] if text else None)
        except Exception as error:
            if failure_of(error) is None:
                raise
            log.info("callback.answer_failed", error=str(error))


query: ContextVar[Query | None] = ContextVar("query", default=None)


async def answer_query(text: str | None = None) -> None:
    """Answer the callback query being handled, if there is one and it isn't answered yet."""
    running = query.get()
    if running is not None:
        await running.answer(text)


class Screen(MessageManager):
    """aiogram-dialog's message manager made safe: it never raises for what Telegram or the line does.

    The stock one loses the dialog's state on any error of a send, even of a late callback answer.
    """

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        await answer_query()

    async def show_message(
        self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None
    ) -> OldMessage:
        await answer_query()
        chat_id = new_message.chat.id
        if new_message.show_mode is not ShowMode.NO_UPDATE and await self._is_outrun(chat_id):
            await screens.behind(chat_id)
            raise MessageNotModified("a newer update of the chat waits")
        if old_message is not None and await Card.exists(chat_id=chat_id, message_id=old_message.message_id):
            old_message = None  # the button of a card opened this dialog: the card stays what it is
        try:
            shown = await super().show_message(bot, new_message, old_message)
        except Exception as error:
            if failure_of(error) is None:
                raise
            log.warning("screen.behind", chat_id=chat_id, error=str(error))
            await screens.behind(chat_id)
            raise MessageNotModified("will be drawn later") from error
        await screens.drawn(chat_id)
        return shown

    async def remove_kbd(
        self, bot: Bot, show_mode: ShowMode, old_message: OldMessage | None
    ) -> Message | None:
        if old_message is not None and await Card.exists(
            chat_id=old_message.chat.id, message_id=old_message.message_id
        ):
            return None
        try:
            return await super().remove_kbd(bot, show_mode, old_message)
        except Exception as error:
            if failure_of(error) is None:
                raise
            log.info("screen.keyboard_stays", error=str(error))
            return None

    async def _is_outrun(self, chat_id: int) -> bool:
        running = cause.get()
        return (
            running is not None
            and running.inbox_id is not None
            and await inbox.has_newer(running.inbox_id, chat_id)
        )
