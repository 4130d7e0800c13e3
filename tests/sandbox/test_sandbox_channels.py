# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Channels: posts of the bot and of people."""

from tests.sandbox.groups import SUPER, latest


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


async def test_owner_speaks_for_a_channel_until_it_is_banned(sandbox, anna, group):
    channels = [-1001000000050, -1001000000051]
    for number in channels:
        made = {"id": number, "title": "News", "type": "channel", "members": [1500], "creator": 1500}
        await sandbox.sim("groups", made)
    await sandbox.says({"id": 1500}, "as the channel", chat_id=SUPER, sender_chat=channels[0])
    [update] = await latest(sandbox)
    assert update["message"]["sender_chat"]["id"] == channels[0]
    assert update["message"]["from"] == {
        "id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot",
    }  # fmt: skip
    wish = {"from": 1500, "chat_id": SUPER, "text": "x", "sender_chat": channels[1]}
    assert await sandbox.ok("banChatSenderChat", chat_id=SUPER, sender_chat_id=channels[0])
    assert (await sandbox.sim(f"groups/{SUPER}"))["banned_chats"] == [channels[0]]
    error = await sandbox.sim("message", wish, status=400)
    assert error["error"] == "Boris may not write as News here."
    assert await sandbox.ok("unbanChatSenderChat", chat_id=SUPER, sender_chat_id=channels[0])
    await sandbox.sim("message", wish)
    # The channel is not Anna's; the group itself is spoken for by who leads it unseen.
    await sandbox.sim("message", wish | {"from": anna["id"]}, status=400)
    await sandbox.sim("message", wish | {"from": anna["id"], "sender_chat": SUPER}, status=400)
    rights = {"is_anonymous": True, "can_manage_chat": True}
    unseen = {"chat_id": SUPER, "user": 1500, "status": "administrator", "rights": rights}
    await sandbox.sim("member", unseen)
    await sandbox.sim("message", wish | {"sender_chat": SUPER})
    [update] = await latest(sandbox)
    sender = update["message"]["sender_chat"]["id"], update["message"]["from"]["username"]
    assert sender == (SUPER, "GroupAnonymousBot")
