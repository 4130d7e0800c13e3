# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""What a bot or a person may not do in a group, in Telegram's words."""

import pytest

from tests.sandbox.groups import BOT, SUPER

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
    ("promoteChatMember", {"chat_id": -7, "user_id": BOT, "can_pin_messages": True},
     "can't promote or demote self"),
    ("setChatAdministratorCustomTitle", {"user_id": 1500, "custom_title": "x"}, "user is not an administrator"),
    ("banChatSenderChat", {"chat_id": -7, "sender_chat_id": -9}, "can't ban chats in basic groups"),
    ("banChatSenderChat", {"sender_chat_id": -9}, "member not found"),
    ("unbanChatSenderChat", {"sender_chat_id": -7}, "can't restrict the chat"),
    ("deleteMessageReaction", {"message_id": 1, "user_id": 5}, "user not found"),
    ("deleteMessageReaction", {"message_id": 99, "user_id": 1500}, "message to react not found"),
    ("deleteAllMessageReactions", {"actor_chat_id": -9}, "chat not found"),
    ("sendMessageDraft", {"draft_id": 1, "text": "x"}, "TEXTDRAFT_PEER_INVALID"),
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
    ("banChatSenderChat", {"sender_chat_id": SUPER}, "not enough rights to restrict/unrestrict chat member"),
    ("deleteAllMessageReactions", {"user_id": 1500}, "not enough rights to delete reactions"),
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
