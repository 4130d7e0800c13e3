# ruff: noqa: ANN001, ANN201, ANN202 - fixtures are typed where they are made
"""A hundred thousand messages are held in less than 300 MB."""

import gc
import resource
from pathlib import Path

from sandbox import gate

LOGGED = 10_000
COUNT = 5_000
MESSAGE = {
    "text": "Order <b>{n}</b>: Lenina 7, the pump leaks. Come at 10:00?",
    "parse_mode": "HTML",
    "reply_markup": '{"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}',
}


def megabytes() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


async def test_messages_are_small(sandbox, anna):
    async def send(count):
        for n in range(count):
            wish = MESSAGE | {"chat_id": str(anna["id"]), "text": MESSAGE["text"].replace("{n}", str(n))}
            assert (await gate.execute(sandbox.world, "sendMessage", wish, {}))["ok"]
        gc.collect()
        return megabytes()

    empty = megabytes()
    full = await send(LOGGED)
    # The log of calls is bounded and is filled by now, so the rest is messages.
    assert full - empty + (await send(COUNT) - full) * 100_000 / COUNT < 300
