"""What is repeated: the order a new series is made of, or the series that is changed; and the plan that was entered."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.common.opening import opened_with
from dialogs.office.neworder.fields import order_of
from domain import access, clock, company, drafts, recurrence, series, timing
from domain.access import Actor
from domain.errors import NotFound
from domain.models import Draft, Order, Series, Service
from domain.orders import NewOrder
from domain.recurrence import Plan
from domain.timing import Setting


@dataclass(frozen=True)
class Subject:
    """What the draft is about; ``now`` is local.

    An order, or a series with the day from which it changes (None: from now on), or ``new``: what no order was before.
    """

    draft: Draft
    now: datetime
    zone: str
    order: Order | None = None
    series: Series | None = None
    day: date | None = None
    new: NewOrder | None = None
    service: Service | None = None

    @property
    def plan(self) -> Plan | None:
        """What was entered."""
        data = self.draft.data
        if "rule" not in data:
            return None
        return Plan(
            recurrence.parse(data["rule"]),
            date.fromisoformat(data["first"]) if "first" in data else None,
            time.fromisoformat(data["at"]) if "at" in data else None,
            data.get("minutes"),
        )

    async def setting(self, plan: Plan) -> Setting:
        """When it comes by that plan. Raises Invalid when nothing would ever come."""
        if self.series is not None:
            return timing.next_setting(self.series, plan, self.now, self.day)
        if self.service is not None:
            return await timing.setting_for(self.service, plan, self.now)
        assert self.order is not None
        return await timing.first_setting(self.order, plan, clock.now())

    async def like(self) -> date:
        """The day that "every week" means when nothing else is said."""
        if self.day is not None:
            return self.day
        if self.series is not None:
            times = timing.setting_of(self.series).times(self.now, 1, self.series.skipped)
            return times[0].date() if times else self.now.date()
        daily = Plan(recurrence.Rule(recurrence.Freq.DAILY))
        return (await self.setting(daily)).starts.date()


async def subject_of(manager: DialogManager) -> Subject:
    """What this dialog is about. Raises DraftGone, NotFound."""
    actor: Actor = manager.middleware_data["actor"]
    draft = await drafts.read(opened_with(manager)["draft"], by=actor)
    data = draft.data
    if draft.subject:
        visit = await access.visit_for(actor, draft.subject)
        await visit.order.fetch_related("visits")
        zone = await company.zone()
        return Subject(draft, recurrence.wall(clock.now(), zone), zone, order=visit.order)
    if "repeats" in data:
        new, zone = order_of(data), await company.zone()
        service = await Service.get_or_none(id=new.service_id)
        if service is None:
            raise NotFound
        return Subject(draft, recurrence.wall(clock.now(), zone), zone, new=new, service=service)
    one = await series.series_for(actor, data["series"])
    day = date.fromisoformat(data["day"]) if "day" in data else None
    return Subject(draft, recurrence.wall(clock.now(), one.zone), one.zone, series=one, day=day)


def entered(plan: Plan) -> dict[str, Any]:
    """The plan as a draft keeps it; None removes what an earlier one held."""
    return {
        "rule": plan.rule.text,
        "first": plan.first.isoformat() if plan.first else None,
        "at": plan.at.isoformat(timespec="minutes") if plan.at else None,
        "minutes": plan.minutes,
    }
