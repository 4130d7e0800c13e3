"""Commands of the office, and those everybody has. With an argument they go straight to the matter."""

import re

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot import commands
from bot.help import explanation, overview
from bot.routing import number_of, route
from dialogs import cards
from dialogs.buttons import my_orders
from dialogs.common.find import open_find
from dialogs.common.menu import open_language, speak
from dialogs.common.opening import open_menu
from dialogs.office.alerts import open_alerts
from dialogs.office.assign import open_assign_list, open_assign_number
from dialogs.office.invite import open_invite
from dialogs.office.neworder import open_neworder
from dialogs.office.newtasks import open_newtasks
from dialogs.office.review import open_review
from dialogs.office.series import open_repeat, open_series_list
from dialogs.office.settings import open_settings
from dialogs.office.technicians import open_technicians
from dialogs.office.web import send_link
from dialogs.refusals import has_no_work
from domain import access, people
from domain.access import Actor
from domain.errors import Invalid
from domain.texts import Texts

router = Router(name="office")
WITH_NAME = re.compile(r"(?P<number>[№#]?\s*\d+)\s+(?P<name>\D+)")
LANGUAGE_NAMES = {"ru": "ru", "русский": "ru", "рус": "ru", "en": "en", "english": "en", "английский": "en"}


@router.message(commands.MENU.filter(), flags={"right": commands.MENU.right})
async def on_menu(_message: Message, dialog_manager: DialogManager) -> None:
    """The main menu."""
    await open_menu(dialog_manager)


@router.message(commands.NEWORDER.filter(), flags={"right": commands.NEWORDER.right})
async def on_neworder(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """A new order; what follows the command is the client: a phone, a name, both."""
    await route(command, dialog_manager, open_neworder, open_neworder)


@router.message(commands.NEWTASKS.filter(), flags={"right": commands.NEWTASKS.right})
async def on_newtasks(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """What waits for a master; with a number that order's card."""
    await route(command, dialog_manager, open_card, open_newtasks)


@router.message(commands.ASSIGN.filter(), flags={"right": commands.ASSIGN.right})
async def on_assign(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Masters for the order of that number, or choose one that waits."""
    await route(command, dialog_manager, assign, open_assign_list)


@router.message(commands.REVIEW.filter(), flags={"right": commands.REVIEW.right})
async def on_review(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Reports that wait; with a number that order's card."""
    await route(command, dialog_manager, open_card, open_review)


@router.message(commands.ALERTS.filter(), flags={"right": commands.ALERTS.right})
async def on_alerts(_message: Message, dialog_manager: DialogManager) -> None:
    """What asks the office to act now."""
    await open_alerts(dialog_manager)


@router.message(commands.SERIES.filter(), flags={"right": commands.SERIES.right})
async def on_series(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Recurring orders; with a number how that order is repeated."""
    await route(command, dialog_manager, repeat, open_series_list)


@router.message(commands.FIND.filter(), flags={"right": commands.FIND.right})
async def on_find(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Orders by what follows, or ask for it."""
    await route(command, dialog_manager, open_find, open_find)


@router.message(commands.TECHNICIANS.filter(), flags={"right": commands.TECHNICIANS.right})
async def on_technicians(_message: Message, dialog_manager: DialogManager) -> None:
    """The masters: what each can do, and how full his day is."""
    await open_technicians(dialog_manager)


@router.message(commands.SETTINGS.filter(), flags={"right": commands.SETTINGS.right})
async def on_settings(_message: Message, dialog_manager: DialogManager) -> None:
    """What the company decides of time and promises."""
    await open_settings(dialog_manager)


@router.message(commands.INVITE.filter(), flags={"right": commands.INVITE.right})
async def on_invite(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Invite somebody; what follows is the name."""
    await route(command, dialog_manager, open_invite, open_invite)


@router.message(commands.WEB.filter(), flags={"right": commands.WEB.right})
async def on_web(_message: Message, dialog_manager: DialogManager) -> None:
    """A one-time link into the web."""
    await send_link(dialog_manager)


@router.message(commands.HELP.filter(), flags={"right": commands.HELP.right})
async def on_help(message: Message, command: CommandObject, actor: Actor, t: Texts) -> None:
    """All commands, or the one named."""
    text = explanation(command.args, actor, t) if command.args else overview(actor, t)
    await message.answer(text, reply_markup=my_orders(t) if has_no_work(actor) else None)


@router.message(commands.LANGUAGE.filter(), flags={"right": commands.LANGUAGE.right})
async def on_language(message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """Speak the language named, or choose one."""
    locale = LANGUAGE_NAMES.get((command.args or "").strip().lower())
    if locale is None:
        await open_language(dialog_manager)
        return
    await speak(dialog_manager, locale)
    await message.answer(dialog_manager.middleware_data["t"]("menu.language_set"))


async def open_card(manager: DialogManager, text: str) -> None:
    """The card of the order whose number was typed."""
    data = manager.middleware_data
    order = await access.order_by_number(data["actor"], number_of(text))
    await cards.open_card(data["bot"], data["held"], order.id, data["person"])


async def repeat(manager: DialogManager, text: str) -> None:
    """How the order whose number was typed is repeated, or how it is to be."""
    order = await access.order_by_number(manager.middleware_data["actor"], number_of(text))
    await open_repeat(manager, order.id)


async def assign(manager: DialogManager, text: str) -> None:
    """Masters for the visit that waits at the order whose number was typed; one named behind it is marked."""
    typed = WITH_NAME.fullmatch(text)
    if typed is None:
        await open_assign_number(manager, number_of(text))
        return
    named = await people.masters_named(typed["name"])
    if len(named) != 1:
        raise Invalid("assign.unclear_master", name=typed["name"])
    await open_assign_number(manager, number_of(typed["number"]), named[0].person_id)
