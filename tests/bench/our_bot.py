"""The product's bot as ``workflow bot`` runs it, with a ticker in its loop."""

from bot.__main__ import main
from domain.settings import load
from tests.bench.ticker import Ticker
from workflow.cli import serve


async def ticking() -> None:
    """Run until SIGTERM."""
    Ticker().start()
    await main(load())


if __name__ == "__main__":
    serve(ticking())
