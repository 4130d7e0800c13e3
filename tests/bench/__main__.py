"""``python -m tests.bench``: every goal measured beside its baseline in the same run, printed as a table."""

import argparse
import importlib
import os
import platform
import sys
import tempfile
import time
import traceback
from pathlib import Path

import uvloop

from domain import db, log
from tests.bench import table
from tests.bench.measure import TEMPLATE, Bench
from tests.embedded import start_for_tests

# Each is a module with ``run``, imported when its turn comes: a row that can't be stops no other.
ROWS = {
    "updates": "updates",
    "accept": "accepting",
    "photo": "photo",
    "calendar": "calendar",
    "page": "page",
    "report": "reporting",
    "processes": "processes",
    "live": "live",
    "sandbox": "standin",
}
# What the product's own servers have: the tests' servers are told to wait for the disk as well.
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
ORDERS, FEW_ORDERS = 1_000_000, 20_000


def main() -> int:
    """Measure what is asked for. A missed goal is no failure of the run; what can't be run is."""
    asked = _arguments()
    log.setup("ERROR", "bench", as_json=False)
    with start_for_tests(**DURABLE) as urls, tempfile.TemporaryDirectory(prefix="workflow-bench-") as folder:
        return uvloop.run(_run(Bench(urls, Path(folder), asked.quick, asked.orders), asked.rows))


async def _run(bench: Bench, names: list[str]) -> int:
    begun = time.monotonic()
    await bench.run_sql(f"CREATE DATABASE {TEMPLATE}")
    await db.migrate(bench.settings(TEMPLATE))
    rows: list[tuple[str, ...]] = []
    failed = []
    for name in names:
        print(f"{time.monotonic() - begun:4.0f} s  {name} ...", file=sys.stderr, flush=True)
        try:
            module = importlib.import_module(f"tests.bench.{ROWS[name]}")
            rows += [line.cells() for line in await module.run(bench)]
        except Exception:
            traceback.print_exc()
            failed.append(name)
            rows.append((name, "", "", "", "", "FAILED TO RUN"))
    print("\n".join([*await _machine(bench), "", table.drawn(rows), "", *_footer(bench, rows)]))
    print(f"{time.monotonic() - begun:.0f} s.")
    return 1 if failed else 0


async def _machine(bench: Bench) -> list[str]:
    model = _processor()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    connection = await db.raw_connection(bench.urls.database_url)
    try:
        version = await connection.fetchval("SHOW server_version")
        durable = {name: await connection.fetchval(f"SHOW {name}") for name in DURABLE}
    finally:
        await connection.close()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return [
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Linux {platform.release()}; load {load}",
        f"Python {platform.python_version()}, PostgreSQL {version} with "
        + ", ".join(f"{name} {value}" for name, value in durable.items())
        + " on both sides of every row",
    ]


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "CPU")


def _footer(bench: Bench, rows: list[tuple[str, ...]]) -> list[str]:
    verdicts = [row[-1] for row in rows]
    quick = ["Quick: little data and few rounds, so ratios are a sign only."] if bench.quick else []
    counted = f"{verdicts.count('met')} goals met, {verdicts.count('MISSED')} missed."
    how = (
        "Medians of rounds in turn with the baseline. Ratio: ours / baseline; a goal without a unit is of it."
    )
    return [how, *bench.notes, *quick, counted]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "rows", nargs="*", metavar="row", help=f"rows to measure: {', '.join(ROWS)}; all without"
    )
    parser.add_argument("--quick", action="store_true", help="less data and fewer rounds: figures are rough")
    parser.add_argument("--orders", type=int, help=f"orders of the report, {ORDERS:,} unless quick")
    asked = parser.parse_args()
    if unknown := set(asked.rows) - ROWS.keys():
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    asked.rows = asked.rows or list(ROWS)
    asked.orders = asked.orders or (FEW_ORDERS if asked.quick else ORDERS)
    return asked


if __name__ == "__main__":
    sys.exit(main())
