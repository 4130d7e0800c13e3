import subprocess
import sys
from pathlib import Path

from tests.bench.table import Goal, Line

ROOT = Path(__file__).resolve().parent.parent


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_bench_prints_each_goal_with_its_verdict_and_what_both_sides_ran_on() -> None:
    done = bench("calendar", "--quick")
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("calendar, ")]
    assert len(rows) == 2
    assert all(row.endswith(("| met", "| MISSED")) for row in rows)
    assert "fsync on" in done.stdout
    assert "on both sides" in done.stdout


def test_bench_knows_no_row_of_another_name() -> None:
    assert bench("weather").returncode == 2


def test_a_goal_is_of_the_ratio_or_of_our_own_figure_and_a_miss_is_marked() -> None:
    assert Line("work", 3.0, 10.0, "ms", Goal(0.3)).verdict == "met"
    assert Line("work", 3.1, 10.0, "ms", Goal(0.3)).verdict == "MISSED"
    assert Line("work", 21.0, 400.0, "ms", Goal(20, own=True)).verdict == "MISSED"
    assert Line("work", 59.0, 100.0, "/s", Goal(0.6, at_least=True)).verdict == "MISSED"
    assert Line("work", 61.0, 100.0, "/s", Goal(0.6, at_least=True)).verdict == "met"
