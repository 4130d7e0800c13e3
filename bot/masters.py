"""The master's commands: with an order's number they act at once, without one they show the list."""

from datetime import date

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot import commands
from bot.routing import WithText, number_of, route
from dialogs.common.turning import day_of_text
from dialogs.master import mine
from dialogs.master.answer import open_accept_list, open_decline, open_decline_list, say_tight
from dialogs.master.choosing import OpenVisit, or_card
from dialogs.master.finish import open_finish, open_finish_list
from dialogs.master.leave import open_leave, open_leave_days
from dialogs.master.pieces import show_card
from dialogs.master.report import open_report, open_report_list
from dialogs.master.schedule import open_schedule, open_week
from dialogs.master.status import open_status
from dialogs.master.tasks import open_tasks
from dialogs.master.upload import open_upload, open_upload_list
from dialogs.office.absences import open_absences
from dialogs.office.team import open_team, open_team_master
from domain import days, duty, offers, people
from domain.access import Actor, Right, visit_for
from domain.errors import Invalid
from domain.texts import Texts

router = Router(name="masters")
# What the office may want by a command of masters, who have something else behind it.
OF_OFFICE = {commands.MYTASKS.name, commands.STATUS.name, commands.VACATION.name}


def of_office(message: Message, actor: Actor) -> dict[str, str] | bool:
    """Whether somebody of the office sends a command of masters that it has something like; which one."""
    word = (message.text or "").partition(" ")[0].removeprefix("/").partition("@")[0].lower()
    return {"name": word} if word in OF_OFFICE and actor.is_office and not actor.is_master else False


@router.message(F.text.startswith("/"), of_office, flags={"right": Right.ORDERS_SEE})
async def on_office(message: Message, name: str, dialog_manager: DialogManager, t: Texts) -> None:
    """What masters ask for instead of asking; of the rest, what it is for and what the office has."""
    if name == commands.VACATION.name:
        await open_absences(dialog_manager)
    else:
        await message.answer(t.html(f"masters_only.{name}"))


@router.message(commands.MYTASKS.filter(), flags={"right": commands.MYTASKS.right})
async def on_mytasks(_message: Message, dialog_manager: DialogManager) -> None:
    """The master's list."""
    await open_tasks(dialog_manager)


@router.message(commands.ACCEPT.filter(), flags={"right": commands.ACCEPT.right})
async def on_accept(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Accept the order of that number at once, or show what waits for an answer."""
    await route(command, dialog_manager, of_visit(accept), open_accept_list)


@router.message(commands.DECLINE.filter(), flags={"right": commands.DECLINE.right})
async def on_decline(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Decline the order of that number, or choose one."""
    await route(command, dialog_manager, of_visit(open_decline), open_decline_list)


@router.message(commands.COMPLETE.filter(), flags={"right": commands.COMPLETE.right})
async def on_complete(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Finish the order of that number, or choose one."""
    await route(command, dialog_manager, of_visit(open_finish), open_finish_list)


@router.message(commands.REPORT.filter(), flags={"right": commands.REPORT.right})
async def on_report(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Report on the order of that number, or choose one."""
    await route(command, dialog_manager, of_visit(open_report), open_report_list)


@router.message(commands.UPLOAD.filter(), flags={"right": commands.UPLOAD.right})
async def on_upload(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Take photos of the order of that number, or choose one."""
    await route(command, dialog_manager, of_visit(open_upload), open_upload_list)


@router.message(commands.STATUS.filter(), flags={"right": commands.STATUS.right})
async def on_status(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """On shift, on a break or off, at once by a word; with a number what may be done next at that order."""
    await route(command, dialog_manager, status, open_status)


@router.message(commands.SCHEDULE.filter(), flags={"right": commands.SCHEDULE.right})
async def on_schedule(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """The master's day, the team's for the office; what follows is the day."""
    await route(command, dialog_manager, schedule, open_day)


@router.message(commands.VACATION.filter(), flags={"right": commands.VACATION.right})
async def on_vacation(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """What the master has asked for, or asking to be away; what follows are the days."""
    await route(command, dialog_manager, open_leave_days, open_leave)


def of_visit(act: OpenVisit) -> WithText:
    """``act`` on the visit whose order's number was typed."""

    async def go(manager: DialogManager, text: str) -> None:
        visit = await mine.of_number(manager.middleware_data["actor"], number_of(text))
        await or_card(act, manager, visit)

    return go


async def accept(manager: DialogManager, visit_id: int) -> None:
    """Accept a visit; its card says that it is his now."""
    data = manager.middleware_data
    await offers.accept(visit_id, by=data["actor"])
    visit = await visit_for(data["actor"], visit_id)
    await show_card(manager, visit.order_id, data["t"].html("answer.accepted", number=visit.order.number))
    await say_tight(data["bot"], data["event_chat"].id, visit, data["actor"], data["t"])


async def status(manager: DialogManager, text: str) -> None:
    """The card of the order whose number was typed, or the word that was."""
    if text.lstrip("№# ").isdecimal():
        visit = await mine.of_number(manager.middleware_data["actor"], number_of(text))
        await show_card(manager, visit.order_id)
        return
    await duty.say(duty.parse(text), by=manager.middleware_data["actor"])
    await open_status(manager)


async def schedule(manager: DialogManager, text: str) -> None:
    """The day that was typed; a master's week, or for the office the day of the master whose name it is."""
    actor = manager.middleware_data["actor"]
    if actor.is_master and days.is_week(text):
        await open_week(manager)
        return
    try:
        day = await day_of_text(text)
    except Invalid:
        if not actor.may(Right.CALENDAR_SEE):
            raise Invalid("schedule.unclear_own") from None
        named = await people.masters_named(text)
        if len(named) != 1:
            raise Invalid("schedule.unclear_team") from None
        await open_team_master(manager, named[0].person_id)
    else:
        await open_day(manager, day)


async def open_day(manager: DialogManager, day: date | None = None) -> None:
    """A day as it concerns the actor: the whole team's for the office, his own for a master."""
    may_see_all = manager.middleware_data["actor"].may(Right.CALENDAR_SEE)
    await (open_team if may_see_all else open_schedule)(manager, day)
