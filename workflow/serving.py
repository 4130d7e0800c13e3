"""Run one process of the product: load its code quickly, wait for the demo's go, end when asked to."""

import asyncio
import contextlib
import gc
import os
import signal
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workflow.telegram_types import from_the_bottom_up


@contextmanager
def quick_imports() -> Iterator[None]:
    """Load a process's code without collecting garbage: imports make none, and it saves a sixth of the start."""
    gc.disable()
    with from_the_bottom_up():
        yield
    gc.enable()


def serve(main: Coroutine[Any, Any, None]) -> None:
    """Run a process of the product until it ends or is asked to, on uvloop where there is one."""
    with contextlib.suppress(ImportError):
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
        # The demo starts us while it still fills the database: loading our code takes as long.
        while (go := os.environ.get("WORKFLOW_GO")) and not Path(go).exists():
            time.sleep(0.02)
        asyncio.run(until_told(main))


async def until_told(main: Coroutine[Any, Any, None]) -> None:
    """Run the process; SIGTERM cancels it, unless it handles the signal by itself."""
    task = asyncio.ensure_future(main)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await task
