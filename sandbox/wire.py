"""Reading a request of the Bot API: query, form, multipart with files, or JSON."""

import mimetypes
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import web

from sandbox import multipart
from sandbox.refusals import Refused, bad_request

MAX_UPLOAD = 50 * 1024 * 1024
MAX_BODY = MAX_UPLOAD + 6 * 1024 * 1024
MAX_FILES = 100
MAX_PARAMETERS = 1024 * 1024
# This machine, where a webhook may be plain http.
HERE = ("127.0.0.1", "localhost", "::1")
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
    with field.file as file:
        return Upload(name, mime_of(field.content_type, name), file.read())


def mime_of(told: str, name: str) -> str:
    """The type of a file: as told, unless that says nothing."""
    unknown = "application/octet-stream"
    return told if told not in ("", unknown) else mimetypes.guess_type(name)[0] or unknown


def too_large(why: str = "") -> Refused:
    """413, the way td's HTTP reader says it."""
    return Refused(413, f"Request Entity Too Large{why}")


async def read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The parameters and the files of a request; parameters in the body win over those in the address.

    A GET may have a body too: AsyncTeleBot polls that way.
    """
    params: dict[str, Any] = _pairs(request.rel_url.raw_query_string)
    if not request.can_read_body:
        return params, {}
    if (request.content_length or 0) > MAX_BODY:
        raise too_large(f": content length is {request.content_length}")
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None
    if request.content_type == "multipart/form-data":
        try:
            return _multipart(request.headers["Content-Type"], body, params)
        except multipart.Malformed as why:
            raise bad_request(str(why)) from None
    if request.content_type == "application/json":
        return params | _object(body), {}
    if len(body) > MAX_PARAMETERS:
        raise too_large(": too many parameters")
    return params | _pairs(_text(body)), {}


def _text(data: bytes | memoryview) -> str:
    """A text; Telegram takes it in UTF-8 only."""
    try:
        return str(data, "utf-8")
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
        found = orjson.loads(_text(body))
    except orjson.JSONDecodeError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("object expected as the request")
    return found


def _multipart(
    content_type: str, body: bytes, params: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Upload]]:
    files: dict[str, Upload] = {}
    size = 0
    for part in multipart.parts(content_type, body):
        if part.filename is None:
            params[part.name] = _text(part.data)
            size += len(part.data)
            continue
        files[part.name] = Upload(
            part.filename or part.name, mime_of(part.mime, part.filename), bytes(part.data)
        )
        if len(files) > MAX_FILES:
            raise too_large(": too many files attached")
        if len(part.data) > MAX_UPLOAD:
            raise too_large()
    if size > MAX_PARAMETERS:
        raise too_large(": too many parameters")
    return params, files
