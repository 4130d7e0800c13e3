"""What the bot shows and takes: every command, button and window has its right, its words and its place."""

from dataclasses import MISSING, fields
from typing import Any

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram_dialog import Dialog

from bot import actions, commands, entry, masters, office, strays
from dialogs import client, common, master, states
from dialogs import office as office_dialogs
from dialogs.buttons import VisitButton
from dialogs.master import upload
from dialogs.notices import _words
from domain import events
from domain.access import RIGHTS, Right
from domain.events import Event
from domain.models import Role
from domain.statuses import Action
from domain.texts import LANGUAGES, texts

ROUTERS = (
    actions.router,
    entry.router,
    masters.router,
    office.router,
    strays.router,
    upload.router,
    entry.last_router,
)
DIALOGS: list[Dialog] = [*common.dialogs, *office_dialogs.dialogs, *master.dialogs, *client.dialogs]

# What anybody may send, a stranger too: how one gets in, and what nobody else took.
# A photo is answered by a sentence, whoever sends it; keeping it takes a visit of one's own.
FOR_STRANGERS = {"on_deep_link", "on_start", "on_unblocked", "on_blocked", "on_anything", "on_any_button"} | {
    "on_photo",
    "on_document",
    "on_video",
}

# The rights matrix of commands: who may give them.
OFFICE = {Role.ADMIN, Role.DISPATCHER}
COMMANDS: dict[str, set[Role]] = {
    "start": set(Role),
    "menu": set(Role),
    "language": set(Role),
    "help": set(Role),
    "find": {Role.ADMIN, Role.DISPATCHER, Role.MASTER},
    "neworder": OFFICE,
    "newtasks": OFFICE,
    "assign": OFFICE,
    "review": OFFICE,
    "alerts": OFFICE,
    "series": OFFICE,
    "web": OFFICE,
    "technicians": OFFICE,
    "settings": {Role.ADMIN},
    "invite": {Role.ADMIN},
    "mytasks": {Role.MASTER},
    "accept": {Role.MASTER},
    "decline": {Role.MASTER},
    "complete": {Role.MASTER},
    "report": {Role.MASTER},
    "upload": {Role.MASTER},
    "status": {Role.MASTER},
    "vacation": {Role.MASTER},
    "schedule": OFFICE | {Role.MASTER},
}


def handlers() -> list[tuple[Router, Any]]:
    """Every handler of the bot's own routers."""
    return [
        (router, handler)
        for router in ROUTERS
        for name, observer in router.observers.items()
        if name not in {"error", "update"}
        for handler in observer.handlers
    ]


def test_every_handler_names_the_right_it_needs() -> None:
    assert handlers()
    unnamed = [h.callback.__name__ for _, h in handlers() if "right" not in h.flags]
    assert unnamed == []


def test_only_the_ways_in_are_open_to_strangers() -> None:
    assert {h.callback.__name__ for _, h in handlers() if h.flags.get("right") is None} == FOR_STRANGERS


def test_every_command_is_in_the_matrix_and_the_matrix_holds() -> None:
    assert {c.name: set(RIGHTS[c.right]) for c in commands.ALL} == COMMANDS


def test_every_command_has_a_handler_with_its_own_right() -> None:
    handled: dict[str, set[Right | None]] = {}
    for _, handler in handlers():
        for filter_ in handler.filters or []:
            if isinstance(filter_.callback, Command):
                for name in filter_.callback.commands:
                    handled.setdefault(str(name), set()).add(handler.flags.get("right"))
    for command in commands.ALL:
        if command is not commands.START:
            assert handled.get(command.name) == {command.right}, command.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_stands_in_the_menu_and_in_help(language: str) -> None:
    t = texts(language)
    for command in commands.ALL:
        description = t(f"command.{command.name}")
        assert description != f"command.{command.name}"
        assert 1 <= len(description) <= 256  # Telegram's limit of setMyCommands
        assert t(f"command.{command.name}.help") != f"command.{command.name}.help"


def test_every_group_of_states_has_a_right() -> None:
    groups = {dialog.states_group() for dialog in DIALOGS}
    assert groups == set(states.RIGHTS)


def test_every_state_has_its_window() -> None:
    windows = {state for dialog in DIALOGS for state in dialog.windows}
    assert windows == {state for group in states.RIGHTS for state in group.__all_states__}


def test_every_window_is_found_by_the_name_a_draft_keeps() -> None:
    for group in states.RIGHTS:
        for state in group.__all_states__:
            assert states.named(str(state.state)) is state


def test_every_action_has_a_button_that_fits_into_callback_data() -> None:
    for action in Action:
        packed = VisitButton(action=action, visit_id=2**31 - 1, version=2**31 - 1).pack()
        assert len(packed.encode()) <= 64  # Telegram's limit


def an_event(kind: type[Event]) -> Event:
    """An event of a kind, its fields filled with something of their type."""
    samples = {int: 1, int | None: 1, str: "withdrawn.taken", bool: True}
    given = {f.name: samples[f.type] for f in fields(kind) if f.default is MISSING}  # type: ignore[index]
    if "role" in given:
        given["role"] = Role.MASTER.value
    if "day" in given:
        given["day"] = "2026-12-31"
    if "clock" in given:
        given |= {"clock": "reaction", "due_at": "2026-11-30T10:00:00+00:00"}
    if "field" in given:
        given["field"] = "text"
    if "back_to" in given:
        given["back_to"] = "accepted"
    if "outcome" in given:
        given["outcome"] = "refused"
    return kind(**given)  # type: ignore[arg-type]


# Changes that are shown on cards and pages, and told to nobody by a message.
SILENT = {events.WorkPaused, events.WorkResumed, events.PhotoAdded, events.WindowSet, events.DelayExplained}
SILENT |= {events.PhotoRemoved, events.PhotoRejected}
SILENT |= {events.MasterRemoved, events.SecondVisitAdded, events.PromiseChanged, events.VisitsSwapped}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(set(Event.registry.values()) - SILENT, key=lambda k: k.__name__))
async def test_every_event_has_words_in_both_languages(db: object, kind: type[Event], language: str) -> None:
    text, _ = await _words(an_event(kind), None, texts(language))
    assert "event." not in text
    assert "{" not in text
