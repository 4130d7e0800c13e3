# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Polls and quizzes: what bots may ask, who chooses, and what the bot hears of it."""

import pytest

SAME = {"question": "Which?", "options": ["One", {"text": "Two"}, "Three"]}


@pytest.fixture
async def poll(sandbox, anna):
    return await sandbox.ok("sendPoll", chat_id=anna["id"], **SAME)


def at(message):
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


async def chooses(sandbox, person, message, options, status=200):
    wish = {"from": person["id"], "message_id": message["message_id"], "options": options}
    return await sandbox.sim("vote", wish, status=status)


async def test_poll_shows_its_options_and_is_anonymous_unless_told(poll):
    shown = poll["poll"]
    assert [option["text"] for option in shown["options"]] == ["One", "Two", "Three"]
    assert [option["voter_count"] for option in shown["options"]] == [0, 0, 0]
    assert (shown["is_anonymous"], shown["type"], shown["allows_revoting"]) == (True, "regular", True)
    assert (shown["is_closed"], shown["total_voter_count"]) == (False, 0)


async def test_anonymous_vote_is_counted_and_nobody_is_named(sandbox, anna, poll):
    await chooses(sandbox, anna, poll, ["Two"])
    told = (await sandbox.updates())[1:]
    assert [set(update) - {"update_id"} for update in told] == [{"poll"}]
    assert [option["voter_count"] for option in told[0]["poll"]["options"]] == [0, 1, 0]
    assert (await sandbox.chat(anna))["messages"][-1]["poll"]["total_voter_count"] == 1


async def test_page_knows_who_chose_what_and_the_bot_does_not(sandbox, anna, poll):
    shown = await chooses(sandbox, anna, poll, [1])
    assert shown["votes"] == {str(anna["id"]): [1]}
    told = [one["poll"] for one in await sandbox.updates() if "poll" in one]
    assert told[-1]["total_voter_count"] == 1
    assert "votes" not in told[-1]
    assert "votes" not in await chooses(sandbox, anna, poll, [])


async def test_open_vote_names_the_voter_and_can_be_taken_back(sandbox, anna):
    sent = await sandbox.ok("sendPoll", chat_id=anna["id"], **SAME, is_anonymous=False)
    await chooses(sandbox, anna, sent, [2])
    await chooses(sandbox, anna, sent, [2])
    await chooses(sandbox, anna, sent, [])
    updates = await sandbox.updates()
    answers = [one["poll_answer"] for one in updates if "poll_answer" in one]
    assert [answer["option_ids"] for answer in answers] == [[2], []]
    assert answers[0]["user"]["id"] == anna["id"]
    assert answers[0]["option_persistent_ids"] == ["2"]
    assert updates[-1]["poll"]["total_voter_count"] == 0


async def test_only_a_poll_of_several_answers_takes_several(sandbox, anna, poll):
    assert "one choice" in (await chooses(sandbox, anna, poll, [0, 1], status=400))["error"]
    several = await sandbox.ok("sendPoll", chat_id=anna["id"], **SAME, allows_multiple_answers=True)
    voted = await chooses(sandbox, anna, several, [0, 2])
    assert [option["voter_count"] for option in voted["poll"]["options"]] == [1, 0, 1]
    assert "no option" in (await chooses(sandbox, anna, poll, ["Four"], status=400))["error"]


async def test_choice_in_a_quiz_stays(sandbox, anna):
    quiz = await sandbox.ok(
        "sendPoll", chat_id=anna["id"], **SAME, type="quiz", correct_option_ids=[1],
        explanation="<b>Two</b> it is", explanation_parse_mode="HTML",
    )  # fmt: skip
    assert quiz["poll"]["correct_option_id"] == 1
    assert quiz["poll"]["explanation_entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    await chooses(sandbox, anna, quiz, [0])
    assert (await chooses(sandbox, anna, quiz, [1], status=409))["error"]


async def test_stopped_poll_takes_no_votes_and_the_bot_is_told(sandbox, anna, poll):
    await chooses(sandbox, anna, poll, [0])
    stopped = await sandbox.ok("stopPoll", **at(poll))
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 1)
    assert (await sandbox.updates())[-1]["poll"]["is_closed"] is True
    assert (await chooses(sandbox, anna, poll, [1], status=409))["error"] == "The poll is closed."
    answer = await sandbox.refused("stopPoll", **at(poll))
    assert answer == (400, "Bad Request: poll has already been closed")


async def test_poll_closes_by_itself_when_its_time_is_over(sandbox, anna, wait_until):
    sent = await sandbox.ok("sendPoll", chat_id=anna["id"], **SAME, open_period=600)
    assert sent["poll"]["close_date"] - sent["date"] == 600
    await sandbox.sim("clock", {"move": 601})
    await wait_until(lambda: sandbox.world.chats[anna["id"]].messages[2]["poll"]["is_closed"])
    assert (await sandbox.updates())[-1]["poll"]["is_closed"] is True


async def test_forwards_share_a_poll_and_copies_begin_anew(sandbox, anna, poll):
    where = {"chat_id": anna["id"], "from_chat_id": anna["id"], "message_id": poll["message_id"]}
    forward = await sandbox.ok("forwardMessage", **where)
    copy = await sandbox.ok("copyMessage", **where)
    await chooses(sandbox, anna, forward, [0])
    first, again, other = (await sandbox.chat(anna))["messages"][-3:]
    assert first["poll"] == again["poll"]
    assert first["poll"]["total_voter_count"] == 1
    assert other["message_id"] == copy["message_id"]
    assert (other["poll"]["id"] != first["poll"]["id"], other["poll"]["total_voter_count"]) == (True, 0)
    answer = await sandbox.refused("stopPoll", **at(forward))
    assert answer == (400, "Bad Request: poll can't be stopped")


async def test_polls_survive_a_restart(sandbox, anna, poll):
    from sandbox import state
    from sandbox.world import World

    await chooses(sandbox, anna, poll, [1])
    fresh = World("123456:AAtest", "test_bot", sandbox.world.files.folder)
    state.load(fresh, state.dump(sandbox.world))
    [kept] = fresh.polls.by_id.values()
    assert (kept.votes, kept.places) == ({anna["id"]: [1]}, [(anna["id"], 2)])
    fresh.polls.vote(kept, anna, [])
    assert fresh.chats[anna["id"]].messages[2]["poll"]["total_voter_count"] == 0


LONG = "x" * 101


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"question": ""}, "text must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["x"] * 13}, "poll can't have more than 12 options"),
        ({"options": [" "]}, "text must be non-empty"),
        ({"options": [LONG]}, "poll options length must not exceed 100"),
        ({"options": [5]}, "can't parse InputPollOption: Expected InputPollOption to be an Object"),
        ({"options": [{"text": ["x"]}]}, 'can\'t parse InputPollOption: Field "text" must be of type String'),
        ({"options": [{}]}, "can't parse InputPollOption: Can't find field \"text\""),
        ({"options": "[nonsense"}, "can't parse options JSON object"),
        ({"type": "survey"}, "unsupported poll type specified"),
        ({"type": "quiz"}, "wrong correct option ID specified"),
        ({"type": "quiz", "correct_option_ids": [3]}, "wrong correct option ID specified"),
        ({"type": "quiz", "correct_option_ids": [1, 0]}, "wrong correct option ID specified"),
        ({"type": "quiz", "correct_option_id": 0, "explanation": "x" * 201}, "POLL_SOLUTION_TOO_LONG"),
        ({"open_period": 4}, "POLL_PERIOD_INVALID"),
        ({"close_date": 5}, "POLL_CLOSE_DATE_INVALID"),
        ({"members_only": True}, "parameter members_only is not part of this sandbox"),
        ({"media": {"type": "photo"}}, "parameter media is not part of this sandbox"),
    ],
)
async def test_wrong_poll_is_refused(sandbox, anna, params, text):
    answer = await sandbox.refused("sendPoll", chat_id=anna["id"], **SAME | params)
    assert answer == (400, f"Bad Request: {text}")


async def test_only_a_poll_can_be_stopped(sandbox, anna):
    where = {"chat_id": anna["id"], "message_id": 1}
    assert await sandbox.refused("stopPoll", **where) == (400, "Bad Request: message is not a poll")
    missing = (400, "Bad Request: message with poll to stop not found")
    assert await sandbox.refused("stopPoll", **where | {"message_id": 99}) == missing
    assert await sandbox.refused("stopPoll", chat_id=anna["id"]) == missing
