"""What a person has entered so far: survives restart, change of device and an emptied Redis."""

from typing import Any

from domain.access import Actor
from domain.change import change
from domain.errors import DraftGone
from domain.models import Draft


async def begin(
    *, by: Actor, kind: str, step: str, subject: int = 0, fresh: bool = False, **data: Any
) -> Draft:
    """The actor's draft of ``kind`` about ``subject`` (an id, 0 for none): the earlier one, or a new one.

    ``fresh`` drops what an earlier one held.
    """
    async with change(by) as tx:
        draft = await Draft.get_or_none(person_id=by.id, kind=kind, subject=subject, using_db=tx.connection)
        if draft is None:
            return await Draft.create(
                using_db=tx.connection,
                person_id=by.id,
                kind=kind,
                subject=subject,
                step=step,
                data=data,
                created_at=tx.at,
                updated_at=tx.at,
            )
        draft.updated_at = tx.at
        if fresh:
            draft.step, draft.data, draft.created_at = step, data, tx.at
        await draft.save(using_db=tx.connection, update_fields=["step", "data", "created_at", "updated_at"])
        return draft


async def put(draft_id: int, *, by: Actor, step: str | None = None, **data: Any) -> Draft:
    """Keep ``data`` in the draft (None removes a key) and remember the window it stands at.

    Raises :class:`DraftGone` when it was finished or dropped elsewhere.
    """
    async with change(by) as tx:
        draft = (
            await Draft.select_for_update().using_db(tx.connection).get_or_none(id=draft_id, person_id=by.id)
        )
        if draft is None:
            raise DraftGone
        draft.data = {key: value for key, value in {**draft.data, **data}.items() if value is not None}
        draft.step = step or draft.step
        draft.updated_at = tx.at
        await draft.save(using_db=tx.connection, update_fields=["data", "step", "updated_at"])
        return draft


async def read(draft_id: int, *, by: Actor) -> Draft:
    """The actor's draft. Raises :class:`DraftGone`."""
    draft = await Draft.get_or_none(id=draft_id, person_id=by.id)
    if draft is None:
        raise DraftGone
    return draft


async def drop(draft_id: int, *, by: Actor) -> None:
    """Throw the draft away; none there is fine."""
    async with change(by) as tx:
        await Draft.filter(id=draft_id, person_id=by.id).using_db(tx.connection).delete()


async def open_ones(by: Actor) -> list[Draft]:
    """What the actor has begun and not finished, the latest first."""
    return await Draft.filter(person_id=by.id).order_by("-updated_at").limit(10)


async def latest(by: Actor) -> Draft | None:
    """The draft the actor touched last."""
    return await Draft.filter(person_id=by.id).order_by("-updated_at").first()
