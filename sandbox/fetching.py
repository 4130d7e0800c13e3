"""getFile and the download behind it; getUpdates and the webhook's settings."""

import ipaddress
import re
from typing import Any
from urllib.parse import SplitResult, urlsplit

from aiohttp import web

from sandbox import wire
from sandbox.calls import Call, method
from sandbox.files import MAX_DOWNLOAD
from sandbox.keys import WORLD
from sandbox.refusals import Refused, bad_request, conflict, too_many
from sandbox.sources import upload_of
from sandbox.updates import Update

SECRET = re.compile(r"[A-Za-z0-9_-]+")
NO_URL = "invalid webhook URL specified"
MAX_CERTIFICATE = 3 << 20
PORTS = (443, 80, 88, 8443)
USE_DELETE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@method("getFile")
async def get_file(call: Call) -> dict[str, Any]:
    """Where a file can be fetched."""
    stored = call.world.files.find(call.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": call.text("file_id"),
        "file_unique_id": stored.unique,
        "file_size": stored.size,
        "file_path": stored.path,
    }


async def download(request: web.Request) -> web.StreamResponse:
    """GET /file/bot<token>/<file_path>."""
    world = request.app[WORLD]
    stored = world.files.by_path.get(request.match_info["path"])
    if request.match_info["token"] != world.token:
        return web.json_response(Refused(401, "Unauthorized").answer(), status=401)
    if stored is None or stored.size > MAX_DOWNLOAD:
        return web.json_response(Refused(404, "Not Found").answer(), status=404)
    return web.FileResponse(
        world.files.location(stored.unique), headers={"Content-Type": "application/octet-stream"}
    )


@method("getUpdates")
async def get_updates(call: Call) -> list[dict[str, Any]]:
    """Long polling; the older of two pollers is sent away."""
    world = call.world
    if world.webhook.url:
        raise conflict(USE_DELETE)
    world.updates.allow(call.get("allowed_updates"))
    found: list[Update] = await world.updates.poll(
        call.integer("offset"), call.integer("limit", 100), call.integer("timeout"), call.alive
    )
    return [update.shown() for update in found]


@method("setWebhook")
async def set_webhook(call: Call) -> bool:
    """Have updates brought instead of fetching them; an empty url ends that."""
    world, url = call.world, call.text("url").strip()
    if not url:
        return bool(await delete_webhook(call))
    if not world.webhook.may_set():
        raise too_many(1)
    address = parsed_url(url)
    secret = call.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    certificate = upload_of(call, "certificate", call.get("certificate"))
    if certificate and len(certificate.data) > MAX_CERTIFICATE:
        raise bad_request(f"certificate size is too big ({len(certificate.data)} bytes)")
    refuse_bad_url(address)
    refuse_bad_ip(call.text("ip_address"))
    if call.flag("drop_pending_updates"):
        world.updates.drop()
    world.updates.allow(call.get("allowed_updates"))
    world.updates.stop_poller("terminated by setWebhook request")
    world.webhook.set(
        url,
        secret,
        call.integer("max_connections") or 40,
        call.text("ip_address"),
        certificate=certificate is not None,
    )
    world.changes += 1
    return True


def parsed_url(url: str) -> SplitResult:
    """The address of a webhook, its host and its port being readable."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        raise bad_request(NO_URL) from None
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or not port_is_fine
        or re.search(r"\s", url)
    ):
        raise bad_request(NO_URL)
    return parts


def refuse_bad_url(address: SplitResult) -> None:
    """Telegram takes https on four ports only; on this machine anything goes."""
    if address.hostname in wire.HERE:
        return
    if address.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (address.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def refuse_bad_ip(given: str) -> None:
    """The address that is used in place of what the name resolves to."""
    try:
        if given:
            ipaddress.ip_address(given)
    except ValueError:
        raise bad_request("bad webhook: Invalid IP address specified") from None


@method("deleteWebhook")
async def delete_webhook(call: Call) -> bool:
    """Back to polling."""
    if call.flag("drop_pending_updates"):
        call.world.updates.drop()
    call.world.webhook.remove()
    call.world.changes += 1
    return True


@method("getWebhookInfo")
async def get_webhook_info(call: Call) -> dict[str, Any]:
    """How the webhook is doing."""
    return call.world.webhook.info()
