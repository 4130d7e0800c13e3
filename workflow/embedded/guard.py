"""Run one command so that it never outlives the process that asked for it.

Started as a plain script, ``python -I -S guard.py --signal INT --grace 5 [--user U --group G] -- command…``.
Standard input is the lifeline: its other end is held by the parent alone, so it ends when the parent does,
however the parent died. Then, or on SIGTERM, the command is asked to stop by the given signal and killed with
its whole session after the grace. The guard ends with the command's own exit code.
"""

import argparse
import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def main() -> int:
    """Run the command and watch over it until both it and its session are gone."""
    asked = parse()
    stop_signal = signal.Signals[f"SIG{asked.signal}"]
    # Signals become bytes in a pipe, so that one wait is for everything: child, parent, a request to stop.
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)

    child = subprocess.Popen(
        asked.command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        user=asked.user,
        group=asked.group,
        extra_groups=[] if asked.user is not None else None,
        preexec_fn=die_with_parent(stop_signal),  # noqa: PLW1509  # one thread here
    )
    wait_for_end(child, wake_read)
    if child.poll() is None:
        child.send_signal(stop_signal)
        try:
            child.wait(asked.grace)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def parse() -> argparse.Namespace:
    """Read the guard's own options; all after ``--`` is the command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--signal", default="TERM")
    parser.add_argument("--grace", type=float, default=5)
    parser.add_argument("--user", type=int)
    parser.add_argument("--group", type=int)
    parser.add_argument("command", nargs="+")
    return parser.parse_args()


def wait_for_end(child: subprocess.Popen[bytes], wake: int) -> None:
    """Return when the child has ended, the parent is gone, or somebody asked us to stop."""
    lifeline = sys.stdin.fileno()
    while child.poll() is None:
        ready, _, _ = select.select([lifeline, wake], [], [])
        if lifeline in ready and not os.read(lifeline, 64):
            return
        if wake in ready and set(os.read(wake, 64)) - {signal.SIGCHLD}:
            return


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """On Linux, let the kernel signal the command if the guard itself is killed; elsewhere nothing."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)


if __name__ == "__main__":
    sys.exit(main())
