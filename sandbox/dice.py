"""sendDice."""

from typing import Any

from sandbox.calls import Call, method
from sandbox.luck import VALUES, plain
from sandbox.messages import send
from sandbox.refusals import bad_request


@method("sendDice", counted=True)
async def send_dice(call: Call) -> dict[str, Any]:
    """A dice; its value is the server's."""
    emoji = plain(call.text("emoji"))
    if emoji not in VALUES:
        raise bad_request("EMOTICON_INVALID")
    return send(call, {"dice": call.world.luck.throw(emoji)})
