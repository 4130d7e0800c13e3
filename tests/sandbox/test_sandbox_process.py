# ruff: noqa: ANN001, ANN201, ANN202 - fixtures are typed where they are made
"""`python -m sandbox` as a process: it starts, says where it is, and goes when it should."""

import asyncio
import os
import re
import signal
import sys
import urllib.request
from typing import Any

import pytest

TOKEN = "123456:AAtest"


@pytest.fixture
async def start():
    running = []

    async def begin(*args: str, **more: Any):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "sandbox", "--token", TOKEN, *args,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, **more,
        )  # fmt: skip
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def address(process):
    line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
    return re.search(r"http://127\.0\.0\.1:(\d+)/", line)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_signal_stops_it_cleanly_even_with_a_poll_under_way(start, number):
    process = await start("--port", "0")
    found = await address(process)
    url = f"{found[0]}bot{TOKEN}/getUpdates?timeout=50"
    poll = asyncio.create_task(asyncio.to_thread(lambda: urllib.request.urlopen(url)))
    await asyncio.to_thread(lambda: urllib.request.urlopen(f"{found[0]}bot{TOKEN}/getMe"))
    process.send_signal(number)
    assert await asyncio.wait_for(process.wait(), 10) == 0
    assert (await process.stderr.read()) == b""
    with pytest.raises(OSError):
        await poll


async def test_taken_port_is_one_sentence_and_exit_code_two(start):
    port = (await address(await start("--port", "0")))[1]
    second = await start("--port", port)
    assert await asyncio.wait_for(second.wait(), 20) == 2
    lines = (await second.stderr.read()).decode().splitlines()
    assert lines == [f"Port {port} of 127.0.0.1 is taken: stop what uses it or name another by --port."]


async def test_it_goes_when_its_parent_s_pipe_ends(start):
    reading, writing = os.pipe()
    process = await start("--port", "0", "--parent-pipe-fd", str(reading), pass_fds=[reading])
    os.close(reading)
    await address(process)
    os.close(writing)
    assert await asyncio.wait_for(process.wait(), 10) == 0


async def test_wrong_token_is_refused_at_the_start(start):
    process = await start("--token", "nonsense")
    assert await asyncio.wait_for(process.wait(), 20) == 2
    assert b"--token looks like" in await process.stderr.read()
