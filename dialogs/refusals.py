"""How a refusal reads in the chat: HTML, values escaped. A tap that is repeated isn't refused twice."""

from aiogram import Bot
from markupsafe import Markup

from dialogs.manager import answer_query
from domain import inbox
from domain.change import cause
from domain.errors import MasterUnfit, NotNow, Refused, ReportIncomplete
from domain.statuses import OrderStatus
from domain.texts import Texts


def sentence(refused: Refused, t: Texts) -> str:
    """One sentence that says what can't be done and what to do."""
    values = dict(refused.values)
    match refused:
        case MasterUnfit():
            values["reasons"] = "; ".join(t(r["key"], **r["values"]) for r in values["reasons"])
        case ReportIncomplete():
            values["missing"] = "; ".join(t(key) for key in values["missing"])
        case NotNow():
            kind = "order" if isinstance(values["status"], OrderStatus) else "visit"
            values["status"] = t(f"status.{kind}.{values['status']}")
    return t.html(refused.key, **values)


async def refuse(bot: Bot, chat_id: int, refused: Refused, t: Texts) -> bool:
    """Say why not; False when the tap before this one was told it already: then a word on the button is enough."""
    text, running = sentence(refused, t), cause.get()
    if running is not None and running.inbox_id is not None and await inbox.is_second_tap(running.inbox_id):
        await answer_query(plain(text))
        return False
    await answer_query()
    await bot.send_message(chat_id, text)
    return True


def plain(html: str) -> str:
    """The same for a callback's answer, which knows no HTML."""
    return Markup(html).striptags()  # noqa: S704  # made by t.html
