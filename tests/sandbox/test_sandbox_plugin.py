"""A stranger's project uses the plugin: nothing of ours but `pytest_plugins`."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "-W", "error", "-o", "asyncio_default_fixture_loop_scope=function", "--color=no", "-p", "no:cacheprovider",
)  # fmt: skip
CONFTEST = """
import pytest
from sandbox.pytest import Options

pytest_plugins = ["sandbox.pytest"]

@pytest.fixture(scope="session")
def telegram_options():
    return Options(username="shop_bot", patience=0.2)
"""
TESTS = """

import urllib.parse
import urllib.request
import pytest

def bot_says(telegram, text, chat_id):
    query = urllib.parse.urlencode({"text": text, "chat_id": chat_id})
    urllib.request.urlopen(f"{telegram.url}/bot{telegram.token}/sendMessage?{query}")

def test_plain(telegram, sync_phone):
    anna = sync_phone("anna")
    anna.send("/start")
    bot_says(telegram, "Welcome", anna.id)
    assert anna.sees("Welcome")["from"]["username"] == "shop_bot"

@pytest.mark.asyncio
async def test_awaiting(telegram, phone):
    anna = phone("anna")
    await anna.send("/start")
    bot_says(telegram, "Welcome", anna.id)
    await anna.sees("Welcome")

def test_failing(telegram, sync_phone):
    anna = sync_phone("anna")
    anna.send("/start")
    bot_says(telegram, "Welcome", anna.id)
    anna.sees("Good bye")

@pytest.mark.asyncio
async def test_impossible(phone):
    await phone("anna").edit("Nothing was written")
"""


def test_stranger_s_tests_run_and_fail_readably(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_shop.py").write_text(TESTS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *FLAGS],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 failed, 2 passed" in done.stdout, done.stdout + done.stderr
    failure = [line.removeprefix("E").strip() for line in done.stdout.partition("NotSeen: ")[2].splitlines()]
    assert failure[:4] == [
        "anna does not see 'Good bye' within 0.2 s; the chat:",
        "1 anna: /start",
        "2 bot: Welcome",
        "no bot is listening: nobody polls, and no webhook is set",
    ]
    # A failure points at the line of the test, not into the plugin.
    assert re.findall(r"^(\S+): Not(?:Seen|Possible)$", done.stdout, re.MULTILINE) == [
        "test_shop.py:28",
        "test_shop.py:32",
    ]
