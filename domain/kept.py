"""Bytes made for a page, kept as long as nothing they show has changed."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from time import monotonic

from domain import db
from domain.live import OF_TIME

MOST = 8  # a month of 10,000 visits has some 4 MB
LONGEST_SECONDS = 60.0  # what no verb tells of, as a client's new name, is seen after that
# The history tells every change of a visit, the audit log those of hours and time off. A serial is given before its
# commit, so lines are counted besides: one that appears below the last changes the stamp as well.
_STAMP = f"""
    SELECT (SELECT concat(max(id), '+', count(*), '+', max(at))
            FROM history WHERE id > (SELECT max(id) FROM history) - 200)
        || '/' || (SELECT concat(max(id), '+', count(*)) FROM audit
            WHERE {OF_TIME} AND id > (SELECT max(id) FROM audit) - 200)
        || '/' || (SELECT coalesce(sum(hashtext(concat(p.name, p.status, p.created_at, m.person_id, m.daily_limit))), 0)
            FROM master m JOIN person p ON p.id = m.person_id) AS stamp
"""  # noqa: S608  # our own parts only

_bodies: OrderedDict[Hashable, tuple[str, float, bytes]] = OrderedDict()


async def body(key: Hashable, make: Callable[[], Awaitable[bytes]]) -> bytes:
    """What ``make`` gives, or gave the last time for ``key`` if nothing has changed since."""
    # The stamp is older than what is read after it: a change between the two makes it read once more, never once less.
    stamp = str((await db.query(_STAMP))[0]["stamp"])
    if (found := _bodies.get(key)) and found[0] == stamp and monotonic() - found[1] < LONGEST_SECONDS:
        _bodies.move_to_end(key)
        return found[2]
    made = await make()
    _bodies[key] = stamp, monotonic(), made
    _bodies.move_to_end(key)
    while len(_bodies) > MOST:
        _bodies.popitem(last=False)
    return made
