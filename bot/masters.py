"""The master's commands: with an order's number they act at once, without one they show the list."""

from collections.abc import Awaitable, Callable

from aiogram import Bot, Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot import commands
from dialogs.master import mine
from dialogs.master.answer import open_accept_list, open_decline, open_decline_list
from dialogs.master.finish import open_finish, open_finish_list
from dialogs.master.pieces import show_card
from dialogs.master.report import open_report, open_report_list
from dialogs.master.tasks import open_tasks
from dialogs.master.upload import open_upload, open_upload_list
from dialogs.refusals import sentence
from domain import offers
from domain.access import Actor, visit_for
from domain.errors import Refused
from domain.texts import Texts

router = Router(name="masters")

OfVisit = Callable[[DialogManager, int], Awaitable[None]]
List = Callable[[DialogManager], Awaitable[None]]


@router.message(commands.MYTASKS.filter(), flags={"right": commands.MYTASKS.right})
async def on_mytasks(_message: Message, dialog_manager: DialogManager) -> None:
    """The master's list."""
    await open_tasks(dialog_manager)


@router.message(commands.ACCEPT.filter(), flags={"right": commands.ACCEPT.right})
async def on_accept(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Accept the order of that number at once, or show what waits for an answer."""
    await route(command, dialog_manager, accept, open_accept_list)


@router.message(commands.DECLINE.filter(), flags={"right": commands.DECLINE.right})
async def on_decline(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Decline the order of that number, or choose one."""
    await route(command, dialog_manager, open_decline, open_decline_list)


@router.message(commands.COMPLETE.filter(), flags={"right": commands.COMPLETE.right})
async def on_complete(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Finish the order of that number, or choose one."""
    await route(command, dialog_manager, open_finish, open_finish_list)


@router.message(commands.REPORT.filter(), flags={"right": commands.REPORT.right})
async def on_report(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Report on the order of that number, or choose one."""
    await route(command, dialog_manager, open_report, open_report_list)


@router.message(commands.UPLOAD.filter(), flags={"right": commands.UPLOAD.right})
async def on_upload(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Take photos of the order of that number, or choose one."""
    await route(command, dialog_manager, open_upload, open_upload_list)


async def route(command: CommandObject, manager: DialogManager, of_visit: OfVisit, show_list: List) -> None:
    """To the visit whose order's number was typed; a wrong number gets a sentence and the list."""
    if not command.args:
        await show_list(manager)
        return
    actor: Actor = manager.middleware_data["actor"]
    try:
        visit = await mine.of_number(actor, command.args)
        await of_visit(manager, visit.id)
    except Refused as refused:
        await say(manager, refused)
        await show_list(manager)


async def accept(manager: DialogManager, visit_id: int) -> None:
    """Accept a visit; its card says that it is his now."""
    data = manager.middleware_data
    await offers.accept(visit_id, by=data["actor"])
    visit = await visit_for(data["actor"], visit_id)
    await show_card(manager, visit.order_id, data["t"].html("answer.accepted", number=visit.order.number))


async def say(manager: DialogManager, refused: Refused) -> None:
    """The sentence of a refusal."""
    bot: Bot = manager.middleware_data["bot"]
    t: Texts = manager.middleware_data["t"]
    await bot.send_message(manager.middleware_data["event_chat"].id, sentence(refused, t))
