"""sendPoll and stopPoll."""

import itertools
from typing import Any

from sandbox import entities, keyboards
from sandbox.calls import Call, method, needed
from sandbox.editing import editable
from sandbox.marks import Entity
from sandbox.messages import find_chat, replace, send
from sandbox.refusals import Refused, bad_request

MAX_QUESTION = 300
MAX_OPTION = 100
MAX_OPTIONS = 12
MAX_EXPLANATION = 200
LONGEST = 2_628_000
WHERE = "can't parse InputPollOption"
# Published, and not built here.
LEFT_OUT = ("media", "explanation_media", "country_codes", "members_only", "allow_adding_options")


def plain(call: Call, raw: str, mode: str, by_hand: Any, name: str, limit: int, what: str) -> dict[str, Any]:
    """A text of a poll: of its marks only custom emoji stay."""
    too_long = f"poll {what} length must not exceed {limit}"
    found = entities.composed(
        call.world, raw, mode, by_hand, "text", limit, too_long, empty=False, detect=False
    )
    marks: list[Entity] = [one for one in found.get("entities", ()) if one["type"] == "custom_emoji"]
    return {name: found["text"]} | ({f"{name}_entities": marks} if marks else {})


def formatted(call: Call, name: str, limit: int, too_long: str) -> dict[str, Any]:
    """An explanation or a description, with all of its marks."""
    return entities.composed(
        call.world,
        call.text(name),
        call.text(f"{name}_parse_mode"),
        call.get(f"{name}_entities"),
        name,
        limit,
        too_long,
        empty=True,
    )


def options_of(call: Call) -> list[dict[str, Any]]:
    """The answers to choose from: texts, or objects with a text."""
    given = call.get("options")
    if not isinstance(given, list):
        raise bad_request("expected an Array of InputPollOption")
    read = []
    for one in [{"text": each} if isinstance(each, str) else each for each in given]:
        if not isinstance(one, dict):
            raise bad_request(f"{WHERE}: Expected InputPollOption to be an Object")
        if one.get("media"):
            raise Refused(400, "Bad Request: media of polls is not part of this sandbox")
        text, mode = needed(one, "text", str, where=WHERE), str(one.get("text_parse_mode") or "")
        read.append((text, mode, one.get("text_entities")))
    if not read:
        raise bad_request("poll must have at least one answer option")
    if len(read) > MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {MAX_OPTIONS} options")
    return [
        {"persistent_id": str(place)} | plain(call, *one, "text", MAX_OPTION, "options") | {"voter_count": 0}
        for place, one in enumerate(read)
    ]


def quiz_of(call: Call, count: int) -> dict[str, Any]:
    """The right answers of a quiz, and why they are right."""
    right = call.get("correct_option_ids")
    if right is None:
        right = [call.integer("correct_option_id", -1)]
    if not isinstance(right, list) or not all(type(one) is int for one in right):
        raise bad_request("expected an Array of Integers as correct_option_ids")
    in_order = all(later > earlier for earlier, later in itertools.pairwise(right))
    if not right or not in_order or any(not 0 <= one < count for one in right):
        raise bad_request("wrong correct option ID specified")
    why = formatted(call, "explanation", MAX_EXPLANATION, "POLL_SOLUTION_TOO_LONG")
    if why.get("explanation", "").count("\n") > 2:
        raise bad_request("POLL_SOLUTION_TOO_LONG")
    return {"correct_option_id": right[0], "correct_option_ids": right} | why


def closing(call: Call) -> dict[str, int]:
    """When the poll closes by itself: after a while, which wins, or at a moment."""
    period, at, now = call.integer("open_period"), call.integer("close_date"), call.world.now()
    if not period and not at:
        return {}
    period = period or at - now
    if not 5 <= period <= LONGEST:
        raise bad_request("POLL_PERIOD_INVALID" if call.get("open_period") else "POLL_CLOSE_DATE_INVALID")
    return {"open_period": period, "close_date": now + period}


@method("sendPoll", counted=True)
async def send_poll(call: Call) -> dict[str, Any]:
    """A poll or a quiz."""
    for name in LEFT_OUT:
        if call.get(name):
            raise Refused(400, f"Bad Request: parameter {name} is not part of this sandbox")
    kind = call.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    question = plain(
        call, call.text("question"), call.text("question_parse_mode"), call.get("question_entities"),
        "question", MAX_QUESTION, "question",
    )  # fmt: skip
    options = options_of(call)
    quiz = quiz_of(call, len(options)) if kind == "quiz" else {}
    revoting = call.flag("allows_revoting") if "allows_revoting" in call.args else kind == "regular"
    poll: dict[str, Any] = question | {
        "options": options,
        "total_voter_count": 0,
        "is_closed": call.flag("is_closed"),
        "is_anonymous": call.flag("is_anonymous") if "is_anonymous" in call.args else True,
        "type": kind,
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": revoting,
        "members_only": False,
    }
    poll |= quiz | formatted(call, "description", entities.MAX_CAPTION, "message caption is too long")
    ends = {} if poll["is_closed"] else closing(call)
    find_chat(call)
    sent = send(call, {"poll": call.world.polls.fresh(poll | ends)})
    call.world.polls.shown_at(sent)
    return sent


@method("stopPoll")
async def stop_poll(call: Call) -> dict[str, Any]:
    """No more votes; the bot's own poll, where it was sent first."""
    markup = keyboards.read(call.get("reply_markup"), inline_only=True)
    chat = find_chat(call)
    message = chat.messages.get(call.integer("message_id"))
    if message is None:
        raise bad_request("message with poll to stop not found")
    poll = call.world.polls.of(message)
    if poll is None:
        raise bad_request("message is not a poll")
    if message["from"]["id"] != call.world.bot["id"] or "forward_origin" in message:
        raise bad_request("poll can't be stopped")
    if poll.shown["is_closed"]:
        raise bad_request("poll has already been closed")
    new = editable(call, message, markup)
    replace(call.world, chat, {name: value for name, value in new.items() if name != "edit_date"})
    return call.world.polls.close(poll)
