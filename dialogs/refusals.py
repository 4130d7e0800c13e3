"""How a refusal reads in the chat: HTML, values escaped. A tap that is repeated isn't refused twice."""

from aiogram import Bot
from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from dialogs import view
from dialogs.manager import answer_query
from domain import inbox
from domain.access import Actor, Right
from domain.change import cause
from domain.errors import (
    AlreadyAway,
    AlreadyDecided,
    MasterUnfit,
    NotNow,
    NotToday,
    PromiseLeft,
    Refused,
    ReportIncomplete,
    TooEarly,
)
from domain.statuses import OrderStatus
from domain.texts import Texts


def sentence(refused: Refused, t: Texts) -> str:
    """One sentence that says what can't be done and what to do."""
    values = dict(refused.values)
    match refused:
        case MasterUnfit() | PromiseLeft():
            values["reasons"] = "; ".join(t.reason(row) for row in values["reasons"])
        case ReportIncomplete():
            values["missing"] = view.capital("; ".join(t(key) for key in values["missing"]))
        case NotToday():
            start, zone = values["starts_at"], values["zone"]
            values.update(day=t.day(start, zone), time=t.time(start, zone))
        case AlreadyAway():
            absence, zone = values["absence"], values["zone"]
            values.update(
                kind=t(f"absence.kind.{absence.kind}"),
                days=view.days_of(absence, zone, t),
                status=t(f"absence.status.{absence.status}"),
            )
        case AlreadyDecided():
            values["status"] = t(f"absence.status.{values['status']}")
        case TooEarly():
            values.update(status=t(f"status.visit.{values['status']}"), press=t(f"action.{values['step']}"))
        case NotNow():
            kind = "order" if isinstance(values["status"], OrderStatus) else "visit"
            values["status"] = t(f"status.{kind}.{values['status']}")
    return t.html(refused.key, **values)


def has_no_work(actor: Actor) -> bool:
    """Whether the actor is a client or a stranger: what staff are told of commands and numbers isn't for him."""
    return not actor.may(Right.ORDERS_FIND)


def outsiders(actor: Actor, t: Texts) -> str:
    """What somebody hears who asks for what is for staff: a client, or a stranger."""
    return t("client.only_looks" if actor.may(Right.BASICS) else "entry.stranger")


async def refuse(bot: Bot, chat_id: int, refused: Refused, t: Texts) -> bool:
    """Say why not; False when the tap before this one was told it already."""
    return await say_once(bot, chat_id, sentence(refused, t))


async def say_once(bot: Bot, chat_id: int, text: str, keyboard: InlineKeyboardMarkup | None = None) -> bool:
    """Say in the chat what answers a press; to the same press again the button's own answer is enough, False."""
    running = cause.get()
    if running is not None and running.inbox_id is not None and await inbox.is_second_tap(running.inbox_id):
        await answer_query(plain(text))
        return False
    await answer_query()
    await bot.send_message(chat_id, text, reply_markup=keyboard)
    return True


def plain(html: str) -> str:
    """The same for a callback's answer, which knows no HTML."""
    return Markup(html).striptags()  # noqa: S704  # made by t.html
