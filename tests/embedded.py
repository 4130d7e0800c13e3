"""Throwaway PostgreSQL and Redis for a test session."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.embedded import Urls, servers


@contextmanager
def start_for_tests(**postgres_settings: str) -> Iterator[Urls]:
    """Both servers in a temporary folder, without waiting for the disk; gone with the context.

    Keyword arguments are PostgreSQL settings, for a test that needs it durable: ``fsync="on"``.
    """
    # Not pytest's tmp_path: as root that is closed to the account that runs the servers.
    folder = Path(tempfile.mkdtemp(prefix="workflow-tests-"))
    folder.chmod(0o711)
    try:
        with servers(folder, durable=False, postgres_settings=postgres_settings) as urls:
            yield urls
    finally:
        shutil.rmtree(folder, ignore_errors=True)
