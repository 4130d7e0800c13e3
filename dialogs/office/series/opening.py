"""The ways in: the list, one series, and the rule of an order, of a series, from one time of it on."""

from datetime import date
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.common.opening import open_window
from dialogs.states import NewOrder, Repeat, Series, named
from domain import access, drafts, series
from domain.access import Actor
from domain.models import Visit


async def open_series_list(manager: DialogManager) -> None:
    """What recurs."""
    await open_window(manager, Series.list)


async def open_series(manager: DialogManager, series_id: int) -> None:
    """One series with what is ahead of it."""
    await open_window(manager, Series.card, series=series_id)


async def open_new(manager: DialogManager) -> None:
    """Begin a series that no order was before, or go on with the one that was begun: first who, where and what."""
    actor: Actor = manager.middleware_data["actor"]
    step = str(NewOrder.client.state)
    draft = await drafts.begin(by=actor, kind="newseries", step=step, repeats=True)
    resumed = bool(draft.data.keys() - {"repeats"})
    await open_window(manager, named(draft.step) or NewOrder.client, draft=draft.id, resumed=resumed)


async def open_rule(manager: DialogManager, draft_id: int) -> None:
    """Ask when the order of a complete draft is to be repeated."""
    actor: Actor = manager.middleware_data["actor"]
    await drafts.put(draft_id, by=actor, step=str(Repeat.rule.state))
    await open_window(manager, Repeat.rule, draft=draft_id)


async def open_repeat(manager: DialogManager, order_id: int) -> None:
    """Ask when the order is to be repeated; one that is repeated already shows its series."""
    actor: Actor = manager.middleware_data["actor"]
    order = await access.order_for(actor, order_id)
    belongs = await series.of_order(order.id)
    if belongs is not None:
        await open_series(manager, belongs.series_id)
        return
    visit = await Visit.filter(order_id=order.id).order_by("-id").first()
    assert visit is not None  # an order comes with its first
    step = str(Repeat.rule.state)
    draft = await drafts.begin(by=actor, kind="repeat", step=step, subject=visit.id, fresh=True)
    await open_window(manager, Repeat.rule, draft=draft.id)


async def open_change(manager: DialogManager, series_id: int, day: date | None = None) -> None:
    """Ask for a new rule: of the whole series from now on, or from its time on a local day on."""
    actor: Actor = manager.middleware_data["actor"]
    one = await series.series_for(actor, series_id)
    about: dict[str, Any] = {"series": one.id, "version": one.version} | (
        {"day": day.isoformat()} if day else {}
    )
    step = str(Repeat.rule.state)
    draft = await drafts.begin(by=actor, kind="series", step=step, fresh=True, **about)
    await open_window(manager, Repeat.rule, draft=draft.id)
