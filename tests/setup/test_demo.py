"""`make run` as a person meets it: one start, clear refusals, one Ctrl-C."""

import http.client
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workflow.data import CHECKOUT, Data
from workflow.embedded.process import wait_for


@contextmanager
def demo(folder: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], Callable[[str], list[str]]]]:
    """The demo in a process of its own, and a way to read on until a line shows up."""
    mine = {
        name: value for name, value in os.environ.items() if not name.endswith(("_URL", "_TOKEN", "_PORT"))
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "workflow", "demo"],
        cwd=CHECKOUT,
        env={**mine, "WORKFLOW_DATA": str(folder / "data"), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout
    reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout or ()], daemon=True)
    reader.start()

    def until(wanted: str) -> list[str]:
        seen: list[str] = []
        while not seen or wanted not in seen[-1]:
            try:
                seen.append(lines.get(timeout=150))
            except queue.Empty:
                pytest.fail(f"{wanted!r} was not said, but: {''.join(seen)}")
        return seen

    try:
        yield process, until
    finally:
        process.kill()
        process.wait()
        reader.join()


def fetch(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_busy_port_is_told_with_what_to_set(folder: Path, free_port: Callable[[], int]) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        busy = squatter.getsockname()[1]
        with demo(folder, WEB_PORT=str(busy), SANDBOX_PORT=str(free_port())) as (process, until):
            until(f"Port {busy} is busy: choose another one, for example WEB_PORT={busy + 10} make run.")
            assert process.wait(10) == 1


def test_second_run_says_that_the_first_still_runs(folder: Path) -> None:
    data = Data(folder / "data")
    data.make()
    with data.lock(), demo(folder) as (process, until):
        until(f"already runs on {data.root} (process {os.getpid()})")
        assert process.wait(10) == 1


def test_wrong_port_is_told_in_a_sentence(folder: Path) -> None:
    with demo(folder, SANDBOX_PORT="high") as (process, until):
        until("SANDBOX_PORT=high is not a port")
        assert process.wait(10) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"DATABASE_URL": "чепуха"}, "DATABASE_URL must begin with postgres://"),
        (
            {"REDIS_URL": "redis://127.0.0.1:high/0"},
            "REDIS_URL must have a number from 0 to 65535 as its port",
        ),
        ({"BOT_TOKEN": "чепуха"}, "BOT_TOKEN must be a token as @BotFather gives it"),
        ({"SECRET_KEY": "чепуха"}, "SECRET_KEY must have at least 32 bytes"),
        ({"DATABASE_URL": "postgres://a:b@127.0.0.1:1/c"}, "PostgreSQL does not answer ("),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "Redis does not answer ("),
        ({"WEB_PORT": "18080", "SANDBOX_PORT": "18080"}, "WEB_PORT and SANDBOX_PORT are both 18080"),
        ({"WORKFLOW_DATA": "/proc/nope"}, "/proc/nope can't be made or written"),
    ],
)
def test_wrong_setting_is_one_line_before_anything_starts(
    folder: Path, free_port: Callable[[], int], wrong: dict[str, str], sentence: str
) -> None:
    ports = {"WEB_PORT": str(free_port()), "SANDBOX_PORT": str(free_port())}
    with demo(folder, **{**ports, **wrong}) as (process, until):
        (said,) = until(sentence)
        assert said.startswith(sentence)
        assert process.wait(20) in {1, 2}


def test_whole_demo_runs_and_one_interrupt_ends_it(
    folder: Path, free_port: Callable[[], int], alive: Callable[[], list[str]]
) -> None:
    web, phones = free_port(), free_port()
    with demo(folder, WEB_PORT=str(web), SANDBOX_PORT=str(phones)) as (process, until):
        said = "".join(until("Ctrl-C"))
        assert f"http://127.0.0.1:{web}/" in said
        assert f"http://127.0.0.1:{phones}/" in said
        assert fetch(web, "/healthz")[0] == 200
        status, page = fetch(phones, "/")
        assert status == 200
        assert "<html" in page
        assert not re.search(r"Traceback|CRITICAL", said)
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0
    assert wait_for(lambda: not alive(), seconds=2), alive()
    logs = [log.read_text() for log in (folder / "data/logs").glob("*.log")]
    assert not [line for log in logs for line in log.splitlines() if "[WARNING]" in line]
