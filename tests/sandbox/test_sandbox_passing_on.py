# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Copies, forwards, replies with quotes and reactions, of the bot and of people."""

from typing import Any

import pytest

EMOJI = "\N{GRINNING FACE}"


@pytest.fixture
async def boris(sandbox):
    boris = await sandbox.sim("people", {"first_name": "Boris", "last_name": "Ivanov"})
    await sandbox.says(boris, "/start")
    return dict(boris)


def between(source, target, message_id):
    return {"chat_id": target["id"], "from_chat_id": source["id"], "message_id": message_id}


async def latest(sandbox):
    return (await sandbox.updates(offset=-1))[-1]


async def test_forward_names_its_origin_in_new_words_and_old(sandbox, anna, boris):
    sent = await sandbox.ok("forwardMessage", **between(anna, boris, 1))
    assert sent["forward_origin"]["type"] == "user"
    assert sent["forward_origin"]["sender_user"]["id"] == sent["forward_from"]["id"] == anna["id"]
    assert sent["forward_origin"]["date"] == sent["forward_date"]
    again = await sandbox.ok("forwardMessage", **between(boris, anna, sent["message_id"]))
    assert again["forward_origin"] == sent["forward_origin"]


async def test_forward_of_somebody_who_hides_tells_a_name_only(sandbox, anna, boris):
    await sandbox.sim(f"people/{boris['id']}", {"hides_forwards": True}, verb="PATCH")
    sent = await sandbox.ok("forwardMessage", **between(boris, anna, 1))
    origin = sent["forward_origin"]
    assert (origin["type"], origin["sender_user_name"]) == ("hidden_user", "Boris Ivanov")
    assert sent["forward_sender_name"] == "Boris Ivanov"
    assert "forward_from" not in sent


async def test_protected_message_is_copied_and_not_forwarded(sandbox, anna, boris):
    await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", protect_content=True)
    where = between(anna, boris, 2)
    assert await sandbox.refused("forwardMessage", **where) == (
        400,
        "Bad Request: message can't be forwarded",
    )
    assert await sandbox.ok("copyMessage", **where, protect_content=True)
    assert (await sandbox.chat(boris))["messages"][-1]["has_protected_content"] is True


async def test_service_message_goes_nowhere(sandbox, anna):
    await sandbox.ok("pinChatMessage", chat_id=anna["id"], message_id=1)
    where = between(anna, anna, 2)
    assert await sandbox.refused("copyMessage", **where) == (400, "Bad Request: message can't be copied")
    assert await sandbox.refused("forwardMessage", **where) == (
        400,
        "Bad Request: message can't be forwarded",
    )


async def test_forward_keeps_buttons_only_when_all_are_addresses(sandbox, anna):
    link, tap = {"text": "a", "url": "https://ya.ru/"}, {"text": "b", "callback_data": "b"}
    for row, kept in (([link], True), ([link, tap], False)):
        markup = {"inline_keyboard": [row]}
        sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="hi", reply_markup=markup)
        forward = await sandbox.ok("forwardMessage", **between(anna, anna, sent["message_id"]))
        assert ("reply_markup" in forward) is kept


async def test_copy_takes_another_caption_and_files_of_its_own(sandbox, anna, draw):
    sent = await sandbox.ok(
        "sendPhoto", chat_id=anna["id"], photo=("a.jpg", draw()), caption="old", has_spoiler=True
    )
    new = {"caption": "<b>new</b>", "parse_mode": "HTML", "show_caption_above_media": True}
    await sandbox.ok("copyMessage", **between(anna, anna, 2), **new)
    await sandbox.ok("copyMessage", **between(anna, anna, 2), caption="")
    named, bare = (await sandbox.chat(anna))["messages"][-2:]
    assert (named["caption"], named["show_caption_above_media"], named["has_media_spoiler"]) == (
        "new",
        True,
        True,
    )
    assert "caption" not in bare
    assert named["photo"][-1]["file_id"] != sent["photo"][-1]["file_id"]
    assert named["photo"][-1]["file_unique_id"] == sent["photo"][-1]["file_unique_id"]


async def test_many_go_together_albums_stay_albums_and_the_missing_are_skipped(sandbox, anna, boris, draw):
    await sandbox.sends(anna, ("a.jpg", draw()), ("b.jpg", draw()), caption="both")
    where = {"chat_id": boris["id"], "from_chat_id": anna["id"], "message_ids": [1, 2, 3, 77]}
    copies = await sandbox.ok("copyMessages", **where, remove_caption=True)
    assert [one["message_id"] for one in copies] == [2, 3, 4]
    forwards = await sandbox.ok("forwardMessages", **where)
    assert [one["message_id"] for one in forwards] == [5, 6, 7]
    _, text, *photos = (await sandbox.chat(boris))["messages"]
    assert text["text"] == "/start"
    assert [one.get("caption") for one in photos if "photo" in one] == [None, None, "both", None]
    assert [one.get("media_group_id") is None for one in photos] == [False, False, True, False, False]
    assert len({one["media_group_id"] for one in photos if "photo" in one}) == 2


@pytest.mark.parametrize("method", ["copyMessages", "forwardMessages"])
@pytest.mark.parametrize(
    ("ids", "text"),
    [
        ([], "message identifiers are not specified"),
        (["a"], "message identifiers must be an Array of Integers"),
        ([True], "message identifiers must be an Array of Integers"),
        (list(range(1, 102)), "too many message identifiers specified"),
        ([2, 1], "message identifiers must be in a strictly increasing order"),
        ([1, 1], "message identifiers must be in a strictly increasing order"),
        ([77], "there are no messages to forward"),
    ],
)
async def test_wrong_lists_of_messages_are_refused(sandbox, anna, method, ids, text):
    where = {"chat_id": anna["id"], "from_chat_id": anna["id"], "message_ids": ids}
    assert await sandbox.refused(method, **where) == (400, f"Bad Request: {text}")


async def replies(sandbox, person, **parameters: Any):
    wish = {"chat_id": person["id"], "text": "re", "reply_parameters": parameters}
    return await sandbox.call("sendMessage", **wish)


async def test_reply_quotes_a_part_by_its_utf_16_place(sandbox, anna):
    said = {"text": f"{EMOJI} <b>one</b> two one", "parse_mode": "HTML"}
    await sandbox.ok("sendMessage", chat_id=anna["id"], **said)
    bold = await replies(sandbox, anna, message_id=2, quote="<b>one</b> two", quote_parse_mode="HTML")
    assert bold["result"]["quote"] == {
        "text": "one two",
        "position": 3,
        "entities": [{"type": "bold", "offset": 0, "length": 3}],
        "is_manual": True,
    }
    plain = await replies(sandbox, anna, message_id=2, quote="one", quote_position=9)
    assert plain["result"]["quote"]["position"] == 11
    assert plain["result"]["reply_to_message"]["message_id"] == 2


async def test_number_in_quotes_is_a_number(sandbox, anna):
    sent = await replies(sandbox, anna, message_id="1")
    assert sent["result"]["reply_to_message"]["message_id"] == 1


@pytest.mark.parametrize(
    "quote",
    [{"quote": "three"}, {"quote": "one"}, {"quote": "x" * 1025}, {"quote": "two", "quote_parse_mode": ""}],
)
async def test_quote_that_does_not_stand_there_is_refused(sandbox, anna, quote):
    said = {"text": "<b>one</b> <i>two</i>", "parse_mode": "HTML"}
    await sandbox.ok("sendMessage", chat_id=anna["id"], **said)
    answer = await replies(sandbox, anna, message_id=2, **quote)
    assert answer["description"] == "Bad Request: QUOTE_TEXT_INVALID"


async def test_reply_into_another_chat_shows_what_it_answers(sandbox, anna, boris, draw):
    await sandbox.sends(boris, ("a.jpg", draw()), caption="pump")
    sent = (await replies(sandbox, anna, message_id=2, chat_id=boris["id"]))["result"]
    assert sent["external_reply"]["origin"]["sender_user"]["id"] == boris["id"]
    assert sent["external_reply"]["photo"]
    assert sent["quote"] == {"text": "pump", "position": 0}
    assert not {"reply_to_message"} & sent.keys()
    missing = await replies(
        sandbox, anna, message_id=99, chat_id=boris["id"], allow_sending_without_reply=True
    )
    assert missing["description"] == "Bad Request: message to be replied not found"
    assert (await replies(sandbox, anna, message_id=1, chat_id=5))[
        "description"
    ] == "Bad Request: chat not found"


async def test_reply_to_what_is_protected_elsewhere_is_a_plain_message(sandbox, anna, boris):
    await sandbox.ok("sendMessage", chat_id=boris["id"], text="secret", protect_content=True)
    sent = (await replies(sandbox, anna, message_id=2, chat_id=boris["id"]))["result"]
    assert not {"external_reply", "quote"} & sent.keys()


async def test_reaction_of_a_person_reaches_a_bot_that_asked_for_it(sandbox, anna):
    await sandbox.updates(allowed_updates=["message_reaction"])
    for emoji in ("👍", "❤️", ""):
        await sandbox.sim("react", {"from": anna["id"], "message_id": 1, "emoji": emoji})
    heard = [one["message_reaction"] for one in await sandbox.updates(offset=-3)]
    kinds = [
        ([r["emoji"] for r in one["old_reaction"]], [r["emoji"] for r in one["new_reaction"]])
        for one in heard
    ]
    assert kinds == [([], ["👍"]), (["👍"], ["❤"]), (["❤"], [])]
    assert heard[0]["user"]["id"] == anna["id"]


async def test_reactions_in_a_channel_are_only_counted(sandbox, anna, gleb):
    channel = {"id": -1001000000009, "title": "News", "type": "channel", "members": [anna["id"], gleb["id"]]}
    await sandbox.sim("groups", channel)
    post = await sandbox.ok("sendMessage", chat_id=channel["id"], text="news")
    await sandbox.updates(allowed_updates=["message_reaction", "message_reaction_count"])
    for person, emoji in ((anna, "👍"), (gleb, "👍"), (gleb, "🔥")):
        where = {"from": person["id"], "chat_id": channel["id"], "message_id": post["message_id"]}
        await sandbox.sim("react", where | {"emoji": emoji})
    heard = [one["message_reaction_count"] for one in await sandbox.updates(offset=-3)]
    counts = [[(one["type"]["emoji"], one["total_count"]) for one in each["reactions"]] for each in heard]
    assert counts == [[("👍", 1)], [("👍", 2)], [("👍", 1), ("🔥", 1)]]
    assert (heard[0]["chat"]["id"], heard[0]["message_id"]) == (channel["id"], post["message_id"])


async def test_administrator_takes_reactions_of_others_away(sandbox, anna, gleb):
    people = [anna["id"], gleb["id"]]
    group = {"id": -1001000000009, "title": "Masters", "members": people, "bot": "administrator"}
    await sandbox.sim("groups", group)
    posts = [(await sandbox.ok("sendMessage", chat_id=group["id"], text=text))["message_id"] for text in "ab"]
    for person in people:
        for post in posts:
            where = {"from": person, "chat_id": group["id"], "message_id": post}
            await sandbox.sim("react", where | {"emoji": "👍"})
    where = {"chat_id": group["id"], "message_id": posts[0], "user_id": people[0]}
    assert await sandbox.ok("deleteMessageReaction", **where)
    assert await sandbox.ok("deleteAllMessageReactions", chat_id=group["id"], user_id=people[1])
    assert await sandbox.ok("deleteAllMessageReactions", chat_id=group["id"], actor_chat_id=group["id"])
    left = sandbox.world.chats[group["id"]].reactions
    assert {post: list(given) for post, given in left.items()} == {posts[1]: [people[0]]}


async def test_reactions_are_told_only_when_asked_for_and_shown_by_whose_they_are(sandbox, anna):
    await sandbox.sim("react", {"from": anna["id"], "message_id": 1, "emoji": "👍"})
    thumb = [{"type": "emoji", "emoji": "👍"}]
    await sandbox.ok("setMessageReaction", chat_id=anna["id"], message_id=1, reaction=thumb)
    assert [set(one) - {"update_id"} for one in await sandbox.updates()] == [{"message"}]
    [shown] = (await sandbox.chat(anna))["messages"]
    assert shown["reactions"] == [thumb[0] | {"by": [anna["id"], 123456]}]
    wish = {"from": anna["id"], "message_id": 1, "emoji": "🧱"}
    assert (await sandbox.sim("react", wish, status=400))["error"].endswith(".")


@pytest.mark.parametrize(
    ("reaction", "text"),
    [
        ([{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "👎"}], "REACTIONS_TOO_MANY"),
        ([{"type": "paid"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": ["x"]}], "REACTION_INVALID"),
        ({"type": "emoji"}, "expected an Array of ReactionType"),
    ],
)
async def test_wrong_reaction_is_refused(sandbox, anna, reaction, text):
    where = {"chat_id": anna["id"], "message_id": 1}
    answer = await sandbox.refused("setMessageReaction", **where, reaction=reaction)
    assert answer == (400, f"Bad Request: {text}")


async def test_person_forwards_from_another_chat_and_from_elsewhere(sandbox, anna, boris, draw):
    group = await sandbox.sim("groups", {"title": "Masters", "members": [anna["id"], boris["id"]]})
    said = await sandbox.says(boris, "look", chat_id=group["id"])
    wish = {"from": anna["id"], "from_chat_id": group["id"], "message_id": said["message_id"]}
    await sandbox.sim("forward", wish)
    message = (await latest(sandbox))["message"]
    assert (message["text"], message["chat"]["id"]) == ("look", anna["id"])
    assert message["forward_origin"]["sender_user"]["id"] == boris["id"]
    await sandbox.says(anna, "news", forwarded_from="Somebody")
    assert (await latest(sandbox))["message"]["forward_origin"]["sender_user_name"] == "Somebody"
    await sandbox.sends(anna, ("a.jpg", draw()), forwarded_from=str(boris["id"]))
    assert (await latest(sandbox))["message"]["forward_from"]["id"] == boris["id"]


async def test_person_quotes_what_is_answered(sandbox, anna):
    sent = await sandbox.ok("sendMessage", chat_id=anna["id"], text="Tomorrow or today?")
    await sandbox.says(anna, "this", reply_to=sent["message_id"], quote="today")
    message = (await latest(sandbox))["message"]
    assert message["quote"] == {"text": "today", "position": 12, "is_manual": True}
    wish = {"from": anna["id"], "text": "x", "reply_to": 2, "quote": "never"}
    assert (await sandbox.sim("message", wish, status=400))["error"].endswith(".")
