"""Starting a sandbox for tests: as a process of its own, or in a thread of this one."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiohttp import web

from sandbox.app import make_app
from sandbox.pytest.line import Line
from sandbox.pytest.options import Options
from sandbox.pytest.telegram import Telegram
from sandbox.world import World

HOME = Path(__file__).resolve().parents[2]


@contextmanager
def running(options: Options | None = None) -> Iterator[Telegram]:
    """A sandbox on a free port of this machine, until the block ends."""
    options = options or Options()
    line = Line()
    start = _thread if options.in_process else _process
    try:
        with start(options, line) as url:
            line.url = url
            yield Telegram(line, options)
    finally:
        line.close()


@contextmanager
def _process(options: Options, _: Line) -> Iterator[str]:
    # The pipe's other end closes with this process, however it ends; then the sandbox goes too.
    reading, writing = os.pipe()
    path = os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH"))))
    flags = ["--token", options.token, "--bot-username", options.username, "--bot-name", options.name]
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", "--port", "0", "--parent-pipe-fd", str(reading), *flags],
        stdout=subprocess.PIPE,
        pass_fds=[reading],
        env=os.environ | {"PYTHONPATH": path},
        text=True,
    )
    os.close(reading)
    assert process.stdout
    try:
        said = process.stdout.readline()
        found = re.search(r"http://[\d.]+:\d+", said)
        if found is None:
            raise RuntimeError(f"The sandbox did not start; it said {said!r}.")
        yield found[0]
    finally:
        os.close(writing)
        process.wait(timeout=20)
        process.stdout.close()


@contextmanager
def _thread(options: Options, line: Line) -> Iterator[str]:
    async def begin() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()

    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        world = World(options.token, options.username, Path(folder), first_name=options.name)
        runner = web.AppRunner(make_app(world), access_log=None, shutdown_timeout=2)
        line.run(begin())
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            line.run(runner.cleanup())
