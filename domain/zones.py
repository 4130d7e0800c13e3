"""Time zones by their IANA names."""

from functools import lru_cache
from zoneinfo import available_timezones

from domain.errors import Invalid


@lru_cache
def zones() -> tuple[str, ...]:
    """Every zone of a place, by name: those that are kept for old programs only are left out."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and _of_a_place(name)))


def known_zone(text: str) -> str:
    """The zone's name, whatever the case it was typed in. Raises :class:`Invalid` for one that isn't there."""
    wanted = text.strip().replace(" ", "_").casefold()
    found = next((name for name in zones() if wanted in {name.casefold(), _city(name)}), None)
    if found is None:
        raise Invalid("invalid.zone", zone=text.strip()[:40])
    return found


def _city(name: str) -> str:
    return name.rpartition("/")[2].casefold()


def _of_a_place(name: str) -> bool:
    return not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))
