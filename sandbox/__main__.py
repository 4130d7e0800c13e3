# ruff: noqa: T201 - a command line speaks by print
"""`python -m sandbox`: start the stand-in and say where it is."""

import argparse
import asyncio
import contextlib
import errno
import os
import signal
import sys
import tempfile
from pathlib import Path

from aiohttp import web

from sandbox.app import make_app
from sandbox.gate import TOKEN
from sandbox.state import Unreadable
from sandbox.world import World


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (loopback)")
    parser.add_argument("--port", type=int, default=8081, help="port to listen on; 0 takes a free one")
    parser.add_argument(
        "--token", default="123456:AAsandboxsandboxsandboxsandboxsand", help="the bot's token"
    )
    parser.add_argument("--bot-username", default="workflow_demo_bot")
    parser.add_argument("--bot-name", default="Workflow")
    parser.add_argument("--parent-pipe-fd", type=int, help="stop when this file descriptor reaches its end")
    parser.add_argument("--flood", action=argparse.BooleanOptionalAction, default=False, help="flood limits")
    parser.add_argument("--state-file", type=Path, help="keep the world here; files go beside it")
    options = parser.parse_args(argv)
    if not TOKEN.fullmatch(options.token):
        parser.error("--token looks like 123456:AA…: a number, a colon, a secret")
    return options


async def serve(options: argparse.Namespace) -> int:
    """Serve until told to stop; the exit code."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with contextlib.ExitStack() as stack:
        if options.state_file:
            folder = options.state_file.with_name(options.state_file.name + ".files")
        else:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sandbox-")))
        world = World(
            options.token, options.bot_username, folder, first_name=options.bot_name, flood=options.flood
        )
        runner = web.AppRunner(make_app(world, options.state_file), access_log=None, shutdown_timeout=2)
        try:
            await runner.setup()
        except Unreadable as error:
            print(error, file=sys.stderr, flush=True)
            return 2
        try:
            site = web.TCPSite(runner, options.host, options.port)
            try:
                await site.start()
            except OSError as error:
                return cannot_listen(options, error)
            port = runner.addresses[0][1]
            print(f"The sandbox is at http://{options.host}:{port}/ as @{options.bot_username}.", flush=True)
            if options.parent_pipe_fd is not None:
                watch_parent(options.parent_pipe_fd, stop)
            await stop.wait()
        finally:
            await runner.cleanup()
    return 0


def cannot_listen(options: argparse.Namespace, error: OSError) -> int:
    """One sentence on why the port can't be had."""
    if error.errno == errno.EADDRINUSE:
        say = f"Port {options.port} of {options.host} is taken: stop what uses it or name another by --port."
    else:
        say = f"Can't listen on {options.host}:{options.port}: {os.strerror(error.errno or 0)}."
    print(say, file=sys.stderr, flush=True)
    return 2


def watch_parent(descriptor: int, stop: asyncio.Event) -> None:
    """The parent holds the other end of a pipe; when it is gone, the sandbox goes too."""

    def look() -> None:
        try:
            data = os.read(descriptor, 1024)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            asyncio.get_running_loop().remove_reader(descriptor)
            stop.set()

    os.set_blocking(descriptor, False)
    asyncio.get_running_loop().add_reader(descriptor, look)


if __name__ == "__main__":
    sys.exit(asyncio.run(serve(arguments())))
