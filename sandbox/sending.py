"""sendMessage, and the other messages that carry no file."""

from typing import Any

from sandbox import entities
from sandbox.calls import Call, field_of, method
from sandbox.marks import BadLink, checked_link
from sandbox.messages import find_chat, send
from sandbox.refusals import bad_request
from sandbox.threads import placed

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    "record_audio", "upload_audio", "cancel",
}  # fmt: skip


@method("sendMessage", counted=True)
async def send_message(call: Call) -> dict[str, Any]:
    """A text."""
    content = entities.content(
        call, "text", entities.MAX_TEXT, "message is too long", entities="entities", empty=False
    )
    return send(call, content | link_preview(call))


def link_preview(call: Call) -> dict[str, Any]:
    """How links are previewed, kept on the message."""
    given = call.get("link_preview_options")
    if given is None:
        return (
            {"link_preview_options": {"is_disabled": True}} if call.flag("disable_web_page_preview") else {}
        )
    if not isinstance(given, dict):
        raise bad_request("object expected as link preview options")
    options: dict[str, Any] = {}
    for name in ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text"):
        if field_of(given, name, bool, default=False):
            options[name] = True
    if url := field_of(given, "url", str, default=""):
        try:
            options["url"] = checked_link(url)
        except BadLink:
            raise bad_request("WEBPAGE_URL_INVALID") from None
    return {"link_preview_options": options} if options else {}


@method("sendVenue", counted=True)
async def send_venue(call: Call) -> dict[str, Any]:
    """A place with a name."""
    location = place(call)
    venue = {"location": location, "title": call.text("title"), "address": call.text("address")}
    for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type"):
        if value := call.text(name):
            venue[name] = value
    return send(call, {"location": location, "venue": venue})


@method("sendContact", counted=True)
async def send_contact(call: Call) -> dict[str, Any]:
    """A person's card. It can't be edited, so it can't be taken back from who has seen it."""
    contact = {
        name: value
        for name in ("phone_number", "first_name", "last_name", "vcard")
        if (value := call.text(name))
    }
    return send(call, {"contact": contact})


@method("sendChatAction")
async def send_chat_action(call: Call) -> bool:
    """What the bot is seen doing for five seconds."""
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = find_chat(call)
    thread = call.integer("message_thread_id")
    # General has no number in messages; here it may be called 1.
    general = thread == 1 and chat.info.get("is_forum")
    placed(call.world, chat, 0 if general else thread, None, call.world.bot["id"])
    where = {"thread": thread} if thread else {}
    call.world.journal.emit("action", person_id=chat.id, action=action, **where)
    return True


def place(call: Call) -> dict[str, float]:
    """The place named by latitude and longitude."""
    return place_from({"latitude": call.number("latitude"), "longitude": call.number("longitude")})


def place_from(given: dict[str, Any]) -> dict[str, float]:
    """The place that an object names."""
    try:
        latitude, longitude = float(given["latitude"]), float(given["longitude"])
    except (KeyError, TypeError, ValueError):
        raise bad_request("wrong location specified") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}
