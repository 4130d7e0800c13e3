"""What has just changed, from the history: for pages that stay open."""

import time
from collections import deque
from dataclasses import dataclass

from domain import db

# A serial is given before the commit, so a line may appear below one that was read: lines this young are looked
# through again.
OVERLAP_SECONDS = 10.0
OVERLAP_LINES = 200
MOST = 500
# Lines of the audit log about what lies under the visits.
OF_TIME = "(subject LIKE 'absence:%' OR action LIKE 'hours.%' OR subject = 'company')"


@dataclass(frozen=True)
class Happened:
    """A line of history, as little as a page needs to know what to read again."""

    id: int
    event: str
    order_id: int
    visit_id: int | None


class Tail:
    """Reads new lines of history, each once, those included whose transaction took its time."""

    def __init__(self) -> None:
        self._horizon: int | None = None  # nothing new is expected at or below it
        self._seen: set[int] = set()
        self._reached: deque[tuple[float, int]] = deque()  # when which serial was the last

    async def new(self) -> list[Happened] | None:
        """Lines that appeared since the last call; None from the first, which only finds where the history ends."""
        if self._horizon is None:
            horizon = max(await last_id() - OVERLAP_LINES, 0)
            self._seen = {line.id for line in await _after(horizon)}
            self._horizon = horizon
            return None
        lines = [line for line in await _after(self._horizon) if line.id not in self._seen]
        self._seen.update(line.id for line in lines)
        self._settle()
        return lines

    def _settle(self) -> None:
        now = time.monotonic()
        self._reached.append((now, max(self._seen, default=0)))
        while now - self._reached[0][0] > OVERLAP_SECONDS:
            self._horizon = max(self._horizon or 0, self._reached.popleft()[1])
        self._seen = {line_id for line_id in self._seen if line_id > (self._horizon or 0)}


class TimeTail:
    """Notices that hours, an absence or the company's rules have changed: the audit log tells those."""

    _LAST = f"""
        SELECT id FROM audit
        WHERE {OF_TIME} AND id > (SELECT max(id) FROM audit) - {OVERLAP_LINES}
    """  # noqa: S608  # our own parts only

    def __init__(self) -> None:
        self._seen: set[int] | None = None

    async def changed(self) -> bool:
        """Whether any has since the last call; the first call only finds the end."""
        # By the lines themselves: one that other lines push out of those looked at is no news.
        before, self._seen = self._seen, {int(row["id"]) for row in await db.query(self._LAST)}
        return before is not None and not self._seen <= before


async def last_id() -> int:
    """The serial of the last line of history, 0 when there is none."""
    return int((await db.query("SELECT coalesce(max(id), 0) AS id FROM history"))[0]["id"])


async def since(line_id: int) -> list[Happened] | None:
    """What a page missed that last heard of this line; some lines may come twice. None: too much to list."""
    lines = await _after(max(line_id - OVERLAP_LINES, 0), MOST + OVERLAP_LINES + 1)
    return lines if len(lines) <= MOST + OVERLAP_LINES else None


async def _after(line_id: int, limit: int | None = None) -> list[Happened]:
    rows = await db.query(
        "SELECT id, event, order_id, visit_id FROM history WHERE id > $1 ORDER BY id LIMIT $2", line_id, limit
    )
    return [Happened(**row) for row in rows]
