"""Opening the window that takes photos, and keeping photos whose visit isn't known yet."""

from functools import partial

from aiogram_dialog import DialogManager, ShowMode

from dialogs import states
from dialogs.common.opening import open_window
from dialogs.master import mine
from dialogs.master.choosing import open_choice
from dialogs.master.pieces import open_draft
from dialogs.master.upload.counts import Incoming
from domain import drafts
from domain.access import Actor
from domain.models import Draft
from domain.visits import own

UNKNOWN = 0  # the subject of the draft that keeps photos of no visit yet


async def open_upload_list(manager: DialogManager) -> None:
    """Ask which visit the photos are of, unless there is one only and nothing waits."""
    waiting = await kept(manager.middleware_data["actor"])
    if waiting is not None:
        await open_draft(manager, waiting)
    else:
        await open_choice(
            manager, partial(mine.being, statuses=mine.UPLOADABLE), open_upload, states.Upload.visit
        )


async def open_upload(manager: DialogManager, visit_id: int) -> None:
    """Take photos of a visit. Raises NotNow when it is over or not yet the master's."""
    actor = manager.middleware_data["actor"]
    mine.require_status(await own(visit_id, actor), mine.UPLOADABLE)
    # What was chosen last time, before or after, says nothing of this time.
    draft = await drafts.begin(
        by=actor, kind="upload", step=states.Upload.photos.state or "", subject=visit_id, fresh=True
    )
    await open_draft(manager, draft)


async def kept(actor: Actor) -> Draft | None:
    """The draft with photos that wait for their visit."""
    return await Draft.get_or_none(person_id=actor.id, kind="upload", subject=UNKNOWN)


async def keep(manager: DialogManager, photo: Incoming) -> None:
    """Keep a photo until the master says which visit it is of, and ask him."""
    actor = manager.middleware_data["actor"]
    step = states.Upload.visit.state or ""
    draft = await kept(actor)
    waiting = draft.data.get("waiting", []) if draft else []
    waiting = [row for row in waiting if row["unique"] != photo.unique] + [photo.row()]
    if draft is None:
        draft = await drafts.begin(by=actor, kind="upload", step=step, subject=UNKNOWN, waiting=waiting)
    else:
        await drafts.put(draft.id, by=actor, step=step, waiting=waiting)
    if manager.has_context() and manager.current_context().state == states.Upload.visit:
        await manager.show(ShowMode.DELETE_AND_SEND)
    else:
        await open_window(manager, states.Upload.visit, draft=draft.id)
