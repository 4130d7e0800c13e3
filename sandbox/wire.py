"""Reading a request of the Bot API: query, form, multipart with files, or JSON."""

import mimetypes
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import web

from sandbox.refusals import Refused, bad_request

MAX_UPLOAD = 50 * 1024 * 1024
MAX_BODY = MAX_UPLOAD + 6 * 1024 * 1024
MAX_FILES = 100
MAX_PARAMETERS = 1024 * 1024
NOT_UTF8 = "strings must be encoded in UTF-8"


@dataclass(slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    mime: str
    data: bytes

    def logged(self) -> dict[str, Any]:
        """What the call log keeps of it."""
        return {"file": self.name, "mime": self.mime, "size": len(self.data)}


def uploaded(field: web.FileField, name: str) -> Upload:
    """A file of a form; clients often leave its type to the name's ending."""
    name = field.filename or name
    mime = field.content_type
    if mime == "application/octet-stream":
        mime = mimetypes.guess_type(name)[0] or mime
    with field.file as file:
        return Upload(name, mime, file.read())


def too_large(why: str = "") -> Refused:
    """413, the way td's HTTP reader says it."""
    return Refused(413, f"Request Entity Too Large{why}")


async def read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The parameters and the files of a request; parameters in the body win over those in the address."""
    params: dict[str, Any] = _pairs(request.rel_url.raw_query_string)
    if request.method != "POST" or not request.can_read_body:
        return params, {}
    if (request.content_length or 0) > MAX_BODY:
        raise too_large(f": content length is {request.content_length}")
    try:
        if request.content_type == "multipart/form-data":
            return await _multipart(request, params)
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None
    if request.content_type == "application/json":
        return params | _object(body), {}
    if len(body) > MAX_PARAMETERS:
        raise too_large(": too many parameters")
    try:
        return params | _pairs(body.decode()), {}
    except UnicodeDecodeError:
        raise bad_request(NOT_UTF8) from None


def _pairs(text: str) -> dict[str, Any]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, errors="strict")) if text else {}
    except UnicodeDecodeError:
        raise bad_request(NOT_UTF8) from None


def _object(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("object expected as the request")
    return found


async def _multipart(
    request: web.Request, params: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Upload]]:
    files: dict[str, Upload] = {}
    size = 0
    form = await request.post()
    for name, value in form.items():
        if isinstance(value, web.FileField):
            files[name] = uploaded(value, name)
            if len(files) > MAX_FILES:
                raise too_large(": too many files attached")
            if len(files[name].data) > MAX_UPLOAD:
                raise too_large()
        else:
            params[name] = value if isinstance(value, str) else bytes(value).decode(errors="replace")
            size += len(params[name])
    if size > MAX_PARAMETERS:
        raise too_large(": too many parameters")
    return params, files
