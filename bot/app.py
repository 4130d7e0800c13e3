"""The one place where routers, dialogs and middlewares meet."""

from collections.abc import Mapping
from typing import Any

import orjson
from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.base import DefaultKeyBuilder, StorageKey
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import Chat, User
from aiogram_dialog import ShowMode, StartMode, setup_dialogs
from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    ChatEvent,
    Context,
    DialogAction,
    DialogStartEvent,
    DialogUpdate,
    DialogUpdateEvent,
    Stack,
)
from aiogram_dialog.api.protocols import StackAccessValidator
from aiogram_dialog.manager.updater import Updater
from redis.asyncio import Redis

from bot import actions, entry, errors, masters, office, strays
from bot.middlewares import Allowed, NoHiddenCallback, Pressed, Who
from dialogs import client, common, master, states
from dialogs import office as office_dialogs
from dialogs.common.opening import where_to
from dialogs.manager import Screen
from dialogs.master import upload
from domain import access, locks, screens
from domain.settings import Settings

# Longer than any draft lives; parents and children of a stack expire together, each being touched at every turn.
DIALOG_SECONDS = 30 * 24 * 3600


class Rights(StackAccessValidator):
    """A dialog answers only who has the right to it now: a role taken away closes its windows."""

    async def is_allowed(
        self, stack: Stack, context: Context | None, event: ChatEvent, data: dict[str, Any]
    ) -> bool:
        right = states.RIGHTS.get(context.state.group) if context else None
        return right is None or data["actor"].may(right)


class Windows(RedisStorage):
    """What Redis knows of open windows, asked and told no more than is needed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._blank: set[StorageKey] = set()

    async def get_state(self, key: StorageKey) -> str | None:
        """No state: aiogram asks for its own with each update, and only aiogram-dialog has states here."""
        return None

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data = await super().get_data(key)
        if data:
            self._blank.discard(key)
        elif key.destiny.startswith("aiogd:stack:"):  # one per chat
            self._blank.add(key)
        return data

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """What was found blank and stays so needn't be deleted: the button of a card leaves no window."""
        was_blank = key in self._blank
        self._blank.discard(key)
        if data or not was_blank:
            await super().set_data(key, data)


def make_dispatcher(settings: Settings, redis: Redis, held: locks.Locks) -> Dispatcher:
    """The dispatcher with everything attached. Dialogs attach once per process, so call it once."""
    storage = Windows(
        redis,
        key_builder=DefaultKeyBuilder(with_destiny=True),
        state_ttl=DIALOG_SECONDS,
        data_ttl=DIALOG_SECONDS,
        json_loads=orjson.loads,
        json_dumps=lambda data: orjson.dumps(data).decode(),
    )
    # The inbox keeps a chat's updates in order; inside the process both isolations are still needed.
    isolation = SimpleEventIsolation()
    dispatcher = Dispatcher(
        storage=storage, events_isolation=isolation, settings=settings, held=held, set_menu=entry.set_menu
    )
    _add_middlewares(dispatcher)
    dispatcher.include_routers(
        errors.router,
        entry.router,
        actions.router,
        masters.router,
        office.router,
        strays.router,
        upload.router,
        *common.dialogs,
        *office_dialogs.dialogs,
        *master.dialogs,
        *client.dialogs,
        entry.last_router,
    )
    setup_dialogs(
        dispatcher,
        message_manager=Screen(),
        events_isolation=SimpleEventIsolation(),
        stack_access_validator=Rights(),
    )
    return dispatcher


def _add_middlewares(dispatcher: Dispatcher) -> None:
    dispatcher.update.outer_middleware(Who())
    dispatcher.update.outer_middleware(Pressed())
    dispatcher.errors.outer_middleware(Pressed())
    # Before aiogram-dialog's own outer middlewares, which setup_dialogs adds.
    dispatcher.message.outer_middleware(NoHiddenCallback())
    for observer in (dispatcher.message, dispatcher.callback_query, dispatcher.my_chat_member):
        observer.middleware(Allowed())


async def reopen_chat(dispatcher: Dispatcher, bot: Bot, chat_id: int) -> None:
    """Draw a chat's dialog from the database: the window that stands, what the person was at, or the menu."""
    person = await access.person_by_telegram(chat_id)
    if person is None or not access.actor_of(person).roles:
        await screens.drawn(chat_id)
        return
    if await screens.is_wish(chat_id):
        await screens.drawn(chat_id)
        if await _has_window(dispatcher, bot, chat_id):
            await _refresh(dispatcher, bot, chat_id, person.name)
        return
    state, data = await where_to(access.actor_of(person))
    event = DialogStartEvent(
        action=DialogAction.START,
        from_user=User(id=chat_id, is_bot=False, first_name=person.name),
        chat=Chat(id=chat_id, type="private"),
        data=data,
        intent_id=None,
        stack_id=DEFAULT_STACK_ID,
        thread_id=None,
        business_connection_id=None,
        new_state=state,
        mode=StartMode.RESET_STACK,
        show_mode=ShowMode.SEND,
        access_settings=None,
    ).as_(bot)
    await Updater(dispatcher).notify_task(bot, DialogUpdate(aiogd_update=event).as_(bot))


async def _has_window(dispatcher: Dispatcher, bot: Bot, chat_id: int) -> bool:
    """Whether Redis still knows the window that is open in the chat."""
    key = StorageKey(bot.id, chat_id, chat_id, destiny=f"aiogd:stack:{DEFAULT_STACK_ID}")
    return bool((await dispatcher.storage.get_data(key)).get("intents"))


async def _refresh(dispatcher: Dispatcher, bot: Bot, chat_id: int, name: str) -> None:
    """Draw the open window anew where it stands."""
    event = DialogUpdateEvent(
        action=DialogAction.UPDATE,
        from_user=User(id=chat_id, is_bot=False, first_name=name),
        chat=Chat(id=chat_id, type="private"),
        data={},
        intent_id=None,
        stack_id=DEFAULT_STACK_ID,
        thread_id=None,
        business_connection_id=None,
        show_mode=ShowMode.EDIT,
    ).as_(bot)
    await Updater(dispatcher).notify_task(bot, DialogUpdate(aiogd_update=event).as_(bot))
