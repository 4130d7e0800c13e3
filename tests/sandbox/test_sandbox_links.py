# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Invitations: links into a group, and who asks to be let in."""

from tests.sandbox.groups import BOT, SUPER, latest


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
