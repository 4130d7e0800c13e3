# ruff: noqa: ANN001, ANN201, ANN202 - fixtures are typed where they are made
"""Forums: topics, what goes into them, and who may close them."""

import pytest

FORUM = -1001000000009


async def latest(sandbox, count=1):
    return [one.shown() for one in list(sandbox.world.updates.pending.values())[-count:]]


@pytest.fixture
async def forum(sandbox, anna):
    wish = {"id": FORUM, "title": "Sites", "members": [anna["id"]], "forum": True, "bot": "administrator"}
    return await sandbox.sim("groups", wish)


@pytest.fixture
async def topic(sandbox, forum):
    return (await sandbox.ok("createForumTopic", chat_id=FORUM, name="Roof"))["message_thread_id"]


async def test_topic_is_opened_by_a_message_that_gives_its_number(sandbox, forum):
    topic = await sandbox.ok("createForumTopic", chat_id=FORUM, name="Roof", icon_color=13338331)
    assert (topic["name"], topic["icon_color"]) == ("Roof", 13338331)
    [update] = await latest(sandbox)
    message = update["message"]
    assert (message["message_id"], message["is_topic_message"]) == (topic["message_thread_id"], True)
    assert message["forum_topic_created"] == {"name": "Roof", "icon_color": 13338331}
    assert message["chat"]["is_forum"] is True


async def test_message_in_a_topic_answers_what_opened_it(sandbox, anna, topic):
    sent = await sandbox.ok("sendMessage", chat_id=FORUM, message_thread_id=topic, text="Who is on the roof?")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    assert sent["reply_to_message"]["forum_topic_created"]["name"] == "Roof"
    told = await sandbox.says(anna, "I", chat_id=FORUM, thread=topic)
    assert told["message_thread_id"] == topic
    reply = await sandbox.ok(
        "sendMessage", chat_id=FORUM, text="Good", reply_to_message_id=told["message_id"]
    )
    assert (reply["message_thread_id"], reply["reply_to_message"]["text"]) == (topic, "I")


async def test_general_has_no_number(sandbox, anna, topic):
    sent = await sandbox.ok("sendMessage", chat_id=FORUM, text="To all")
    told = await sandbox.says(anna, "Hello", chat_id=FORUM)
    assert "message_thread_id" not in sent | told
    answer = await sandbox.refused("sendMessage", chat_id=FORUM, message_thread_id=1, text="x")
    assert answer == (400, "Bad Request: message thread not found")


async def test_every_kind_goes_into_a_topic(sandbox, anna, topic, draw):
    where = {"chat_id": FORUM, "message_thread_id": topic}
    album = [{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}]
    sent = await sandbox.ok("sendMediaGroup", **where, media=album, a=("a.jpg", draw()), b=("b.jpg", draw()))
    sent.append(await sandbox.ok("sendPhoto", **where, photo=("a.jpg", draw())))
    sent.append(await sandbox.ok("sendLocation", **where, latitude=1, longitude=1))
    sent.append(await sandbox.ok("forwardMessage", **where, from_chat_id=anna["id"], message_id=1))
    assert {one["message_thread_id"] for one in sent} == {topic}
    assert await sandbox.ok("sendChatAction", **where, action="typing")
    event = next(one for one in reversed(sandbox.world.journal.events) if one["type"] == "action")
    assert event["thread"] == topic


async def test_closed_topic_is_for_who_leads_topics(sandbox, anna, topic):
    gleb = await sandbox.sim("people", {"id": 1777, "first_name": "Gleb"})
    await sandbox.sim("join", {"from": 1777, "chat_id": FORUM})
    await sandbox.ok("closeForumTopic", chat_id=FORUM, message_thread_id=topic)
    [update] = await latest(sandbox)
    assert update["message"]["forum_topic_closed"] == {}
    wish = {"from": gleb["id"], "chat_id": FORUM, "thread": topic, "text": "hi"}
    assert (await sandbox.sim("message", wish, status=400))["error"] == "This topic is closed for Gleb."
    assert await sandbox.says(anna, "I made the group", chat_id=FORUM, thread=topic)
    assert await sandbox.ok("sendMessage", chat_id=FORUM, message_thread_id=topic, text="I opened it")
    await sandbox.ok("reopenForumTopic", chat_id=FORUM, message_thread_id=topic)
    assert await sandbox.sim("message", wish)


async def test_plain_bot_is_refused_in_a_closed_topic(sandbox, anna, forum):
    wish = {"from": anna["id"], "chat_id": FORUM}
    topic = await sandbox.sim("topic", wish | {"name": "Cellar"})
    closed = await sandbox.sim("topic", wish | {"thread": topic["message_thread_id"], "closed": True})
    assert closed["closed"] is True
    await sandbox.sim("member", {"chat_id": FORUM, "user": "bot", "status": "member"})
    where = {"chat_id": FORUM, "message_thread_id": topic["message_thread_id"]}
    answer = await sandbox.refused("sendMessage", **where, text="hi")
    assert answer == (400, "Bad Request: TOPIC_CLOSED")
    assert await sandbox.refused("sendChatAction", **where, action="typing") == answer


async def test_topic_gets_another_name(sandbox, topic):
    assert await sandbox.ok("editForumTopic", chat_id=FORUM, message_thread_id=topic, name="Roof and walls")
    [update] = await latest(sandbox)
    assert update["message"]["forum_topic_edited"] == {"name": "Roof and walls"}
    [shown] = (await sandbox.sim(f"groups/{FORUM}"))["topics"]
    assert shown["name"] == "Roof and walls"


async def test_deleted_topic_goes_with_its_messages(sandbox, anna, topic):
    sent = await sandbox.ok("sendMessage", chat_id=FORUM, message_thread_id=topic, text="hi")
    assert await sandbox.ok("deleteForumTopic", chat_id=FORUM, message_thread_id=topic)
    screen = await sandbox.sim(f"people/{FORUM}/chat")
    assert sent["message_id"] not in [one["message_id"] for one in screen["messages"]]
    answer = await sandbox.refused("sendMessage", chat_id=FORUM, message_thread_id=topic, text="x")
    assert answer == (400, "Bad Request: message thread not found")


async def test_general_is_closed_hidden_and_named(sandbox, forum):
    where = {"chat_id": FORUM}
    assert await sandbox.ok("editGeneralForumTopic", **where, name="Yard")
    assert await sandbox.ok("hideGeneralForumTopic", **where)
    assert (await sandbox.sim(f"groups/{FORUM}"))["general"] == {
        "name": "Yard",
        "closed": True,
        "hidden": True,
    }
    assert await sandbox.ok("unhideGeneralForumTopic", **where)
    assert await sandbox.ok("reopenGeneralForumTopic", **where)
    assert await sandbox.ok("closeGeneralForumTopic", **where)
    kinds = [
        next(iter(set(one["message"]) - {"message_id", "from", "chat", "date"}))
        for one in await latest(sandbox, 4)
    ]
    assert kinds == ["general_forum_topic_hidden", "general_forum_topic_unhidden", "forum_topic_reopened",
                     "forum_topic_closed"]  # fmt: skip


async def test_pins_of_one_topic_are_taken_away(sandbox, topic):
    inside = await sandbox.ok("sendMessage", chat_id=FORUM, message_thread_id=topic, text="in")
    outside = await sandbox.ok("sendMessage", chat_id=FORUM, text="out")
    for one in (inside, outside):
        await sandbox.ok("pinChatMessage", chat_id=FORUM, message_id=one["message_id"])
    assert await sandbox.ok("unpinAllForumTopicMessages", chat_id=FORUM, message_thread_id=topic)
    assert sandbox.world.chats[FORUM].pinned == [outside["message_id"]]
    assert await sandbox.ok("unpinAllGeneralForumTopicMessages", chat_id=FORUM)
    assert sandbox.world.chats[FORUM].pinned == []


REFUSALS = [
    ("createForumTopic", {"name": "x", "chat_id": 1001}, "the chat is not a forum"),
    ("createForumTopic", {"name": " "}, "title must be non-empty"),
    ("createForumTopic", {"name": "x", "icon_color": 5}, "TOPIC_ICON_COLOR_INVALID"),
    ("createForumTopic", {"name": "x", "icon_custom_emoji_id": "roof"}, "DOCUMENT_INVALID"),
    ("editForumTopic", {"message_thread_id": 99, "name": "x"}, "TOPIC_ID_INVALID"),
    ("closeForumTopic", {"message_thread_id": 99}, "TOPIC_ID_INVALID"),
    ("deleteForumTopic", {"message_thread_id": 99}, "TOPIC_ID_INVALID"),
    ("reopenGeneralForumTopic", {}, "TOPIC_NOT_MODIFIED"),
    ("editGeneralForumTopic", {"name": "General"}, "TOPIC_NOT_MODIFIED"),
    ("unpinAllForumTopicMessages", {"message_thread_id": 99}, "message thread not found"),
    ("sendChatAction", {"message_thread_id": 99, "action": "typing"}, "message thread not found"),
    ("sendMessage", {"chat_id": 1001, "message_thread_id": 99, "text": "x"}, "message thread not found"),
]


@pytest.mark.parametrize(("method", "params", "text"), REFUSALS)
async def test_wrong_call_about_topics_is_refused(sandbox, anna, forum, method, params, text):
    assert await sandbox.refused(method, **({"chat_id": FORUM} | params)) == (400, f"Bad Request: {text}")


async def test_nothing_changed_is_refused(sandbox, topic):
    where = {"chat_id": FORUM, "message_thread_id": topic}
    for method, params in (("editForumTopic", {"name": "Roof"}), ("reopenForumTopic", {})):
        assert await sandbox.refused(method, **where, **params) == (400, "Bad Request: TOPIC_NOT_MODIFIED")


WEAK = [
    ("createForumTopic", {"name": "x"}, "not enough rights to create a topic"),
    ("editForumTopic", {"name": "x"}, "not enough rights to edit the topic"),
    ("closeForumTopic", {}, "not enough rights to close or open the topic"),
    ("deleteForumTopic", {}, "not enough rights to delete the topic"),
    ("hideGeneralForumTopic", {}, "not enough rights to close or open the topic"),
    ("unpinAllForumTopicMessages", {}, "not enough rights to manage pinned messages in the chat"),
]


@pytest.mark.parametrize(("method", "params", "text"), WEAK)
async def test_bot_without_rights_over_topics_is_refused(sandbox, anna, forum, method, params, text):
    made = await sandbox.sim("topic", {"from": anna["id"], "chat_id": FORUM, "name": "Cellar"})
    await sandbox.sim("member", {"chat_id": FORUM, "user": "bot", "status": "administrator", "rights": {}})
    where = {"chat_id": FORUM, "message_thread_id": made["message_thread_id"]}
    assert await sandbox.refused(method, **where, **params) == (400, f"Bad Request: {text}")


async def test_topics_and_ranks_survive_a_restart(sandbox, anna, topic):
    from sandbox import state
    from sandbox.world import World

    await sandbox.ok("closeForumTopic", chat_id=FORUM, message_thread_id=topic)
    fresh = World("123456:AAtest", "test_bot", sandbox.world.files.folder, clock=sandbox.clock)
    state.load(fresh, state.dump(sandbox.world))
    assert fresh.chats[FORUM].group == sandbox.world.chats[FORUM].group


async def test_unread_is_counted_by_topic_and_read_by_topic(sandbox, anna, boris, topic):
    await sandbox.sim("member", {"chat_id": FORUM, "user": boris["id"], "status": "member"})
    await sandbox.says(anna, "To all", chat_id=FORUM)
    await sandbox.says(anna, "The roof leaks", chat_id=FORUM, thread=topic)
    await sandbox.ok("sendMessage", chat_id=FORUM, message_thread_id=topic, text="Who goes?")

    async def unread(person):
        found = await sandbox.sim(f"groups/{FORUM}")
        return found["unread"].get(str(person["id"]), 0), found["unread_in"].get(str(person["id"]), {})

    assert await unread(boris) == (3, {"0": 1, str(topic): 2})
    assert await unread(anna) == (1, {str(topic): 1})
    await sandbox.sim("read", {"from": boris["id"], "chat_id": FORUM, "thread": topic})
    assert await unread(boris) == (1, {"0": 1})
    await sandbox.says(boris, "I", chat_id=FORUM)
    assert await unread(boris) == (0, {})


async def test_person_leads_general_and_throws_and_forwards_into_a_topic(sandbox, anna, topic):
    where = {"from": anna["id"], "chat_id": FORUM}
    await sandbox.sim("topic", where | {"thread": 0, "name": "Hall", "closed": True})
    assert sandbox.world.journal.events[-1]["type"] == "groups"
    found = await sandbox.sim(f"groups/{FORUM}")
    assert (found["general"]["name"], found["general"]["closed"]) == ("Hall", True)
    thrown = await sandbox.sim("dice", where | {"thread": topic})
    passed = await sandbox.sim("forward", where | {"thread": topic, "message_id": thrown["message_id"]})
    assert {thrown["message_thread_id"], passed["messages"][0]["message_thread_id"]} == {topic}
    pinned = await sandbox.sim("pin", where | {"message_id": thrown["message_id"]})
    assert pinned["pinned"] == [thrown["message_id"]]
    [update] = await latest(sandbox)
    assert update["message"]["message_thread_id"] == topic
    assert update["message"]["pinned_message"]["message_id"] == thrown["message_id"]


async def test_icons_of_topics_are_files_of_their_own(sandbox, anna):
    icons = await sandbox.ok("getForumTopicIconStickers")
    assert [icons[0][name] for name in ("emoji", "custom_emoji_id")] == ["📰", "5434144690511290129"]
    assert {one["type"] for one in icons} == {"custom_emoji"}
    again = await sandbox.ok("getForumTopicIconStickers")
    assert [one["file_unique_id"] for one in again] == [one["file_unique_id"] for one in icons]
    assert (await sandbox.ok("getFile", file_id=icons[0]["file_id"]))["file_path"].endswith(".webp")
