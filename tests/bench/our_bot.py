"""The product's bot as ``workflow bot`` runs it, with a ticker in its loop."""

from domain.settings import load
from tests.bench.ticker import Ticker
from workflow.serving import quick_imports, serve


def run() -> None:
    """Run until SIGTERM."""
    with quick_imports():
        from bot.__main__ import main

    async def ticking() -> None:
        Ticker().start()
        await main(load())

    serve(ticking())


if __name__ == "__main__":
    run()
