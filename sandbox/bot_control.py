"""The control API over the bot itself: what its owner sets with BotFather."""

from typing import TYPE_CHECKING

from sandbox.control import Body, act
from sandbox.refusals import ControlError

if TYPE_CHECKING:
    from sandbox.world import World

SWITCHES = ("privacy", "inline_mode", "inline_feedback")


def _set(world: "World", body: Body) -> Body:
    """Privacy mode in groups, inline mode, and whether the bot is told what was chosen."""
    for name, value in body.items():
        if name not in SWITCHES or not isinstance(value, bool):
            raise ControlError(f"Of the bot one sets {' and '.join(SWITCHES)}, to true or false.")
        setattr(world, name, value)
    world.changes += 1
    return {name: getattr(world, name) for name in SWITCHES}


act("/sim/bot", _set)
