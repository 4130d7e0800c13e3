"""Opening the photos of a visit over the window they are counted in."""

from aiogram_dialog import DialogManager, StartMode

from dialogs import states
from dialogs.master.pieces import draft_here


async def open_photos(manager: DialogManager) -> None:
    """Show the photos of the visit the open draft is about, in the same message; Back leads to it again.

    Nothing is typed here, so the draft stays at its own window: after an emptied Redis that one is opened.
    """
    draft = await draft_here(manager)
    await manager.start(states.Photos.list, data={"draft": draft.id}, mode=StartMode.NORMAL)
