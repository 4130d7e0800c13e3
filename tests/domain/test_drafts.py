"""What was entered survives, promise 7."""

import pytest

from domain import drafts
from domain.errors import DraftGone
from tests.cast import Cast, actor


async def test_draft_begun_again_is_the_one_begun_before(cast: Cast) -> None:
    first = await drafts.begin(by=actor(cast.vera), kind="new_order", step="client")
    await drafts.put(first.id, by=actor(cast.vera), step="text", text="Течёт")
    again = await drafts.begin(by=actor(cast.vera), kind="new_order", step="client")
    assert (again.id, again.step, again.data) == (first.id, "text", {"text": "Течёт"})


async def test_fresh_one_forgets_what_was_entered(cast: Cast) -> None:
    first = await drafts.begin(by=actor(cast.vera), kind="new_order", step="client", text="Течёт")
    again = await drafts.begin(by=actor(cast.vera), kind="new_order", step="client", fresh=True, phone="1")
    assert (again.id, again.data) == (first.id, {"phone": "1"})


async def test_each_subject_has_a_draft_of_its_own(cast: Cast) -> None:
    one = await drafts.begin(by=actor(cast.anna), kind="report", step="works", subject=1)
    two = await drafts.begin(by=actor(cast.anna), kind="report", step="works", subject=2)
    assert one.id != two.id


async def test_what_is_put_is_kept_and_none_removes_it(cast: Cast) -> None:
    draft = await drafts.begin(by=actor(cast.vera), kind="new_order", step="client", text="Течёт", price=100)
    await drafts.put(draft.id, by=actor(cast.vera), price=None, priority="high")
    assert (await drafts.read(draft.id, by=actor(cast.vera))).data == {"text": "Течёт", "priority": "high"}


async def test_nobody_reads_or_writes_the_draft_of_another(cast: Cast) -> None:
    draft = await drafts.begin(by=actor(cast.vera), kind="new_order", step="client")
    for attempt in (
        drafts.read(draft.id, by=actor(cast.olga)),
        drafts.put(draft.id, by=actor(cast.olga), text="Чужое"),
    ):
        with pytest.raises(DraftGone):
            await attempt
    await drafts.drop(draft.id, by=actor(cast.olga))
    assert (await drafts.read(draft.id, by=actor(cast.vera))).data == {}


async def test_dropped_draft_is_gone(cast: Cast) -> None:
    draft = await drafts.begin(by=actor(cast.vera), kind="new_order", step="client")
    await drafts.drop(draft.id, by=actor(cast.vera))
    with pytest.raises(DraftGone):
        await drafts.put(draft.id, by=actor(cast.vera), text="Поздно")
    assert await drafts.open_ones(actor(cast.vera)) == []


async def test_latest_is_the_one_touched_last(cast: Cast) -> None:
    first = await drafts.begin(by=actor(cast.vera), kind="new_order", step="client")
    second = await drafts.begin(by=actor(cast.vera), kind="cancel", step="reason", subject=7)
    assert (await drafts.latest(actor(cast.vera))).id == second.id  # type: ignore[union-attr]
    await drafts.begin(by=actor(cast.vera), kind="new_order", step="client")
    assert [draft.id for draft in await drafts.open_ones(actor(cast.vera))] == [first.id, second.id]
