"""What the company is called and the numbers it decides: their bounds, and setting them."""

from collections.abc import Mapping

from domain import company
from domain.access import Actor, Right, require
from domain.change import change
from domain.errors import Invalid, SettingChanged
from domain.wording import says_something, within

LOCK = 5  # the first half of the advisory lock, see domain.hours_change
NAME_LENGTH = 64
# Each with the least and the most it may be; what it counts is in its text, ``setting.<name>``.
NUMBERS: dict[str, tuple[int, int]] = {
    "emergency_percent": (0, 100),
    "sla_warn_percent": (1, 99),
    "series_days_ahead": (1, 366),
    "offer_minutes": (1, 1440),
    "offer_repeats": (0, 10),
    "travel_kmh": (3, 120),
    "reveal_hours": (1, 720),
    "login_link_minutes": (1, 60),
    "session_days": (1, 90),
    "invitation_days": (1, 90),
}


async def set_name(name: str, *, by: Actor, was: str | None = None) -> None:
    """Call the company otherwise: its pages and the calendars people subscribe to say so from now on.

    ``was`` is what the person saw; raises :class:`SettingChanged` when it is another now, :class:`Invalid` for a name
    that says nothing or has more than 64 characters.
    """
    require(by, Right.SETTINGS)
    name = " ".join(name.split())
    if not says_something(name):
        raise Invalid("invalid.company_name")
    within(name, NAME_LENGTH)
    async with change(by) as tx:
        await tx.sql("SELECT pg_advisory_xact_lock($1::int, 0)", LOCK)
        company.forget()
        before = await company.get("name")
        if was is not None and before != was:
            raise SettingChanged
        if name != before:
            await company.put("name", name)
            await tx.audit("company.name", "company", before=before, after=name)
    company.forget()


async def numbers() -> dict[str, int]:
    """All of them as they are now."""
    return {name: int(await company.get(name)) for name in NUMBERS}


def checked(name: str, text: str) -> int:
    """What was typed for a number, if it can be that. Raises :class:`Invalid`, KeyError for no such number."""
    least, most = NUMBERS[name]
    said = text.strip().removesuffix("%").strip()
    if not (said.isascii() and said.isdigit() and len(said) <= 6 and least <= int(said) <= most):
        raise Invalid("setting.between", least=least, most=most)
    return int(said)


async def set_numbers(
    values: Mapping[str, int],
    *,
    by: Actor,
    was: Mapping[str, int] | None = None,
    draft_id: int | None = None,
) -> None:
    """Set numbers. They hold for what begins from now on: offers, links, clocks that are set up, days made ahead.

    ``was`` is what the person saw; raises :class:`SettingChanged` when one of them is another now, :class:`Invalid`.
    """
    require(by, Right.SETTINGS)
    for name, value in values.items():
        checked(name, str(value))
    async with change(by) as tx:
        await tx.sql("SELECT pg_advisory_xact_lock($1::int, 0)", LOCK)
        company.forget()
        before = await numbers()
        if was is not None and any(before[name] != seen for name, seen in was.items()):
            raise SettingChanged
        changed = {name: value for name, value in values.items() if before[name] != value}
        for name, value in changed.items():
            await company.put(name, value)
        if draft_id is not None:
            await tx.sql("DELETE FROM draft WHERE id = $1 AND person_id = $2", draft_id, by.id)
        if changed:
            old = {name: before[name] for name in changed}
            await tx.audit("company.numbers", "company", before=old, after=changed)
    company.forget()
