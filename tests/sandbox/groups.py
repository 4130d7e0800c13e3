"""The group of the tests, and what the bot was told last."""

from typing import Any

BOT = 123456
SUPER = -1001000000005


async def latest(sandbox: Any, count: int = 1) -> list[dict[str, Any]]:
    """The newest updates that wait for the bot."""
    return [one.shown() for one in list(sandbox.world.updates.pending.values())[-count:]]
