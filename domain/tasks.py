"""Ending background tasks for sure."""

import asyncio


async def end(*tasks: "asyncio.Task[None]") -> None:
    """Cancel tasks until they are over.

    Once isn't enough: ``asyncio.wait_for`` of Python 3.11, in libraries too, loses a cancellation that comes at
    the moment its own future is done (python/cpython issue 86296).
    """
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=0.5)
