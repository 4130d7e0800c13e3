"""Who comes second hears it once: by the notice of it, or by an answer to his press that stands for the notice."""

from aiogram import Bot

from dialogs.manager import answer_query
from dialogs.refusals import plain, refuse, sentence
from domain import offers, outbox
from domain.access import Actor
from domain.errors import Refused
from domain.texts import Texts


async def say_taken(bot: Bot, chat_id: int, visit_id: int, refused: Refused, actor: Actor, t: Texts) -> None:
    """Tell a master that what he accepts is gone, unless he has just been told."""
    notice = await offers.waiting_notice(visit_id, by=actor)
    if notice is None and await offers.lost_just_now(visit_id, by=actor):
        await answer_query(plain(sentence(refused, t)))
        return
    if await refuse(bot, chat_id, refused, t) and notice is not None:
        await outbox.dropped(notice.id, "he was told in answer to his press")
