"""Taking multipart/form-data apart as leniently as Telegram does: names quoted or not, in any letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BOUNDARY = re.compile(r'boundary=(?:"([^"]+)"|([^;\s]+))', re.IGNORECASE)
PARAMETER = re.compile(r';\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))')


class Malformed(ValueError):
    """The body is not what its header says."""


@dataclass(slots=True)
class Part:
    """A field; with a file name it is a file."""

    name: str
    filename: str | None
    mime: str
    data: memoryview


def parts(content_type: str, body: bytes) -> Iterator[Part]:
    """The fields of a form, in order."""
    found = BOUNDARY.search(content_type)
    if found is None:
        raise Malformed("boundary not found")
    edge = b"--" + (found[1] or found[2]).encode()
    whole, at = memoryview(body), body.find(edge)
    while at >= 0:
        at += len(edge)
        if body.startswith(b"--", at):
            return
        head_end = body.find(b"\r\n\r\n", at)
        end = body.find(b"\r\n" + edge, max(at, head_end + 2))
        if head_end < 0 or end < 0:
            break
        yield _part(body[at:head_end].decode(errors="replace"), whole[head_end + 4 : max(end, head_end + 4)])
        at = end + 2
    raise Malformed("boundary not found")


def _part(head: str, data: memoryview) -> Part:
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in head.split("\r\n"))
    }
    fields = {
        name.lower(): re.sub(r"\\(.)", r"\1", quoted) or bare.strip()
        for name, quoted, bare in PARAMETER.findall(headers.get("content-disposition", ""))
    }
    if "name" not in fields:
        raise Malformed("field name in multipart/form-data not found")
    return Part(fields["name"], fields.get("filename"), headers.get("content-type", ""), data)
