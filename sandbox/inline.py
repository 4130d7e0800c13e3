"""Inline mode: the bot's answers to what people type after its name."""

import re
from typing import TYPE_CHECKING, Any

from sandbox import keyboards
from sandbox.callbacks import TOO_OLD
from sandbox.calls import Call, field_of, method, needed
from sandbox.chats import Chat, Message
from sandbox.inline_data import ANSWER_WITHIN
from sandbox.inline_results import Result, parsed
from sandbox.messages import receive
from sandbox.people import Person
from sandbox.refusals import bad_request

if TYPE_CHECKING:
    from sandbox.world import World

MOST = 50
CACHE_TIME = 300
START = re.compile(r"[A-Za-z0-9_-]{1,64}")
BUTTON = "can't parse inline query results button"


@method("answerInlineQuery")
async def answer_inline_query(call: Call) -> bool:
    """At most fifty results, each with an id of its own; once, and before the person went on."""
    results = await _results(call)
    offset = call.text("next_offset")
    if len(offset.encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = _button(call)
    query = call.world.inline.queries.get(call.text("inline_query_id"))
    late = query is None or call.world.clock() - query.at > ANSWER_WITHIN
    if late or query is None or query.web_app or query.answer is not None:
        raise bad_request(TOO_OLD)
    query.answer = {"results": results, "next_offset": offset or None, "button": button}
    seconds = call.integer("cache_time", CACHE_TIME)
    call.world.inline.keep(query, query.answer, seconds, personal=call.flag("is_personal"))
    query.done.set()
    call.world.journal.emit(
        "inline_answer", person_id=query.person_id, query_id=query.id, results=len(results)
    )
    return True


async def _results(call: Call) -> list[Result]:
    given = call.get("results")
    if not isinstance(given, list):
        raise bad_request("expected an Array of inline query results")
    if len(given) > MOST:
        raise bad_request("too many inline query results specified")
    results = [await parsed(call, one) for one in given]
    if len({one["id"] for one in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    return results


def _button(call: Call) -> dict[str, Any] | None:
    """The button over the results: into the chat with the bot, or into a Mini App."""
    given = call.get("button")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request(f"{BUTTON}: expected an Object")
    button: dict[str, Any] = {"text": needed(given, "text", str, where=BUTTON)}
    if not button["text"].strip():
        raise bad_request("inline query results button text must be non-empty")
    if given.get("web_app") is not None:
        return button | {
            "web_app": keyboards.web_app(given, BUTTON, "inline query results button Web App URL")
        }
    start = field_of(given, "start_parameter", str, where=BUTTON, default="")
    if not START.fullmatch(start):
        raise bad_request("START_PARAM_INVALID")
    return button | {"start_parameter": start}


def send_result(world: "World", chat: Chat, person: Person, result: Result) -> tuple[Message, str | None]:
    """A person sends a result by way of the bot; with buttons it gets a name by which it can be edited."""
    content = dict(result["content"]) | {"via_bot": world.bot}
    if result["reply_markup"]:
        content["reply_markup"] = result["reply_markup"]
    message = receive(world, chat, person, content)
    named = bool(result["reply_markup"])
    return message, world.inline.name(chat.id, message["message_id"]) if named else None


@method("answerWebAppQuery")
async def answer_web_app_query(call: Call) -> dict[str, Any]:
    """An open Mini App sends a message in the person's name."""
    result = await parsed(call, call.get("result"))
    query = call.world.inline.queries.get(call.text("web_app_query_id"))
    if query is None or not query.web_app or query.answer is not None:
        raise bad_request(TOO_OLD)
    person, chat = call.world.people.get(query.person_id), call.world.chats.get(query.chat_id)
    if person is None or chat is None:
        raise bad_request(TOO_OLD)
    query.answer = {"results": [result]}
    query.done.set()
    _, inline_id = send_result(call.world, chat, person, result)
    call.world.journal.emit("web_app_answer", person_id=person.id, query_id=query.id)
    return {"inline_message_id": inline_id} if inline_id else {}
