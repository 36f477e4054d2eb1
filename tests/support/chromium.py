"""A browser that tests drive: Chromium without a window, as wide as a phone or a desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.support.extras import MISSING_PROGRAMS

PHONE, DESK = 390, 1280
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A browser; skips the tests, and it is said at the end, where there is none."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    driver = shutil.which("chromedriver")
    if not (program and driver):
        MISSING_PROGRAMS.add("a browser (Debian: apt install chromium chromium-driver)")
        pytest.skip("no Chromium, or no chromedriver")
    selenium = pytest.importorskip("selenium.webdriver")
    options = selenium.ChromeOptions()
    options.binary_location = program
    # root may run it without a sandbox only; it opens pages of ours alone
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN,zh"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = selenium.Chrome(options=options, service=selenium.ChromeService(driver))
    try:
        yield Browser(chrome)
    finally:
        chrome.quit()


class Browser:
    """What a person does with a page, and what can be measured of it.

    Attributes:
        chrome: the driver of Selenium.
    """

    def __init__(self, chrome: Any) -> None:
        self.chrome = chrome

    def open(self, address: str, width: int = DESK, scheme: str = "light") -> None:
        """Shows a page, in a window of a width, to somebody who likes light or dark pages."""
        metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        preference = {"name": "prefers-color-scheme", "value": scheme}
        self.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [preference]})
        self.chrome.get(address)

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of JavaScript, which the driver runs whatever the page allows itself."""
        return self.chrome.execute_script(script, *arguments)

    def find(self, selector: str) -> Any:
        """The first element of a CSS selector."""
        return self.chrome.find_element("css selector", selector)

    def text(self, selector: str = "body") -> str:
        """The text of an element as it is seen."""
        return str(self.find(selector).text)

    def press(self, key: str) -> None:
        """Presses a key where the focus is."""
        self.chrome.switch_to.active_element.send_keys(key)

    def submit(self, selector: str, text: str) -> None:
        """Types a line where a selector says, and waits for the page that comes."""
        from selenium.webdriver.support.wait import WebDriverWait

        self.run("window.isOld = true")
        self.find(selector).send_keys(f"{text}\n")
        is_new = "return !window.isOld && document.readyState == 'complete'"
        WebDriverWait(self.chrome, 30).until(lambda _: self.run(is_new))

    def overflow(self) -> list[str]:
        """The elements that make the page wider than the window; none where nobody has to scroll sideways."""
        return list(
            self.run(
                """const wide = document.documentElement.clientWidth
                if (document.documentElement.scrollWidth <= wide) return []
                return [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > wide)
                  .map(one => one.tagName + " " + one.textContent.slice(0, 30))"""
            )
        )

    def loaded(self) -> list[str]:
        """The addresses of all that the page has loaded beside itself."""
        return list(self.run("return performance.getEntriesByType('resource').map(one => one.name)"))

    def complaints(self) -> list[str]:
        """What the browser's console has been told since it was last asked."""
        return [entry["message"] for entry in self.chrome.get_log("browser")]

    def contrast(self, selector: str) -> float:
        """The contrast of an element's text with the page, from 1 to 21 (WCAG 2.2, 1.4.3)."""
        colours = self.run(
            """const one = document.querySelector(arguments[0])
            const back = [one]; while (back[0]) back.unshift(back[0].parentElement)
            const painted = back.filter(Boolean).map(it => getComputedStyle(it).backgroundColor)
              .filter(colour => colour != "rgba(0, 0, 0, 0)")
            const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
            const read = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1)
              return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3) }
            return [read(getComputedStyle(one).color), read(painted.pop() || "Canvas")]""",
            selector,
        )
        dark, light = sorted(map(_luminance, colours))
        return (light + 0.05) / (dark + 0.05)


def _luminance(colour: list[int]) -> float:
    """The relative luminance of a colour in sRGB (WCAG 2.2)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in (c / 255 for c in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
