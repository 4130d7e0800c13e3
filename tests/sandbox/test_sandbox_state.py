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


async def test_world_is_saved_and_taken_back_by_the_control_api(sandbox, anna, gleb, draw, tmp_path: Path):
    path = str(tmp_path / "worlds" / "one.json")
    await sandbox.sim("clock", {"set": 1893456000, "freeze": True})
    await sandbox.sim(
        "groups", {"id": -1000000000009, "title": "Sites", "members": [anna["id"]], "forum": True}
    )
    sent = await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=("a.jpg", draw()))
    saved = await sandbox.sim("save", {"path": path})
    assert saved["size"] > 1000
    screen, updates = await sandbox.chat(anna), len(sandbox.world.updates.pending)
    seq, next_id = sandbox.world.journal.seq, sandbox.world.updates.next_id
    await sandbox.sim("reset", {})
    await sandbox.sim("clock", {"run": True, "move": 5000})
    assert await sandbox.sim("load", {"path": path}) == {"people": 2, "chats": 2}
    assert await sandbox.chat(anna) == screen
    assert len(sandbox.world.updates.pending) == updates
    assert (await sandbox.sim("clock"))["now"] == 1893456000
    assert (sandbox.world.journal.seq > seq, sandbox.world.updates.next_id) == (True, next_id)
    found = await sandbox.ok("getFile", file_id=sent["photo"][-1]["file_id"])
    async with sandbox.http.get(f"{sandbox.url}/file/bot{TOKEN}/{found['file_path']}") as response:
        assert response.status == 200
    assert (await sandbox.sim("save", {"path": path}))["path"] == path


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (None, 404, "There is no file {path}."),
        ("{", 400, "{path} holds no world of a sandbox."),
        ('{"people": []}', 400, "{path} holds no world of a sandbox."),
        (
            '{"version": 99, "bot": {"id": 123456}}',
            400,
            "{path} can't be read: it has version 99, this sandbox reads 1 to 2.",
        ),
        ('{"version": 2, "bot": {"id": 9}}', 400, "{path} is the world of bot 9; this one is 123456."),
    ],
)
async def test_wrong_file_is_one_sentence_and_changes_nothing(
    sandbox, anna, tmp_path: Path, content, status, sentence
):
    path = tmp_path / "wrong.json"
    if content is not None:
        path.write_text(content)
    answer = await sandbox.sim("load", {"path": str(path)}, status=status)
    assert answer == {"error": sentence.format(path=path)}
    assert (await sandbox.chat(anna))["messages"]


async def test_half_a_world_leaves_the_one_that_is_there(sandbox, anna, tmp_path: Path):
    path = tmp_path / "half.json"
    path.write_text('{"version": 2, "bot": {"id": 123456, "first_name": "x"}, "seq": 1, "people": [{}]}')
    answer = await sandbox.sim("load", {"path": str(path)}, status=400)
    assert answer["error"].startswith(f"{path} holds no whole world")
    assert (await sandbox.chat(anna))["messages"][0]["text"] == "/start"


async def test_only_a_saved_world_is_overwritten_and_only_by_who_may(sandbox, tmp_path: Path):
    path = tmp_path / "letter.txt"
    path.write_text("dear Anna")
    answer = await sandbox.sim("save", {"path": str(path)}, status=400)
    assert (answer["error"], path.read_text()) == (f"{path} holds no world of a sandbox.", "dear Anna")
    assert (await sandbox.sim("save", {"path": "here.json"}, status=400))["error"].endswith(
        "from the root on."
    )
    body, foreign = {"path": str(tmp_path / "new.json")}, {"Origin": "https://example.com"}
    async with sandbox.http.post(f"{sandbox.url}/sim/save", json=body, headers=foreign) as response:
        assert response.status == 403


async def test_state_of_another_version_is_said_plainly_at_the_start(tmp_path: Path):
    (tmp_path / "state.json").write_text('{"version": 99, "bot": {"id": 123456}}')
    world = World(TOKEN, "test_bot", tmp_path / "files")
    runner = web.AppRunner(make_app(world, tmp_path / "state.json"))
    with pytest.raises(state.Unreadable, match=r"state\.json can't be read: it has version 99"):
        await runner.setup()
