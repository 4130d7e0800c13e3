"""Calendars are read by other programs as they were written: zones, instants, words. Two parsers that aren't ours."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import icalendar
import vobject
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import ical
from domain.ical import Entry, Status

# Two rules of the north, one of the south, none, half an hour, none that is yearly, one before midnight, the reverse.
ZONES = (
    *("Europe/Berlin", "America/New_York", "Australia/Sydney", "Europe/Moscow", "Asia/Kolkata"),
    *("Australia/Lord_Howe", "Africa/Casablanca", "America/Nuuk", "Europe/Dublin"),
)
YEAR, HOUR = timedelta(days=365), timedelta(hours=1)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Seen:
    """An event as a parser sees it."""

    starts_at: datetime
    ends_at: datetime
    status: str
    sequence: int
    said: tuple[str, str, str]  # summary, location, description


def by_icalendar(body: bytes) -> dict[str, Seen]:
    """Events by their UID as the ``icalendar`` library reads them."""
    found = {}
    for event in icalendar.Calendar.from_ical(body).walk("VEVENT"):
        said = tuple(str(event.get(name, "")) for name in ("summary", "location", "description"))
        times = [event.decoded(name).astimezone(UTC) for name in ("dtstart", "dtend")]
        found[str(event["uid"])] = Seen(*times, str(event["status"]), int(event["sequence"]), said)  # type: ignore[arg-type]
    return found


def by_vobject(body: bytes) -> dict[str, Seen]:
    """The same as ``vobject`` reads them, which works out zones by the VTIMEZONE in the file."""
    zones = vars(vobject.icalendar)["__tzidMap"]  # it would take the zone of an earlier file for this one's
    for zone in set(zones) - {"UTC"}:
        del zones[zone]
    found = {}
    for event in getattr(vobject.readOne(body.decode()), "vevent_list", []):
        said = tuple(
            event.contents[name][0].value if name in event.contents else ""
            for name in ("summary", "location", "description")
        )
        times = [one.value.astimezone(UTC) for one in (event.dtstart, event.dtend)]
        found[event.uid.value] = Seen(*times, event.status.value, int(event.sequence.value), said)  # type: ignore[arg-type]
    return found


def an_entry(start: datetime, text: str = "Выезд", number: int = 1) -> Entry:
    return Entry(
        uid=f"visit-{number}@crm.example",
        starts_at=start,
        ends_at=start + HOUR,
        summary=text,
        status=Status.CONFIRMED,
        changed_at=BEGIN,
        sequence=number,
        location=text,
        description=text,
    )


def written(entries: list[Entry], zone: str) -> bytes:
    return ical.calendar("Выезды", zone, entries, timedelta(minutes=15))


def test_a_zone_is_described_as_its_clocks_go() -> None:
    wrong = []
    for zone in ZONES:
        told = tz.tzical(StringIO("\n".join(ical.timezone(zone, 2026, 2028)))).get(zone)
        changes = [turn.at for turn in ical._turns(zone, 2026, 2029)]
        moments = [BEGIN + n * 5 * HOUR * 24 for n in range(3 * 73)]
        moments += [at + n * HOUR / 4 for at in changes for n in (-9, -1, 0, 1, 9)]
        for moment in moments:
            local = moment.astimezone(ZoneInfo(zone))
            wall = local.replace(tzinfo=None)
            if not local.fold and wall.replace(tzinfo=told).utcoffset() != local.utcoffset():
                wrong.append((zone, local))
    assert wrong == []


def test_a_yearly_rule_stands_where_there_is_one() -> None:
    ruled = {zone: sum("RRULE" in line for line in ical.timezone(zone, 2026, 2027)) for zone in ZONES}
    assert [ruled[zone] for zone in ZONES] == [2, 2, 2, 0, 0, 2, 0, 1, 2]
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in ical.timezone("Europe/Berlin", 2026, 2026)
    assert "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU" in ical.timezone("America/New_York", 2026, 2026)


INSTANTS = st.lists(st.integers(0, 2 * 365 * 24 * 4), min_size=1, max_size=5)
WORDS = st.text(st.sampled_from("абвЙ№«»—\\;,:\"' \nzA0🔧é\u00a0"), max_size=200)


@settings(max_examples=100, deadline=None)
@given(zone=st.sampled_from(ZONES), quarters=INSTANTS, text=WORDS)
def test_two_parsers_read_what_was_written(zone: str, quarters: list[int], text: str) -> None:
    entries = [an_entry(BEGIN + quarter * HOUR / 4, text, n) for n, quarter in enumerate(quarters)]
    body = written(entries, zone)
    said = ("\n".join(text.splitlines()),) * 3
    expected = {one.uid: Seen(one.starts_at, one.ends_at, "CONFIRMED", one.sequence, said) for one in entries}
    assert by_icalendar(body) == expected
    assert by_vobject(body) == expected


def test_both_of_two_equal_wall_clock_hours_are_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in Berlin, and again an hour later
    body = written([an_entry(first - 2 * HOUR, number=1), an_entry(first + HOUR, number=2)], "Europe/Berlin")
    assert b"DTSTART;TZID=Europe/Berlin:20261025T003000" in body
    assert b"DTSTART:20261025T013000Z" in body
    for parsed in (by_icalendar(body), by_vobject(body)):
        assert [one.starts_at for one in parsed.values()] == [first - 2 * HOUR, first + HOUR]


def test_lines_are_folded_between_characters() -> None:
    body = written([an_entry(BEGIN, "Ремонт стиральной машины 🔧 " * 12)], "Europe/Moscow")
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert all(line.decode() for line in lines[:-1])
    assert sum(line.startswith(b" ") for line in lines) > 9


def test_what_somebody_typed_starts_no_line_of_its_own() -> None:
    body = written([an_entry(BEGIN, "a\r\nEND:VEVENT\rBEGIN:VALARM\u2028\x00\x07;b,c\\")], "Europe/Moscow")
    (seen,) = by_icalendar(body).values()
    assert seen.said[0] == "a\nEND:VEVENT\nBEGIN:VALARM\n;b,c\\"
    assert body.count(b"END:VEVENT\r\n") == 1


def test_an_empty_calendar_is_one_too() -> None:
    assert by_icalendar(written([], "Europe/Moscow")) == by_vobject(written([], "Europe/Moscow")) == {}
