"""Photos come at any time, in any dialog or none, one update each, albums too.

Nothing is answered to a photo: what became of it is told once for the whole album when it is processed.
"""

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ContentType
from aiogram.types import Document, Message
from aiogram_dialog import DialogManager, ShowMode

from dialogs import states
from dialogs.common.opening import RECENT
from dialogs.master import mine
from dialogs.master.upload.counts import Incoming, sorted_out
from dialogs.master.upload.opening import keep
from domain import clock, drafts, photos
from domain.access import Actor, Right
from domain.errors import DraftGone, Invalid
from domain.imaging import MOST_BYTES
from domain.models import Draft, PhotoKind, Visit
from domain.texts import Texts

router = Router(name="upload")
# Strangers and the office get a sentence of their own; the verb asks for the master's right.
OPEN = {"right": None}

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
PHOTO_DIALOGS = {states.Upload, states.Report, states.Photos}
COUNTING = PHOTO_DIALOGS | {states.Menu, states.MyTasks}


@router.message(F.photo, flags=OPEN)
async def on_photo(message: Message, dialog_manager: DialogManager, actor: Actor, t: Texts) -> None:
    """A photo, by itself or of an album, in its largest size."""
    require_master(actor)
    assert message.photo
    largest = message.photo[-1]
    photo = Incoming(largest.file_id, largest.file_unique_id, message.media_group_id)
    await receive(photo, message, dialog_manager, actor, t)


@router.message(F.document, flags=OPEN)
async def on_document(message: Message, dialog_manager: DialogManager, actor: Actor, t: Texts) -> None:
    """A photo sent as a file. Whether it is one inside, the worker finds out."""
    require_master(actor)
    document = message.document
    assert document
    if not looks_like_a_photo(document):
        raise Invalid("upload.not_a_photo")
    if (document.file_size or 0) > MOST_BYTES:
        raise Invalid("upload.too_big", most=MOST_BYTES // 2**20)
    photo = Incoming(document.file_id, document.file_unique_id, message.media_group_id)
    await receive(photo, message, dialog_manager, actor, t)


@router.message(F.content_type.in_({ContentType.VIDEO, ContentType.VIDEO_NOTE}), flags=OPEN)
async def on_video(_message: Message, actor: Actor) -> None:
    """A film instead of a photo."""
    require_master(actor)
    raise Invalid("upload.not_a_photo")


def require_master(actor: Actor) -> None:
    """Raise :class:`Invalid` for the office; a stranger is left to the answer all strangers get."""
    if not actor.may(Right.BASICS):
        raise SkipHandler
    if not actor.may(Right.VISITS_OWN):
        raise Invalid("upload.not_master")


def looks_like_a_photo(document: Document) -> bool:
    """Whether type or name of the file say it is a picture."""
    named = (document.file_name or "").lower().endswith(ENDINGS)
    return named or (document.mime_type or "").startswith("image/")


async def receive(photo: Incoming, message: Message, manager: DialogManager, actor: Actor, t: Texts) -> None:
    """Put the photo to its visit; when that isn't clear, keep it and ask."""
    draft = await at_hand(manager, actor)
    visit = await visit_at_hand(draft, actor)
    if visit is None:
        await keep(manager, photo)
        return
    chosen = draft.data.get("shows") if draft and draft.kind == "upload" else None
    [sent] = await sorted_out(visit, [photo], PhotoKind(chosen) if chosen else None)
    added = await photos.add(visit.id, by=actor, **vars(sent))
    if added is None:
        await message.answer(t.html("upload.there_already", number=visit.order.number))
    if draft is not None and manager.has_context():
        await manager.show(
            ShowMode.DELETE_AND_SEND
        )  # its numbers have changed, and it belongs below the photo


async def redraw_counts(manager: DialogManager) -> None:
    """What the open window counts was changed beside it, by a card or a receipt: it is drawn anew where it stands."""
    if manager.has_context() and manager.current_context().state.group in COUNTING:
        await manager.bg().update({})


async def visit_at_hand(draft: Draft | None, actor: Actor) -> Visit | None:
    """The visit of the open window, else the only one under way; None when there are several.

    Raises :class:`Invalid` when there is none.
    """
    if draft is not None and draft.subject:
        own = {visit.id: visit for visit in await mine.being(actor, mine.UPLOADABLE)}
        if draft.subject in own:
            return own[draft.subject]
    found = await mine.being(actor, mine.UNDER_WAY)
    if not found:
        raise Invalid("upload.no_visit")
    return found[0] if len(found) == 1 else None


async def at_hand(manager: DialogManager, actor: Actor) -> Draft | None:
    """The draft of the window that takes photos, if one is open; without Redis, the one touched last."""
    if not manager.has_context():
        latest = await drafts.latest(actor)
        recent = latest is not None and clock.now() - latest.updated_at < RECENT
        return latest if latest and recent and latest.kind in {"upload", "report"} else None
    context = manager.current_context()
    if context.state.group not in PHOTO_DIALOGS or not isinstance(context.start_data, dict):
        return None
    try:
        return await drafts.read(context.start_data.get("draft", 0), by=actor)
    except DraftGone:
        return None
