"""Who comes second hears it once: by the notice of it, or by an answer to his press that stands for the notice."""

from aiogram import Bot

from dialogs.manager import answer_query
from dialogs.refusals import plain, refuse, sentence
from domain import locks, offers, outbox
from domain.access import Actor
from domain.errors import Refused
from domain.texts import Texts


async def say_taken(
    bot: Bot, held: locks.Locks, chat_id: int, visit_id: int, refused: Refused, actor: Actor, t: Texts
) -> None:
    """Tell a master that what he accepts is gone, unless he has just been told, or is being told now."""
    if not await held.take(locks.OUTBOX, actor.id or 0):
        # His messages are on their way this moment, the notice among them: the button's answer is enough.
        await answer_query(plain(sentence(refused, t)))
        return
    try:
        notice = await offers.waiting_notice(visit_id, by=actor)
        if notice is None and await offers.lost_just_now(visit_id, by=actor):
            await answer_query(plain(sentence(refused, t)))
        elif await refuse(bot, chat_id, refused, t) and notice is not None:
            await outbox.dropped(notice.id, "he was told in answer to his press")
    finally:
        await held.release(locks.OUTBOX, actor.id or 0)
