"""Photos of a visit, for whoever may see the visit."""

import asyncio

from aiohttp import web

from domain import storage
from domain.access import Right, visit_for
from domain.errors import NotFound
from domain.models import Photo, PhotoState
from webadmin.keys import actor_of
from webadmin.routing import Door


async def photo_file(request: web.Request) -> web.FileResponse:
    """A photo in one of its sizes. It never changes, so the browser may keep it, but nobody in between."""
    photo = await Photo.get_or_none(id=int(request.match_info["id"]), state=PhotoState.READY)
    if photo is None:
        raise NotFound
    await visit_for(actor_of(request), photo.visit_id)
    path = storage.path(photo.storage_key, request.match_info["size"])
    if not await asyncio.to_thread(path.is_file):
        raise NotFound
    kind = await asyncio.to_thread(storage.media_type, path)
    return web.FileResponse(
        path, headers={"Content-Type": kind, "Cache-Control": "private, max-age=86400, immutable"}
    )


ROUTES = [
    Door(
        "GET",
        r"/photos/{id:\d{1,9}}/{size:original|screen|thumb}",
        photo_file,
        "photos.file",
        Right.ORDERS_SEE,
    )
]
