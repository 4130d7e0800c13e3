"""A visit is his, and the road takes longer than he has, or he is away then: said at once, forbidden by nobody."""

from aiogram import Bot

from dialogs import view
from domain import absences, company, schedule
from domain.access import Actor
from domain.models import Visit
from domain.texts import Texts

SAID = {"reason.no_time_to_travel": "tight.before", "reason.no_time_to_next": "tight.next"}


async def say_tight(bot: Bot, chat_id: int, visit: Visit, actor: Actor, t: Texts) -> None:
    """Tell the master who has just accepted the visit that his time is tight, if it is, or that he is away."""
    assert actor.id is not None
    ways = await schedule.tight(visit, actor.id)
    if ways:
        said = "; ".join(t.reason({"key": SAID[way.key], "values": way.values}) for way in ways)
        await bot.send_message(chat_id, t.html("tight.warning", ways=said))
    await _say_away(bot, chat_id, visit, actor, t)


async def _say_away(bot: Bot, chat_id: int, visit: Visit, actor: Actor, t: Texts) -> None:
    absence = await absences.during(visit, actor.id or 0)
    if absence is not None:
        kind, days = t(f"absence.kind.{absence.kind}"), view.days_of(absence, await company.zone(), t)
        await bot.send_message(chat_id, t.html("tight.away", kind=kind, days=days))
