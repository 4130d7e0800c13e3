"""What sandbox/README.md gives to be pasted runs: every command, in order, and the tests of the example bot."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from sandbox.trouble import all_routes
from tests.product import free_port
from workflow.programs import CURL

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "sandbox/README.md").read_text(encoding="utf-8")
# What is refused ends the script with its answer; output goes where somebody who pastes would read it.
STRICT = 'set -euo pipefail\ncurl() { command curl -sS --fail-with-body "$@"; }\n'
FLAGS = ("-p", "no:cacheprovider", "-o", "asyncio_default_fixture_loop_scope=function")


def blocks(language: str) -> list[str]:
    """The code blocks in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_every_command_runs_as_it_is_pasted(tmp_path: Path, draw: Callable[..., bytes]) -> None:
    assert CURL.found(), CURL.advice
    (tmp_path / "photo.jpg").write_bytes(draw())
    start, *commands = blocks("sh")
    port = str(free_port())
    server = subprocess.Popen(
        [sys.executable, *start.replace("8081", port).split()[1:]],
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
    )
    try:
        assert server.stdout
        assert server.stdout.readline().startswith(b"The sandbox is at")
        script = STRICT + "\n".join(commands).replace("8081", port)
        said = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        )
        assert said.returncode == 0, said.stdout[-2000:] + said.stderr
        assert '{"quiet":true}' in said.stdout
        assert (tmp_path / "copy.jpg").read_bytes() == (tmp_path / "photo.jpg").read_bytes()
    finally:
        server.terminate()
        server.wait()


def test_every_call_of_the_control_api_has_a_command() -> None:
    asked = set()
    for command in re.findall(r"\bcurl .*", "\n".join(blocks("sh"))):
        if found := re.search(r"\$S(/sim/[^\s\"|)]*)", command):
            verb = re.search(r"-X (\w+)", command)
            posts = re.search(r" -[dF] ", command)
            asked.add((verb[1] if verb else "POST" if posts else "GET", found[1].partition("?")[0]))
    missing = [
        f"{route.method} {route.path}"
        for route in all_routes
        if not any(
            verb == route.method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), path)
            for verb, path in asked
        )
    ]
    assert missing == []


def test_example_bot_passes_its_tests(tmp_path: Path, draw: Callable[..., bytes]) -> None:
    for block in blocks("python"):
        name = re.match(r"# (\w+\.py)\n", block)
        assert name, f"this block does not say which file it is:\n{block}"
        (tmp_path / name[1]).write_text(block)
    (tmp_path / "before.jpg").write_bytes(draw())
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *FLAGS],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 passed" in done.stdout, done.stdout + done.stderr
