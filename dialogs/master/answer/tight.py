"""A visit is his, and the road to it or on from it takes longer than he has: said at once, forbidden by nobody."""

from aiogram import Bot

from domain import schedule
from domain.access import Actor
from domain.models import Visit
from domain.texts import Texts

SAID = {"reason.no_time_to_travel": "tight.before", "reason.no_time_to_next": "tight.next"}


async def say_tight(bot: Bot, chat_id: int, visit: Visit, actor: Actor, t: Texts) -> None:
    """Tell the master who has just accepted the visit that his time is tight, if it is."""
    assert actor.id is not None
    ways = await schedule.tight(visit, actor.id)
    if ways:
        said = "; ".join(t.reason({"key": SAID[way.key], "values": way.values}) for way in ways)
        await bot.send_message(chat_id, t.html("tight.warning", ways=said))
