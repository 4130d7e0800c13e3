"""The control API over inline mode: a person types after the bot's name, and sends what comes."""

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from sandbox import acts
from sandbox.control import Body, act
from sandbox.inline import send_result
from sandbox.inline_data import InlineQuery
from sandbox.messages import shown
from sandbox.refusals import ControlError
from sandbox.world import token_of_digits

if TYPE_CHECKING:
    from sandbox.world import World

UPDATE_LIFETIME = 30
MAX_QUERY = 256
SWITCHES = ("switch_inline_query_current_chat", "switch_inline_query", "switch_inline_query_chosen_chat")


async def _type(world: "World", body: Body) -> Body:
    """A person types after the bot's name; answered from what was kept, or asked of the bot."""
    if not world.inline_mode:
        sentence = 'Inline mode is off; its owner turns it on: POST /sim/bot {"inline_mode": true}.'
        raise ControlError(sentence, kind="inline_off")
    person, chat = acts.place_of(world, body)
    text = _switched(world, body) if body.get("label") else body.get("query", "")
    if not isinstance(text, str) or len(text) > MAX_QUERY:
        raise ControlError(f"A query is a text of at most {MAX_QUERY} characters.")
    offset = str(body.get("offset") or "")
    query = InlineQuery(token_of_digits(), person.id, chat.id, text, offset, world.clock())
    query.answer = world.inline.cached(text, offset, person.id)
    world.inline.add(query)
    cached = query.answer is not None
    if not cached:
        kind = "sender" if chat.private else chat.info["type"]
        update = {"id": query.id, "from": person.user(), "query": text, "offset": offset, "chat_type": kind}
        world.push("inline_query", update, person.id, UPDATE_LIFETIME)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(query.done.wait(), min(acts.number(body, "wait", 0.0, float), 120))
    return {"query_id": query.id, "query": text, "cached": cached, "answer": query.answer}


def _switched(world: "World", body: Body) -> str:
    """The text that a button puts after the bot's name."""
    _, chat = acts.place_of(world, body)
    rows = acts.message_of(chat, body).get("reply_markup", {}).get("inline_keyboard", [])
    for button in (one for row in rows for one in row if one["text"] == body["label"]):
        for name in SWITCHES:
            if name in button:
                found: Any = button[name]
                return str(found.get("query", "") if isinstance(found, dict) else found)
    raise ControlError(f"There is no button {body['label']!r} that leads into inline mode.", 404)


def _choose(world: "World", body: Body) -> Body:
    """A person sends one of the results; the bot is told where its owner wants that."""
    person, chat = acts.place_of(world, body)
    query = world.inline.queries.get(str(body.get("query_id")))
    if query is None or query.answer is None or query.person_id != person.id:
        raise ControlError("This query has no answer of which to choose.", 404)
    wanted = str(body.get("result_id"))
    result = next((one for one in query.answer["results"] if one["id"] == wanted), None)
    if result is None:
        there = ", ".join(repr(one["id"]) for one in query.answer["results"]) or "none"
        raise ControlError(f"There is no result {wanted!r}; the answer has: {there}.", 404)
    message, inline_id = send_result(world, chat, person, result)
    if world.inline_feedback:
        chosen: Body = {"result_id": wanted, "from": person.user(), "query": query.query}
        chosen |= {"inline_message_id": inline_id} if inline_id else {}
        world.push("chosen_inline_result", chosen, person.id, 600)
    found = shown(world, chat, message)
    return found | ({"inline_message_id": inline_id} if inline_id else {})


act("/sim/inline", _type)
act("/sim/inline/choose", _choose)
