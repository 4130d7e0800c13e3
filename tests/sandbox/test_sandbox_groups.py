# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Groups and channels: who is in them, what they may do, and how the bot hears of it."""

import pytest

BOT = 123456
SUPER = -1001000000005


async def latest(sandbox, count=1):
    return [one.shown() for one in list(sandbox.world.updates.pending.values())[-count:]]


@pytest.fixture
async def boris(sandbox):
    return await sandbox.sim("people", {"id": 1500, "first_name": "Boris"})


@pytest.fixture
async def group(sandbox, anna, boris):
    """A supergroup of Anna, who made it, and Boris; the bot is an administrator with all rights."""
    made = await sandbox.sim(
        "groups", {"id": SUPER, "title": "Masters", "members": [anna["id"], 1500], "bot": "administrator"}
    )
    await sandbox.updates(allowed_updates=["message", "my_chat_member", "chat_member", "chat_join_request",
                                           "edited_message", "channel_post", "edited_channel_post"])  # fmt: skip
    return made


async def test_bot_that_comes_into_a_group_is_told_twice(sandbox, anna, group):
    change, message = await latest(sandbox, 2)
    assert change["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert change["my_chat_member"]["new_chat_member"]["can_pin_messages"] is True
    assert change["my_chat_member"]["from"]["id"] == anna["id"]
    assert [one["id"] for one in message["message"]["new_chat_members"]] == [BOT]


async def test_members_are_counted_and_known_by_their_ranks(sandbox, anna, gleb, group):
    assert await sandbox.ok("getChatMemberCount", chat_id=SUPER) == 3
    leaders = await sandbox.ok("getChatAdministrators", chat_id=SUPER)
    assert [(one["user"]["id"], one["status"]) for one in leaders] == [
        (anna["id"], "creator"),
        (BOT, "administrator"),
    ]
    for user_id, status in ((1500, "member"), (gleb["id"], "left"), (BOT, "administrator")):
        assert (await sandbox.ok("getChatMember", chat_id=SUPER, user_id=user_id))["status"] == status
    assert await sandbox.ok("getChatMemberCount", chat_id=anna["id"]) == 2


async def test_banned_member_goes_and_everybody_is_told(sandbox, group):
    until = sandbox.world.now() + 3600
    assert await sandbox.ok("banChatMember", chat_id=SUPER, user_id=1500, until_date=until)
    change, message = await latest(sandbox, 2)
    assert change["chat_member"]["old_chat_member"]["status"] == "member"
    assert change["chat_member"]["new_chat_member"]["until_date"] == until
    assert message["message"]["left_chat_member"]["id"] == 1500
    error = await sandbox.sim("join", {"from": 1500, "chat_id": SUPER}, status=400)
    assert error["error"] == "Boris is banned from Masters."
    await sandbox.sim("clock", {"move": 3601})
    assert (await sandbox.ok("getChatMember", chat_id=SUPER, user_id=1500))["status"] == "left"
    assert (await sandbox.sim("join", {"from": 1500, "chat_id": SUPER}))["status"] == "member"


async def test_unban_puts_a_member_out_unless_told_not_to(sandbox, group):
    assert await sandbox.ok("unbanChatMember", chat_id=SUPER, user_id=1500, only_if_banned=True)
    assert (await sandbox.ok("getChatMember", chat_id=SUPER, user_id=1500))["status"] == "member"
    assert await sandbox.ok("unbanChatMember", chat_id=SUPER, user_id=1500)
    assert (await sandbox.ok("getChatMember", chat_id=SUPER, user_id=1500))["status"] == "left"


async def test_restricted_member_may_do_only_what_is_left(sandbox, group):
    until = sandbox.world.now() + 600
    wish = {"permissions": {"can_send_photos": True}, "until_date": until}
    await sandbox.ok("restrictChatMember", chat_id=SUPER, user_id=1500, **wish)
    found = await sandbox.ok("getChatMember", chat_id=SUPER, user_id=1500)
    assert (found["status"], found["is_member"], found["until_date"]) == ("restricted", True, until)
    assert (found["can_send_photos"], found["can_send_messages"]) == (True, False)
    error = await sandbox.sim("message", {"from": 1500, "chat_id": SUPER, "text": "hi"}, status=400)
    assert error["error"] == "Boris may not send this to Masters."
    await sandbox.sim("clock", {"move": 601})
    assert await sandbox.sim("message", {"from": 1500, "chat_id": SUPER, "text": "hi"})


async def test_larger_permissions_bring_the_smaller_unless_independent(sandbox, group):
    await sandbox.ok("setChatPermissions", chat_id=SUPER, permissions={"can_send_other_messages": True})
    found = (await sandbox.ok("getChat", chat_id=SUPER))["permissions"]
    assert (found["can_send_messages"], found["can_send_photos"], found["can_send_polls"]) == (
        True,
        True,
        False,
    )
    wish = {"permissions": {"can_send_polls": True}, "use_independent_chat_permissions": True}
    await sandbox.ok("setChatPermissions", chat_id=SUPER, **wish)
    found = (await sandbox.ok("getChat", chat_id=SUPER))["permissions"]
    assert (found["can_send_polls"], found["can_send_messages"]) == (True, False)
    error = await sandbox.sim("message", {"from": 1500, "chat_id": SUPER, "text": "hi"}, status=400)
    assert error["error"].startswith("Boris may not")


async def test_all_permissions_lift_a_restriction(sandbox, group):
    names = list(sandbox.world.chats[SUPER].group.permissions)
    await sandbox.ok("restrictChatMember", chat_id=SUPER, user_id=1500, permissions={})
    everything = dict.fromkeys(names, True)
    await sandbox.ok("restrictChatMember", chat_id=SUPER, user_id=1500, permissions=everything)
    assert (await sandbox.ok("getChatMember", chat_id=SUPER, user_id=1500))["status"] == "member"


async def test_promoted_member_has_the_rights_and_a_title(sandbox, group):
    await sandbox.ok("promoteChatMember", chat_id=SUPER, user_id=1500, can_pin_messages=True)
    await sandbox.ok("setChatAdministratorCustomTitle", chat_id=SUPER, user_id=1500, custom_title="Foreman")
    found = await sandbox.ok("getChatMember", chat_id=SUPER, user_id=1500)
    assert (found["status"], found["can_be_edited"], found["custom_title"]) == (
        "administrator",
        True,
        "Foreman",
    )
    assert (found["can_pin_messages"], found["can_manage_chat"], found["can_delete_messages"]) == (
        True,
        True,
        False,
    )
    answer = await sandbox.refused("banChatMember", chat_id=SUPER, user_id=1500)
    assert answer == (400, "Bad Request: user is an administrator of the chat")
    await sandbox.ok("promoteChatMember", chat_id=SUPER, user_id=1500)
    assert (await sandbox.ok("getChatMember", chat_id=SUPER, user_id=1500))["status"] == "member"


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


async def test_people_have_no_pictures(sandbox, group):
    assert await sandbox.ok("getUserProfilePhotos", user_id=1500) == {"total_count": 0, "photos": []}
    answer = await sandbox.refused("getUserProfilePhotos", user_id=4040)
    assert answer == (400, "Bad Request: user not found")


async def test_rights_that_the_bot_asks_for_are_kept_apart_for_channels(sandbox):
    wish = {"can_pin_messages": True, "can_post_messages": True}
    assert await sandbox.ok("setMyDefaultAdministratorRights", rights=wish)
    assert await sandbox.ok("setMyDefaultAdministratorRights", rights=wish, for_channels=True)
    groups = await sandbox.ok("getMyDefaultAdministratorRights")
    channels = await sandbox.ok("getMyDefaultAdministratorRights", for_channels=True)
    assert {name for name, given in groups.items() if given} == {"can_pin_messages", "can_manage_chat"}
    assert {name for name, given in channels.items() if given} == {"can_post_messages", "can_manage_chat"}
    assert await sandbox.ok("setMyDefaultAdministratorRights")
    assert not any((await sandbox.ok("getMyDefaultAdministratorRights")).values())


async def test_bot_leaves(sandbox, group):
    assert await sandbox.ok("leaveChat", chat_id=SUPER)
    [update] = await latest(sandbox)
    assert update["my_chat_member"]["new_chat_member"]["status"] == "left"
    answer = await sandbox.refused("sendMessage", chat_id=SUPER, text="hi")
    assert answer == (403, "Forbidden: bot is not a member of the supergroup chat")
    await sandbox.says({"id": 1500}, "/are_you_there", chat_id=SUPER)
    assert (await latest(sandbox))[0].get("my_chat_member")


async def test_person_comes_and_goes(sandbox, gleb, group):
    await sandbox.sim("join", {"from": gleb["id"], "chat_id": SUPER})
    change, came = await latest(sandbox, 2)
    assert change["chat_member"]["new_chat_member"]["status"] == "member"
    assert came["message"]["new_chat_members"][0]["id"] == gleb["id"]
    await sandbox.sim("leave", {"from": gleb["id"], "chat_id": SUPER})
    change, went = await latest(sandbox, 2)
    assert change["chat_member"]["new_chat_member"]["status"] == "left"
    assert went["message"]["left_chat_member"]["id"] == gleb["id"]


async def test_plain_bot_is_not_told_who_is_what(sandbox, gleb, group):
    await sandbox.sim("member", {"chat_id": SUPER, "user": "bot", "status": "member"})
    await sandbox.sim("join", {"from": gleb["id"], "chat_id": SUPER})
    change, came = await latest(sandbox, 2)
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert came["message"]["new_chat_members"]


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


async def test_links_bring_people_in_and_end(sandbox, gleb, group):
    link = await sandbox.ok("createChatInviteLink", chat_id=SUPER, name="Once", member_limit=1)
    assert (link["name"], link["member_limit"], link["creator"]["id"]) == ("Once", 1, BOT)
    await sandbox.sim("join", {"from": gleb["id"], "link": link["invite_link"]})
    change = (await latest(sandbox, 2))[0]["chat_member"]
    assert change["invite_link"]["invite_link"] == link["invite_link"]
    await sandbox.sim("leave", {"from": gleb["id"], "chat_id": SUPER})
    error = await sandbox.sim("join", {"from": gleb["id"], "link": link["invite_link"]}, status=404)
    assert (error["error"], error["kind"]) == ("This link is no longer good.", "link_over")
    primary = await sandbox.ok("exportChatInviteLink", chat_id=SUPER)
    assert (await sandbox.ok("getChat", chat_id=SUPER))["invite_link"] == primary
    assert (await sandbox.ok("revokeChatInviteLink", chat_id=SUPER, invite_link=primary))[
        "is_revoked"
    ] is True
    assert (await sandbox.ok("getChat", chat_id=SUPER))["invite_link"] != primary


async def test_link_for_some_time_ends_with_the_clock(sandbox, gleb, group):
    until = sandbox.world.now() + 60
    link = await sandbox.ok("createChatInviteLink", chat_id=SUPER, expire_date=until)
    changed = await sandbox.ok(
        "editChatInviteLink", chat_id=SUPER, invite_link=link["invite_link"], name="Late"
    )
    assert (changed["name"], "expire_date" in changed) == ("Late", False)
    await sandbox.ok("editChatInviteLink", chat_id=SUPER, invite_link=link["invite_link"], expire_date=until)
    await sandbox.sim("clock", {"move": 61})
    await sandbox.sim("join", {"from": gleb["id"], "link": link["invite_link"]}, status=404)


async def test_who_asks_is_let_in_or_not(sandbox, gleb, group):
    link = await sandbox.ok("createChatInviteLink", chat_id=SUPER, creates_join_request=True)
    assert await sandbox.sim("join", {"from": gleb["id"], "link": link["invite_link"]}) == {"asked": True}
    request = (await latest(sandbox))[0]["chat_join_request"]
    assert (request["from"]["id"], request["user_chat_id"]) == (gleb["id"], gleb["id"])
    assert await sandbox.ok("declineChatJoinRequest", chat_id=SUPER, user_id=gleb["id"])
    await sandbox.sim("join", {"from": gleb["id"], "link": link["invite_link"]})
    assert await sandbox.ok("approveChatJoinRequest", chat_id=SUPER, user_id=gleb["id"])
    change = (await latest(sandbox, 2))[0]["chat_member"]
    assert (change["new_chat_member"]["status"], change["via_join_request"]) == ("member", True)


async def test_person_who_may_invite_makes_a_link_and_lets_in_who_asks(sandbox, anna, gleb, group):
    link = await sandbox.sim("link", {"from": anna["id"], "chat_id": SUPER, "ask": True})
    await sandbox.sim("join", {"from": gleb["id"], "link": link["invite_link"]})
    await sandbox.sim("member", {"chat_id": SUPER, "user": gleb["id"], "status": "member", "by": anna["id"]})
    found = await sandbox.sim(f"groups/{SUPER}")
    assert (gleb["id"] in found["members"], found["requests"]) == (True, [])
    await sandbox.sim(
        "groups", {"id": SUPER, "permissions": {"can_invite_users": False, "can_pin_messages": False}}
    )
    error = await sandbox.sim("link", {"from": gleb["id"], "chat_id": SUPER}, status=400)
    assert error["kind"] == "no_right"
    told = await sandbox.says(gleb, "Read this", chat_id=SUPER)
    wish = {"chat_id": SUPER, "message_id": told["message_id"]}
    assert (await sandbox.sim("pin", wish | {"from": gleb["id"]}, status=400))["kind"] == "no_right"
    await sandbox.sim("pin", wish | {"from": anna["id"]})
    assert (await sandbox.sim("pin", wish | {"from": anna["id"], "on": False}))["pinned"] == []


async def test_selective_keyboard_is_for_who_is_answered(sandbox, anna, group):
    told = await sandbox.says(anna, "/list", chat_id=SUPER)
    keys = {"keyboard": [[{"text": "Mine"}]], "selective": True}
    await sandbox.ok("sendMessage", chat_id=SUPER, text="Whose?", reply_to_message_id=told["message_id"],
                     reply_markup=keys)  # fmt: skip
    seen = [await sandbox.sim(f"people/{SUPER}/chat?person={one}") for one in (anna["id"], 1500)]
    assert [bool(one["keyboard"]) for one in seen] == [True, False]
    assert seen[0]["keyboard_from"] == told["message_id"] + 1


async def test_person_who_is_removed_leaves_the_groups_whole(sandbox, anna, group):
    await sandbox.sim(f"people/{anna['id']}", verb="DELETE")
    [found] = (await sandbox.sim("state"))["groups"]
    assert (found["members"], [one["user"]["id"] for one in found["ranks"]]) == ([1500], [BOT])


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


async def test_channel_takes_posts_of_the_bot_and_tells_of_those_of_people(sandbox, anna, group):
    wish = {
        "id": -1002,
        "type": "channel",
        "title": "News",
        "members": [anna["id"]],
        "username": "masters_news",
    }
    await sandbox.sim("groups", wish)
    sent = await sandbox.ok("sendMessage", chat_id="@masters_news", text="From the bot")
    assert (sent["sender_chat"]["id"], "from" in sent, sent["chat"]["username"]) == (
        -1002,
        False,
        "masters_news",
    )
    edited = await sandbox.ok("editMessageText", chat_id=-1002, message_id=sent["message_id"], text="Better")
    assert edited["text"] == "Better"
    told = await sandbox.says(anna, "From Anna", chat_id=-1002)
    wish = {"from": anna["id"], "chat_id": -1002, "message_id": told["message_id"], "text": "Anna again"}
    await sandbox.sim("edit", wish)
    post, again = await latest(sandbox, 2)
    assert (post["channel_post"]["text"], again["edited_channel_post"]["text"]) == ("From Anna", "Anna again")
    copy = await sandbox.ok(
        "forwardMessage", chat_id=anna["id"], from_chat_id=-1002, message_id=told["message_id"]
    )
    origin = copy["forward_origin"]
    assert (origin["type"], origin["chat"]["id"], origin["message_id"]) == (
        "channel",
        -1002,
        told["message_id"],
    )


async def test_channel_needs_an_administrator(sandbox, anna):
    await sandbox.sim("groups", {"id": -1002, "type": "channel", "title": "News", "members": [anna["id"]]})
    rights = {
        "chat_id": -1002,
        "user": "bot",
        "status": "administrator",
        "rights": {"can_edit_messages": True},
    }
    await sandbox.sim("member", rights)
    answer = await sandbox.refused("sendMessage", chat_id=-1002, text="hi")
    assert answer == (400, "Bad Request: need administrator rights in the channel chat")
    await sandbox.sim("member", {"chat_id": -1002, "user": "bot", "status": "kicked"})
    answer = await sandbox.refused("sendMessage", chat_id=-1002, text="hi")
    assert answer == (403, "Forbidden: bot was kicked from the channel chat")


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


REFUSALS = [
    ("getChatAdministrators", {"chat_id": 1001}, "there are no administrators in the private chat"),
    ("getChatMember", {"user_id": 0}, "invalid user_id specified"),
    ("banChatMember", {"chat_id": 1001, "user_id": 1500}, "can't ban members in private chats"),
    ("banChatMember", {"user_id": 1001}, "can't remove chat owner"),
    ("banChatMember", {"user_id": BOT}, "can't restrict self"),
    ("unbanChatMember", {"user_id": BOT}, "can't unrestrict self"),
    ("unbanChatMember", {"chat_id": -7, "user_id": 1500},
     "method is available only in supergroup and channel chats"),
    ("restrictChatMember", {"user_id": 1500, "permissions": "[]"}, "object expected as permissions"),
    ("restrictChatMember", {"chat_id": -7, "user_id": 1500, "permissions": {}},
     "method is available only in supergroups"),
    ("promoteChatMember", {"user_id": 1001, "can_pin_messages": True}, "can't remove chat owner"),
    ("promoteChatMember", {"user_id": BOT, "can_pin_messages": True}, "can't promote self"),
    ("promoteChatMember", {"user_id": 1777, "can_pin_messages": True}, "USER_NOT_PARTICIPANT"),
    ("promoteChatMember", {"chat_id": 1001, "user_id": 1001},
     "chat member status can't be changed in private chats"),
    ("promoteChatMember", {"chat_id": -7, "user_id": 1500, "can_pin_messages": True},
     "need owner rights in the group chat"),
    ("setChatAdministratorCustomTitle", {"user_id": 1500, "custom_title": "x"}, "user is not an administrator"),
    ("setChatTitle", {"title": " "}, "title must be non-empty"),
    ("setChatTitle", {"title": "Masters"}, "chat title is not modified"),
    ("setChatTitle", {"chat_id": 1001, "title": "x"}, "can't change private chat title"),
    ("setChatDescription", {"description": ""}, "chat description is not modified"),
    ("setChatDescription", {"description": "x" * 256}, "CHAT_ABOUT_TOO_LONG"),
    ("setChatPhoto", {}, "there is no photo in the request"),
    ("deleteChatPhoto", {"chat_id": 1001}, "can't change private chat photo"),
    ("deleteChatPhoto", {}, "CHAT_NOT_MODIFIED"),
    ("setChatPermissions", {"chat_id": 1001, "permissions": {}}, "can't change private chat permissions"),
    ("leaveChat", {"chat_id": 1001}, "can't leave private chats"),
    ("createChatInviteLink", {"creates_join_request": True, "member_limit": 1},
     "member limit can't be specified for links requiring administrator approval"),
    ("createChatInviteLink", {"expire_date": 1}, "EXPIRE_DATE_INVALID"),
    ("createChatInviteLink", {"member_limit": 100000}, "USAGE_LIMIT_INVALID"),
    ("createChatInviteLink", {"chat_id": 1001}, "can't invite members to a private chat"),
    ("revokeChatInviteLink", {"invite_link": "https://t.me/+nothing"}, "INVITE_HASH_EXPIRED"),
    ("approveChatJoinRequest", {"user_id": 1777}, "HIDE_REQUESTER_MISSING"),
    ("approveChatJoinRequest", {"user_id": 1500}, "USER_ALREADY_PARTICIPANT"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "params", "text"), REFUSALS)
async def test_wrong_call_about_a_group_is_refused(sandbox, anna, gleb, group, method, params, text):
    await sandbox.sim("groups", {"id": -7, "title": "Small", "members": [1777, 1500]})
    answer = await sandbox.refused(method, **({"chat_id": SUPER} | params))
    assert answer == (400, f"Bad Request: {text}")


WEAK = [
    ("banChatMember", {"user_id": 1500}, "not enough rights to restrict/unrestrict chat member"),
    ("restrictChatMember", {"user_id": 1500, "permissions": {}},
     "not enough rights to restrict/unrestrict chat member"),
    ("promoteChatMember", {"user_id": 1500, "can_pin_messages": True}, "not enough rights"),
    ("setChatTitle", {"title": "x"}, "not enough rights to change chat title"),
    ("setChatDescription", {"description": "x"}, "not enough rights to set chat description"),
    ("deleteChatPhoto", {}, "not enough rights to change chat photo"),
    ("setChatPermissions", {"permissions": {}}, "not enough rights to change chat permissions"),
    ("exportChatInviteLink", {}, "not enough rights to manage chat invite link"),
    ("pinChatMessage", {"message_id": 1}, "not enough rights to manage pinned messages in the chat"),
    ("deleteMessage", {"message_id": 1}, "message can't be deleted for everyone"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "params", "text"), WEAK)
async def test_bot_without_rights_is_refused(sandbox, anna, group, method, params, text):
    await sandbox.sim("member", {"chat_id": SUPER, "user": "bot", "status": "member"})
    assert await sandbox.refused(method, chat_id=SUPER, **params) == (400, f"Bad Request: {text}")


async def test_bot_gives_no_right_that_it_has_not(sandbox, anna, group):
    rights = {"can_promote_members": True, "can_pin_messages": True}
    await sandbox.sim(
        "member", {"chat_id": SUPER, "user": "bot", "status": "administrator", "rights": rights}
    )
    answer = await sandbox.refused("promoteChatMember", chat_id=SUPER, user_id=1500, can_delete_messages=True)
    assert answer == (400, "Bad Request: RIGHT_FORBIDDEN")
    await sandbox.sim("member", {"chat_id": SUPER, "user": 1500, "status": "administrator"})
    answer = await sandbox.refused("promoteChatMember", chat_id=SUPER, user_id=1500)
    assert answer == (400, "Bad Request: CHAT_ADMIN_REQUIRED")


async def test_silenced_bot_may_not_write(sandbox, anna, group, draw):
    await sandbox.sim("member", {"chat_id": SUPER, "user": "bot", "status": "member"})
    await sandbox.sim(
        "groups", {"id": SUPER, "permissions": {"can_send_messages": False, "can_send_photos": False}}
    )
    answer = await sandbox.refused("sendMessage", chat_id=SUPER, text="hi")
    assert answer == (400, "Bad Request: not enough rights to send text messages to the chat")
    answer = await sandbox.refused("sendPhoto", chat_id=SUPER, photo=("a.jpg", draw()))
    assert answer == (400, "Bad Request: not enough rights to send photos to the chat")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("groups", {"title": "x", "id": 5}),
        ("groups", {"title": "x", "type": "crowd"}),
        ("groups", {"title": "x", "bot": "king"}),
        ("groups", {"id": -8, "title": "x", "forum": True}),
        ("member", {"chat_id": SUPER, "user": 1500, "status": "king"}),
        ("member", {"chat_id": SUPER, "user": "bot", "status": "creator"}),
        ("member", {"chat_id": SUPER, "user": 1500, "status": "restricted", "rights": "all"}),
        ("join", {"from": 1500, "chat_id": SUPER}),
        ("leave", {"from": 1500}),
        ("topic", {"from": 1500, "chat_id": SUPER, "name": "x"}),
        ("migrate", {"chat_id": SUPER}),
        ("bot", {"privacy": "much"}),
    ],
)
async def test_nonsense_about_groups_gets_a_sentence(sandbox, group, path, body):
    assert (await sandbox.sim(path, body, status=400))["error"].endswith(".")
