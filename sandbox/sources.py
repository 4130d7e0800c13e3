"""Where the files of a call come from: uploaded with it, named by an id, or at an address."""

from typing import Any

from sandbox import addresses, kinds, photos
from sandbox.calls import Call
from sandbox.files import StoredFile
from sandbox.kinds import Kind
from sandbox.refusals import bad_request
from sandbox.wire import Upload


def upload_of(call: Call, field: str, given: Any) -> Upload | None:
    """The file of the request that a value points to, by attach:// or by its own name."""
    if isinstance(given, str) and given.startswith("attach://"):
        return call.files.get(given[len("attach://") :])
    return call.files.get(field) if not given and field else None


async def media(call: Call, kind: Kind, given: Any, field: str, about: dict[str, Any]) -> dict[str, Any]:
    """The media of a message: {"video": {…}}. `about` is what the call says of it.

    A file that is named by its id keeps what was said of it when it was sent first. A picture that is none
    raises NotAPhoto.
    """
    files = call.world.files
    upload = upload_of(call, field, given)
    if upload is None:
        if not isinstance(given, str) or not given or given.startswith("attach://"):
            raise bad_request(f"there is no {kind.field.replace('_', ' ')} in the request")
        if not addresses.is_address(given):
            return files.content(files.for_sending(given, kind.file))
        upload = await addresses.fetched(kind, given)
    if not upload.data:
        raise bad_request("file must be non-empty")
    return files.content(await _stored(call, kind, upload, about))


async def _stored(call: Call, kind: Kind, upload: Upload, about: dict[str, Any]) -> StoredFile:
    files = call.world.files
    if kind is kinds.PHOTO:
        return await photos.store(files, upload.data)
    small = upload_of(call, "", about.get("thumbnail")) or (
        call.files.get("thumbnail") if "media" not in about else None
    )
    thumb = await photos.thumbnail(files, small.data) if small else None
    said: dict[str, Any] = kind.numbers_of(about)
    said |= {name: text for name in kind.texts if (text := str(about.get(name) or "").strip())}
    return files.add(kind, upload.data, upload.name, upload.mime, said, thumb)


async def extras(call: Call, kind: Kind, about: dict[str, Any]) -> dict[str, Any]:
    """What stands in the message and not in the file: a video's cover and where it begins."""
    if kind is not kinds.VIDEO:
        return {}
    found: dict[str, Any] = {}
    if about.get("cover") or ("media" not in about and "cover" in call.files):
        found["cover"] = (await media(call, kinds.PHOTO, about.get("cover"), "cover", {}))["photo"]
    if start := max(0, int(about.get("start_timestamp") or 0)):
        found["start_timestamp"] = start
    return found
