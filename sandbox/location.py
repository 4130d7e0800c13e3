"""Locations, and those that move for a while."""

from typing import Any

from sandbox import keyboards
from sandbox.calls import Call, method
from sandbox.chats import Message
from sandbox.editing import editable, edited, not_modified, target
from sandbox.messages import send
from sandbox.refusals import bad_request
from sandbox.sending import place

FOR_EVER = 0x7FFFFFFF


def extras(call: Call) -> dict[str, Any]:
    """Accuracy, direction and the alert radius, where given."""
    found: dict[str, Any] = {}
    accuracy = call.number("horizontal_accuracy")
    if not 0 <= accuracy <= 1500:
        raise bad_request("wrong location horizontal accuracy specified")
    if accuracy:
        found["horizontal_accuracy"] = accuracy
    for name, most in (("heading", 360), ("proximity_alert_radius", 100_000)):
        value = call.integer(name)
        if not 0 <= value <= most:
            raise bad_request(f"wrong location {name.replace('_', ' ')} specified")
        if value:
            found[name] = value
    return found


@method("sendLocation", counted=True)
async def send_location(call: Call) -> dict[str, Any]:
    """A point on the map, live when live_period is given."""
    period = call.integer("live_period")
    if period and period != FOR_EVER and not 60 <= period <= 86400:
        raise bad_request("wrong live location period specified")
    location = place(call) | extras(call) | ({"live_period": period} if period else {})
    return send(call, {"location": location})


@method("editMessageLiveLocation", counted=True)
async def edit_message_live_location(call: Call) -> Message | bool:
    """Move a live location."""
    location = place(call) | extras(call)
    markup = keyboards.read(call.get("reply_markup"), inline_only=True)
    chat, message = target(call)
    still_live(call, message)
    period = call.integer("live_period") or message["location"]["live_period"]
    new = editable(call, message, markup) | {"location": location | {"live_period": period}}
    not_modified(message, new)
    return edited(call, chat, new)


@method("stopMessageLiveLocation", counted=True)
async def stop_message_live_location(call: Call) -> Message | bool:
    """Let a live location stand still."""
    markup = keyboards.read(call.get("reply_markup"), inline_only=True)
    chat, message = target(call)
    still_live(call, message)
    location = {name: value for name, value in message["location"].items() if name != "live_period"}
    return edited(call, chat, editable(call, message, markup) | {"location": location})


def still_live(call: Call, message: dict[str, Any]) -> None:
    """Only a live location whose time has not passed can be moved or stopped."""
    period = message.get("location", {}).get("live_period")
    if not period or (period != FOR_EVER and message["date"] + period < call.world.now()):
        raise bad_request("message can't be edited")
