"""Draw the pictures of the documentation: the demo on ports and data of its own, seen by Chromium."""

import asyncio
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

import aiohttp
from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from workflow.programs import CHROMIUM

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
WEB, PHONES = 18080, 18081
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def main() -> None:
    """Start the demo, take the pictures, stop it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp(prefix="workflow-pictures-"))
    data.chmod(0o711)  # the account that runs the servers must reach what is inside
    environment = os.environ | {"WEB_PORT": str(WEB), "SANDBOX_PORT": str(PHONES), "WORKFLOW_DATA": str(data)}
    demo = subprocess.Popen(
        [sys.executable, "-m", "workflow", "demo"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert demo.stdout is not None
        for line in demo.stdout:
            if "Ctrl-C" in line:
                break
        asyncio.run(take())
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(timeout=60)
        shutil.rmtree(data, ignore_errors=True)


async def take() -> None:
    """All pictures."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM.found(), args=FLAGS)
        await take_phones(browser)
        web = await page_of(browser, 1440, 900)
        await web.goto(await link())
        await web.get_by_role("button").first.click()
        await web.wait_for_url("**/calendar*")
        await web.wait_for_load_state("networkidle")
        await keep(web, "calendar")
        await web.goto(f"http://127.0.0.1:{WEB}/figures")
        await web.wait_for_load_state("networkidle")
        await keep(web, "report")
        await browser.close()


async def take_phones(browser: Browser) -> None:
    """The page of phones on a desk and in a hand, by day and by night."""
    played = False
    for theme, name in (("light", ""), ("dark", "-dark")):
        desk = await page_of(browser, 1600, 1000, theme)
        await desk.goto(f"http://127.0.0.1:{PHONES}/?lang=ru")
        if not played:
            await play(desk)
            played = True
        await desk.locator("[data-message-id]").first.wait_for()
        await keep(desk, f"phones{name}")
        hand = await page_of(browser, 390, 844, theme)
        await hand.goto(f"http://127.0.0.1:{PHONES}/?lang=ru")
        await hand.locator(".tab", has_text="Анна").tap()
        await hand.locator(".phone.chosen [data-message-id]").first.wait_for()
        await keep(hand, f"phone{name}")


async def page_of(
    browser: Browser, width: int, height: int, theme: Literal["light", "dark"] = "light"
) -> Page:
    """A page of a size, in Russian; still, as it is for who wants no motion."""
    return await browser.new_page(
        viewport={"width": width, "height": height},
        has_touch=width < height,
        color_scheme=theme,
        locale="ru-RU",
        reduced_motion="reduce",
    )


async def keep(page: Page, name: str) -> None:
    """What the page looks like, in 256 colours: a third of the bytes, and no eye sees it."""
    picture = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
    colours = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=3)
    few = picture.quantize(palette=colours, dither=Image.Dither.FLOYDSTEINBERG)
    few.save(PICTURES / f"{name}.png", optimize=True)


async def play(phones: Page) -> None:
    """A little life in the chats: everybody opens something."""
    people = {person["first_name"]: person["id"] for person in (await state())["people"]}
    for name, text in (
        ("Вера", "/newtasks"),
        ("Анна", "/mytasks"),
        ("Борис", "/accept"),
        ("Ольга", "/review"),
    ):
        phone = phones.locator(f'[data-phone="{people[name]}"]')
        await phone.locator('[data-role="input"]').fill(text)
        await phone.locator('[data-role="send"]').click()
        await phone.locator("[data-message-id]").filter(has_text=text).first.wait_for()
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{PHONES}/sim/quiet", params={"for": "1.5", "timeout": "30"}) as answer,
    ):
        await answer.read()


async def state() -> dict[str, list[dict[str, object]]]:
    """The sandbox as it is."""
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{PHONES}/sim/state") as answer:
        return dict(await answer.json())


async def link() -> str:
    """Olga's one-time link into the web admin."""
    base = f"http://127.0.0.1:{PHONES}"
    olga = next(person["id"] for person in (await state())["people"] if person["first_name"] == "Ольга")
    async with aiohttp.ClientSession() as http:
        await http.post(f"{base}/sim/message", json={"from": olga, "text": "/web"})
        while True:
            async with http.get(f"{base}/sim/people/{olga}/chat") as answer:
                found = re.findall(r"http://[^\"]+/login/[\w-]+", await answer.text())
            if found:
                return str(found[-1])
            await asyncio.sleep(0.2)


if __name__ == "__main__":
    main()
