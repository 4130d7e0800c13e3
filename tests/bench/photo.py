"""A photo of 12 megapixels made fit to keep: ours with its process, the naive way inside a running one.

Ours is :func:`domain.imaging.process` from file to kept sizes, the child's start included. Memory is the peak
of the process that decodes, Python included, on both sides.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from PIL import Image

from domain import imaging, storage
from tests.bench import naive_photo
from tests.bench.measure import Bench, compared, seconds_of
from tests.bench.table import Goal, Line

WIDTH, HEIGHT = 4000, 3000
UPRIGHT, TURNED = 1, 6  # values of EXIF's orientation
PEAK = Path(__file__).with_name("peak.py")
GOAL, MEMORY = Goal(0.35), Goal(65, own=True)


async def run(bench: Bench) -> list[Line]:
    """Time and memory of a photo as it lies, and of one that its EXIF turns."""
    lines = []
    async with bench.database() as settings:  # the company's zone is asked for
        storage.use(settings.data_dir)
        for orientation, name in ((UPRIGHT, "photo, 12 MP"), (TURNED, "photo, 12 MP turned by EXIF")):
            source = bench.folder / f"photo-{orientation}.jpg"
            taken(source, orientation)
            lines += [await _time(name, source, bench), await _memory(name, source, bench)]
    return lines


async def _time(name: str, source: Path, bench: Bench) -> Line:
    target = bench.folder / "naive"
    target.mkdir(exist_ok=True)

    async def ours() -> float:
        return await seconds_of(imaging.process(source, storage.new_key())) * 1000

    async def naive() -> float:
        return await seconds_of(asyncio.to_thread(naive_photo.make, source, target)) * 1000

    return Line(f"{name}, time", *await compared(ours, naive, bench.rounds), "ms", GOAL)


async def _memory(name: str, source: Path, bench: Bench) -> Line:
    target = bench.folder / "peak"
    target.mkdir(exist_ok=True)

    def peak_of(script: Path) -> Callable[[], Awaitable[float]]:
        async def measured() -> float:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-I", str(PEAK), str(script), str(source), str(target),
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            )  # fmt: skip
            said = (await process.communicate())[1].decode()
            if process.returncode or not (target / "screen").exists():
                raise RuntimeError(f"{script.name}: {said[-500:]}")
            (target / "screen").unlink()
            return float(said.splitlines()[-1])

        return measured

    ours, naive = peak_of(imaging.CHILD), peak_of(Path(naive_photo.__file__))
    return Line(f"{name}, peak memory", *await compared(ours, naive, 1), "MB", MEMORY)


def taken(path: Path, orientation: int) -> None:
    """A picture with the detail of a real one, about 4 MB, as a phone writes it."""
    bands = [Image.effect_noise((WIDTH // 4, HEIGHT // 4), 60).resize((WIDTH, HEIGHT)) for _ in range(3)]
    grain = Image.effect_noise((WIDTH, HEIGHT), 18)
    image = Image.merge("RGB", [Image.blend(band, grain, 0.3) for band in bands])
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 14:05:00"
    image.save(path, "JPEG", quality=90, exif=exif)
