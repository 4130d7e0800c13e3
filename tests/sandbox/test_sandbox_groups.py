# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Groups: how they are called and look, what the bot hears there, what each member sees."""

import pytest

from tests.sandbox.groups import SUPER, latest


async def test_title_and_description_are_set(sandbox, group):
    assert await sandbox.ok("setChatTitle", chat_id=SUPER, title="Foremen")
    [update] = await latest(sandbox)
    assert (update["message"]["new_chat_title"], update["message"]["chat"]["title"]) == ("Foremen", "Foremen")
    assert await sandbox.ok("setChatDescription", chat_id=SUPER, description="Talk of work")
    assert (await sandbox.ok("getChat", chat_id=SUPER))["description"] == "Talk of work"


async def test_group_gets_a_picture_and_loses_it(sandbox, group, draw):
    assert await sandbox.ok("setChatPhoto", chat_id=SUPER, photo=("face.jpg", draw(400, 400)))
    [update] = await latest(sandbox)
    assert [size["width"] for size in update["message"]["new_chat_photo"]] == [90, 320, 400]
    photo = (await sandbox.ok("getChat", chat_id=SUPER))["photo"]
    assert (await sandbox.ok("getFile", file_id=photo["big_file_id"]))["file_size"] > 0
    assert photo["small_file_unique_id"] != photo["big_file_unique_id"]
    assert await sandbox.ok("deleteChatPhoto", chat_id=SUPER)
    assert (await latest(sandbox))[0]["message"]["delete_chat_photo"] is True
    assert "photo" not in await sandbox.ok("getChat", chat_id=SUPER)


@pytest.mark.parametrize(
    ("text", "heard"),
    [("just talk", False), ("/list", True), ("/list@test_bot now", True), ("/list@other_bot", False),
     ("thanks, @test_bot", True)],
)  # fmt: skip
async def test_bot_with_privacy_hears_what_is_meant_for_it(sandbox, group, text, heard):
    await sandbox.sim("member", {"chat_id": SUPER, "user": "bot", "status": "member"})
    await sandbox.says({"id": 1500}, text, chat_id=SUPER)
    [update] = await latest(sandbox)
    assert (update.get("message", {}).get("text") == text) is heard


async def test_administrator_and_bot_without_privacy_hear_everything(sandbox, group):
    await sandbox.says({"id": 1500}, "as administrator", chat_id=SUPER)
    assert (await latest(sandbox))[0]["message"]["text"] == "as administrator"
    await sandbox.sim("member", {"chat_id": SUPER, "user": "bot", "status": "member"})
    await sandbox.sim("bot", {"privacy": False})
    assert (await sandbox.ok("getMe"))["can_read_all_group_messages"] is True
    await sandbox.says({"id": 1500}, "without privacy", chat_id=SUPER)
    assert (await latest(sandbox))[0]["message"]["text"] == "without privacy"


async def test_reply_to_the_bot_is_heard_and_so_is_its_edit(sandbox, group):
    await sandbox.sim("member", {"chat_id": SUPER, "user": "bot", "status": "member"})
    asked = await sandbox.ok("sendMessage", chat_id=SUPER, text="Who?")
    told = await sandbox.says({"id": 1500}, "I", chat_id=SUPER, reply_to=asked["message_id"])
    await sandbox.sim(
        "edit", {"from": 1500, "chat_id": SUPER, "message_id": told["message_id"], "text": "We"}
    )
    heard, edited = await latest(sandbox, 2)
    assert (heard["message"]["text"], edited["edited_message"]["text"]) == ("I", "We")


async def test_administrator_deletes_and_pins_what_others_wrote(sandbox, group):
    told = await sandbox.says({"id": 1500}, "spam", chat_id=SUPER)
    where = {"chat_id": SUPER, "message_id": told["message_id"]}
    assert await sandbox.ok("pinChatMessage", **where)
    assert await sandbox.ok("deleteMessage", **where)


async def test_selective_keyboard_is_for_who_is_answered(sandbox, anna, group):
    told = await sandbox.says(anna, "/list", chat_id=SUPER)
    keys = {"keyboard": [[{"text": "Mine"}]], "selective": True}
    await sandbox.ok("sendMessage", chat_id=SUPER, text="Whose?", reply_to_message_id=told["message_id"],
                     reply_markup=keys)  # fmt: skip
    seen = [await sandbox.sim(f"people/{SUPER}/chat?person={one}") for one in (anna["id"], 1500)]
    assert [bool(one["keyboard"]) for one in seen] == [True, False]
    assert seen[0]["keyboard_from"] == told["message_id"] + 1


async def test_new_group_never_takes_the_number_of_another(sandbox, anna):
    first, second = [await sandbox.sim("groups", {"title": name, "members": [anna["id"]]}) for name in "AB"]
    await sandbox.sim(f"groups/{first['id']}", verb="DELETE")
    third = await sandbox.sim("groups", {"title": "C", "members": [anna["id"]]})
    basic = await sandbox.sim("groups", {"title": "D", "members": [anna["id"]], "type": "group"})
    assert len({second["id"], third["id"], basic["id"]}) == 3
    assert (await sandbox.sim(f"groups/{second['id']}"))["title"] == "B"
    assert basic["id"] > -1000000000000


async def test_group_becomes_a_supergroup(sandbox, anna):
    await sandbox.sim("groups", {"id": -5, "title": "Masters", "members": [anna["id"]]})
    new = await sandbox.sim("migrate", {"chat_id": -5})
    left, came = await latest(sandbox, 2)
    assert (left["message"]["chat"]["id"], left["message"]["migrate_to_chat_id"]) == (-5, new["id"])
    assert (came["message"]["chat"]["id"], came["message"]["migrate_from_chat_id"]) == (new["id"], -5)
    body = await sandbox.call("sendMessage", chat_id=-5, text="hi")
    assert body["parameters"] == {"migrate_to_chat_id": new["id"]}
    assert (await sandbox.ok("sendMessage", chat_id=new["id"], text="hi"))["chat"]["type"] == "supergroup"


async def test_unread_is_counted_for_each_member(sandbox, anna, group):
    await sandbox.says({"id": 1500}, "one", chat_id=SUPER)
    await sandbox.ok("sendMessage", chat_id=SUPER, text="two")
    unread = (await sandbox.sim(f"groups/{SUPER}"))["unread"]
    assert (unread[str(anna["id"])], unread["1500"]) == (2, 1)
    await sandbox.sim("read", {"from": anna["id"], "chat_id": SUPER})
    assert str(anna["id"]) not in (await sandbox.sim(f"groups/{SUPER}"))["unread"]


async def test_members_of_a_group_see_their_commands(sandbox, anna, group):
    for scope, name in (
        ({"type": "all_group_chats"}, "all"),
        ({"type": "chat_administrators", "chat_id": SUPER}, "lead"),
    ):
        await sandbox.ok("setMyCommands", commands=[{"command": name, "description": "x"}], scope=scope)
    seen = {}
    for person in (anna["id"], 1500):
        screen = await sandbox.sim(f"people/{SUPER}/chat?person={person}")
        seen[person] = [one["command"] for one in screen["commands"]]
    assert seen == {anna["id"]: ["lead"], 1500: ["all"]}
    assert screen["group"]["bot"] == "administrator"


async def test_removed_group_is_not_found(sandbox, group):
    await sandbox.sim(f"groups/{SUPER}", verb="DELETE")
    assert await sandbox.refused("getChat", chat_id=SUPER) == (400, "Bad Request: chat not found")
