"""A pytest plugin: people with phones for the tests of a bot. See "For tests" in sandbox/README.md.

Use it by ``pytest_plugins = ["sandbox.pytest"]`` in the topmost conftest.py, or by ``-p sandbox.pytest``.
PYTEST_DONT_REWRITE: a conftest may import from here before the plugin is loaded.
"""

from collections.abc import Callable, Iterator

import pytest

from sandbox.pytest.chat import NotSeen, Toast
from sandbox.pytest.line import NotPossible
from sandbox.pytest.options import Options
from sandbox.pytest.phone import Phone
from sandbox.pytest.screen import Message
from sandbox.pytest.server import running
from sandbox.pytest.telegram import SyncPhone, Telegram

__all__ = [
    "Message",
    "NotPossible",
    "NotSeen",
    "Options",
    "Phone",
    "SyncPhone",
    "Telegram",
    "Toast",
    "running",
]


@pytest.fixture(scope="session")
def telegram_options() -> Options:
    """How the sandbox is; override it to choose."""
    return Options()


@pytest.fixture(scope="session")
def telegram_server(telegram_options: Options) -> Iterator[Telegram]:
    """One sandbox for the whole session; take ``url`` and ``token`` from it to start a bot once."""
    with running(telegram_options) as telegram:
        yield telegram


@pytest.fixture
def telegram(telegram_server: Telegram) -> Telegram:
    """The sandbox, with nobody in it and no fault when the test begins."""
    telegram_server.reset()
    return telegram_server


@pytest.fixture
def phone(telegram: Telegram) -> Callable[..., Phone]:
    """``phone("anna")``: a person with a phone, for tests that await."""
    return telegram.phone


@pytest.fixture
def sync_phone(telegram: Telegram) -> Callable[..., SyncPhone]:
    """``sync_phone("anna")``: the same for tests that don't."""
    return lambda name, **about: SyncPhone(telegram.phone(name, **about))
