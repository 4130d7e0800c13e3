# ruff: noqa: ANN001, ANN201, ANN202 - fixtures are typed where they are made
"""The world survives a restart."""

from pathlib import Path

import pytest
from aiohttp import web

from sandbox import state
from sandbox.app import make_app
from sandbox.world import World

TOKEN = "123456:AAtest"


async def reborn(sandbox, token=TOKEN):
    """Another world in the place of this one, loaded from its saved state."""
    fresh = World(token, "test_bot", sandbox.world.files.folder, clock=sandbox.clock)
    state.load(fresh, state.dump(sandbox.world))
    return fresh


async def test_people_messages_files_commands_and_updates_come_back(sandbox, anna, draw):
    await sandbox.ok("setMyCommands", commands=[{"command": "a", "description": "x"}], language_code="ru")
    await sandbox.ok("setChatMenuButton", chat_id=anna["id"], menu_button={"type": "commands"})
    sent = await sandbox.ok(
        "sendPhoto", chat_id=anna["id"], photo=("a.jpg", draw()), disable_notification=True
    )
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", reply_markup={"keyboard": [["Yes"]]})
    thumb = [{"type": "emoji", "emoji": "👍"}]
    await sandbox.ok("setMessageReaction", chat_id=anna["id"], message_id=1, reaction=thumb)
    screen, updates = await sandbox.chat(anna), await sandbox.updates()
    fresh = await reborn(sandbox)
    old = sandbox.world
    chat = fresh.chats[anna["id"]]
    assert fresh.people == old.people
    assert chat.messages == old.chats[anna["id"]].messages
    assert (chat.keyboard, chat.silent, chat.fixed) == (screen["keyboard"], {2}, {3})
    assert chat.reactions == {1: {123456: thumb}}
    assert [one.shown() for one in fresh.updates.pending.values()] == updates
    assert fresh.files.find(sent["photo"][-1]["file_id"])
    assert fresh.profile.commands_for(anna["id"], "ru") == [{"command": "a", "description": "x"}]
    assert fresh.updates.next_id == old.updates.next_id
    assert chat.messages[1]["chat"] is chat.messages[2]["chat"]


async def test_another_bot_starts_empty(sandbox, anna):
    fresh = await reborn(sandbox, "99:AAother")
    assert fresh.people == {}


async def test_server_saves_at_its_end_and_loads_at_its_start(tmp_path: Path):
    async def run(act):
        world = World(TOKEN, "test_bot", tmp_path / "files")
        runner = web.AppRunner(make_app(world, tmp_path / "state.json"))
        await runner.setup()
        act(world)
        await runner.cleanup()

    def write(world):
        from sandbox import acts
        from sandbox.people import Person

        world.people[1001] = Person(1001, "Anna")
        acts.write(world, {"from": 1001, "text": "remember"})

    texts = []
    await run(write)
    await run(lambda world: texts.append(world.chats[1001].messages[1]["text"]))
    assert texts == ["remember"]


async def test_broken_state_file_is_said_plainly(tmp_path: Path):
    (tmp_path / "state.json").write_text("{")
    world = World(TOKEN, "test_bot", tmp_path / "files")
    runner = web.AppRunner(make_app(world, tmp_path / "state.json"))
    with pytest.raises(state.Unreadable, match=r"state\.json can't be read"):
        await runner.setup()
