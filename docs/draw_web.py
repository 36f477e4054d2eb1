"""Draws docs/web.png, the picture of the web page in the README: a question, and its article beside its page.

python docs/draw_web.py     # needs Chromium, and the extras web and charts (for Pillow)
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "web.png"
QUESTION = "职工医保缓缴最晚什么时候补缴？"
# In pixels: an answer as wide as a phone, and the article as wide as a small screen, of one height.
PHONE, DESK, HEIGHT, BETWEEN = 500, 1000, 620, 20


def draw() -> None:
    """Serves the seeds, takes two pictures, and joins them."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"BAOWEN_LANGUAGE": "zh", "BAOWEN_INDEX_CACHE": folder}
        command = [sys.executable, "-m", "bot", "web", "--port", "0", "--corpus", str(ROOT / "seeds")]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as server:
            try:
                assert server.stderr is not None
                address = next(match[0] for line in server.stderr if (match := re.search(r"http://\S+/", line)))
                asked = urlencode({"q": QUESTION})
                phone = _take(f"{address}?{asked}", PHONE, Path(folder, "phone.png"))
                desk = _take(f"{address}article?{asked}&at=1", DESK, Path(folder, "desk.png"))
            finally:
                server.terminate()
    joined = Image.new("RGB", (PHONE + BETWEEN + DESK, HEIGHT), "white")
    joined.paste(phone, (0, 0))
    joined.paste(desk, (PHONE + BETWEEN, 0))
    # text on paper has few colours, and a picture of few is a quarter as large
    joined.quantize(32).save(PICTURE, optimize=True)


def _take(address: str, width: int, file: Path) -> Image.Image:
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    size = f"--window-size={width},{HEIGHT}"
    options = ["--headless=new", "--no-sandbox", "--hide-scrollbars", f"--screenshot={file}", size, address]
    subprocess.run([browser, *options], check=True, stderr=subprocess.DEVNULL)
    with Image.open(file) as picture:
        return picture.convert("RGB").crop((0, 0, width, HEIGHT))


if __name__ == "__main__":
    draw()
