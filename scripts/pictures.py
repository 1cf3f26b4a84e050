"""Take the pictures of the review page that the manual shows: after ``make run``.

    python scripts/pictures.py

Needs playwright (the extra ``browser``) and a Chromium. Look at what it made.
"""

import shutil
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "extracted/report/index.html"
CLAIM = "fc6aa31399621211"  # "Army jets bombed a paramilitary base in Omdurman that evening"
SUDAN = f"document=sudan-2023&claim={CLAIM}"
GAP = 12  # pixels between two pictures side by side


@dataclass(frozen=True)
class View:
    """One picture: the address after ``#``, what is clicked and typed there, and its pixels."""

    name: str
    address: str
    click: str = ""
    keys: str = ""
    width: int = 1440
    height: int = 900
    scheme: str = "light"


VIEWS = (
    View("report-table", "view=table&sort=date:asc"),
    View("report-map", f"view=map&{SUDAN}", scheme="dark"),
    View("report-network", f"view=network&claim={CLAIM}"),
    View("report-gold", "view=validation&document=sudan-2023", click=".missed li button"),
    View("report-review", SUDAN, keys="ajare"),
    View("report-phone", "view=timeline", width=390, height=844),
)


def main() -> int:
    """Write ``docs/images/report-*.png``."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for view in VIEWS:
            context = browser.new_context(
                viewport={"width": view.width, "height": view.height}, color_scheme=view.scheme
            )
            page = open_page(context.new_page(), view.address)
            if view.click:
                page.click(view.click)
                page.wait_for_timeout(500)
            for key in view.keys:
                page.keyboard.press(key)
                page.wait_for_timeout(500)
            page.screenshot(path=picture(view.name))
            context.close()
        page = browser.new_page(viewport={"width": 1440, "height": 960})
        take_evidence(open_page(page, SUDAN))
        browser.close()
    return 0


def open_page(page: Page, address: str) -> Page:
    """Open a view, and wait until it is drawn."""
    page.goto(f"file://{REPORT}#{address}")
    page.wait_for_selector("body[data-ready]")
    page.wait_for_timeout(1200)
    return page


def take_evidence(page: Page) -> None:
    """The whole page, and beside it the panel of the claim scrolled to the end."""
    whole = Image.open(BytesIO(page.screenshot()))
    page.evaluate("document.querySelector('#evidence').scrollTop = 1e6")
    page.wait_for_timeout(300)
    panel = Image.open(BytesIO(page.locator("#evidence").screenshot()))
    both = Image.new("RGB", (whole.width + GAP + panel.width, whole.height), "#889199")
    both.paste(whole, (0, 0))
    both.paste(whole.crop((whole.width - panel.width, 0, whole.width, 50)), (whole.width + GAP, 0))
    both.paste(panel, (whole.width + GAP, whole.height - panel.height))
    both.save(picture("report-evidence"), optimize=True)


def picture(name: str) -> Path:
    """The file of a picture."""
    return ROOT / "docs" / "images" / f"{name}.png"


if __name__ == "__main__":
    sys.exit(main())
