# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Channels: posts of the bot and of people."""

from tests.sandbox.groups import latest


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
