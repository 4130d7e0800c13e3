# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Members of groups: who is in them, what they may do, and how the bot hears of it."""

from tests.sandbox.groups import BOT, SUPER, latest


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


async def test_person_who_is_removed_leaves_the_groups_whole(sandbox, anna, group):
    await sandbox.sim(f"people/{anna['id']}", verb="DELETE")
    [found] = (await sandbox.sim("state"))["groups"]
    assert (found["members"], [one["user"]["id"] for one in found["ranks"]]) == ([1500], [BOT])


async def test_title_of_an_administrator_is_short_and_given_by_who_promoted(sandbox, anna, group):
    wish = {"chat_id": SUPER, "user_id": 1500, "custom_title": "x" * 17}
    await sandbox.ok("promoteChatMember", chat_id=SUPER, user_id=1500, can_pin_messages=True)
    answer = await sandbox.refused("setChatAdministratorCustomTitle", **wish)
    assert answer == (400, "Bad Request: ADMIN_RANK_INVALID")
    answer = await sandbox.refused("setChatAdministratorCustomTitle", **wish | {"custom_title": "Boss 🔥"})
    assert answer == (400, "Bad Request: ADMIN_RANK_EMOJI_NOT_ALLOWED")
    await sandbox.sim("member", {"chat_id": SUPER, "user": 1500, "status": "member"})
    await sandbox.sim("member", {"chat_id": SUPER, "user": 1500, "status": "administrator"})
    answer = await sandbox.refused("setChatAdministratorCustomTitle", **wish)
    assert answer == (400, "Bad Request: not enough rights to change custom title of the user")
