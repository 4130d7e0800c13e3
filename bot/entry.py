"""Ways into the bot: /start, deep links, blocking and unblocking; and what a stranger is told."""

from aiogram import Bot, F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import BotCommandScopeChat, CallbackQuery, ChatMemberUpdated, Message
from aiogram_dialog import DialogManager

from bot import commands
from dialogs.common.inputs import opens_card
from dialogs.common.opening import open_menu
from dialogs.outdated import say_outdated
from dialogs.wire import failure_of
from domain import people
from domain.access import Actor, Right, actor_of
from domain.errors import LinkUsed
from domain.models import Person
from domain.texts import Texts, texts

router = Router(name="entry")
OPEN = {"right": None}  # for everybody, strangers too


@router.message(CommandStart(deep_link=True), flags=OPEN)
async def on_deep_link(
    message: Message,
    command: CommandObject,
    bot: Bot,
    dialog_manager: DialogManager,
    person: Person | None,
    t: Texts,
) -> None:
    """An invitation: its opener becomes one of us."""
    sender = message.from_user
    assert sender is not None
    try:
        joined = await people.join(
            command.args or "",
            telegram_id=sender.id,
            name=sender.full_name,
            locale=person.locale if person else t.locale,
        )
    except LinkUsed:
        await message.answer(t("refused.link_used"))
        if person is not None:
            await open_menu(dialog_manager)
        return
    await greet(joined, bot, dialog_manager)


@router.message(CommandStart(), flags=OPEN)
async def on_start(
    message: Message, bot: Bot, dialog_manager: DialogManager, person: Person | None, t: Texts
) -> None:
    """Greet those we know with their menu; tell others how one gets in."""
    if person is None or not actor_of(person).roles:
        await message.answer(t("entry.stranger"))
        return
    await greet(person, bot, dialog_manager)


@router.my_chat_member(F.new_chat_member.status == "member", flags=OPEN)
async def on_unblocked(event: ChatMemberUpdated) -> None:
    """The person unblocked the bot."""
    await people.reachable(event.from_user.id)


@router.my_chat_member(F.new_chat_member.status == "kicked", flags=OPEN)
async def on_blocked(_: ChatMemberUpdated, person: Person | None) -> None:
    """The person blocked the bot: remember it, and tell the office about a master."""
    if person is not None:
        await people.unreachable(person.id)


async def greet(person: Person, bot: Bot, manager: DialogManager) -> None:
    """The commands of the person's roles, a word of welcome, the menu."""
    actor, t = actor_of(person), texts(person.locale)
    manager.middleware_data.update(actor=actor, person=person, t=t)
    await set_menu(bot, actor, person)
    roles = ", ".join(t(f"role.{role}") for role in sorted(actor.roles))
    await bot.send_message(person.telegram_id or 0, t.html("entry.welcome", name=person.name, roles=roles))
    await open_menu(manager)


async def set_menu(bot: Bot, actor: Actor, person: Person) -> None:
    """Telegram's command menu of the chat; best effort, the commands work without it."""
    assert person.telegram_id is not None
    try:
        await bot.set_my_commands(
            commands.menu_of(actor), scope=BotCommandScopeChat(chat_id=person.telegram_id)
        )
    except Exception as error:
        if failure_of(error) is None:
            raise


last_router = Router(name="last")


@last_router.message(flags=OPEN)
async def on_anything(message: Message, dialog_manager: DialogManager, actor: Actor, t: Texts) -> None:
    """What nobody else took: an order's number opens its card; a stranger is told how one gets in, others the menu."""
    if await opens_card(dialog_manager, message.text or ""):
        return
    await message.answer(t("entry.not_understood") if actor.may(Right.BASICS) else t("entry.stranger"))


@last_router.callback_query(flags=OPEN)
async def on_any_button(
    event: CallbackQuery, bot: Bot, dialog_manager: DialogManager, actor: Actor, t: Texts
) -> None:
    """A button of a window the person may not use any more, or of another bot's making."""
    if actor.may(Right.BASICS):
        await say_outdated(dialog_manager, bot, event.from_user.id, actor, t)
    else:
        await bot.send_message(event.from_user.id, t("entry.stranger"))
