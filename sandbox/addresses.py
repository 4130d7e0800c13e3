"""Files that lie at an address: really fetched from this machine, out of reach anywhere else."""

from typing import NoReturn
from urllib.parse import unquote, urlsplit

import aiohttp

from sandbox import kinds, wire
from sandbox.kinds import Kind
from sandbox.refusals import bad_request
from sandbox.wire import Upload

UNREACHED = "failed to get HTTP URL content"
WRONG_TYPE = "wrong type of the web page content"
WRONG_FILE = "wrong file identifier/HTTP URL specified"
MAX_PHOTO = 5 * 1024 * 1024
MAX_OTHER = 20 * 1024 * 1024
WITHIN = aiohttp.ClientTimeout(total=20)
# What has to come from an address for a file of each kind; a video note never comes from one.
TYPES = {
    kinds.PHOTO.field: ("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff"),
    kinds.DOCUMENT.field: ("application/pdf", "application/zip", "image/gif"),
    kinds.VIDEO.field: ("video/",),
    kinds.ANIMATION.field: ("image/gif", "video/mp4"),
    kinds.AUDIO.field: ("audio/",),
    kinds.VOICE.field: ("audio/ogg", "audio/mpeg", "audio/mp4"),
}


def is_address(given: str) -> bool:
    """Whether a value is an address: file ids have no dot in them."""
    return "." in given or given.startswith(("http://", "https://"))


async def fetched(kind: Kind, address: str) -> Upload:
    """The file at an address, of a type that goes with its kind."""
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or kind.field not in TYPES:
        raise bad_request(WRONG_FILE)
    if host not in wire.HERE:
        raise bad_request(UNREACHED)
    mime, data = await _got(parts.geturl(), MAX_PHOTO if kind is kinds.PHOTO else MAX_OTHER)
    name = unquote(parts.path.rpartition("/")[2]) or kind.field
    mime = wire.mime_of(mime, name)
    if not mime.startswith(TYPES[kind.field]):
        raise bad_request(WRONG_TYPE)
    return Upload(name, mime, data)


async def _got(address: str, most: int) -> tuple[str, bytes]:
    """Type and bytes. A redirection might lead away from this machine, so none is followed."""
    try:
        async with (
            aiohttp.ClientSession(timeout=WITHIN) as session,
            session.get(address, allow_redirects=False) as response,
        ):
            if response.status != 200:
                _unreached()
            data = bytearray()
            async for part in response.content.iter_any():
                data += part
                if len(data) > most:
                    raise bad_request(WRONG_FILE)
            if not data:
                raise bad_request(WRONG_FILE)
            return response.content_type, bytes(data)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        _unreached()


def _unreached() -> NoReturn:
    raise bad_request(UNREACHED) from None
