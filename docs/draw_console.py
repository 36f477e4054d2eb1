"""Draws docs/console.svg, the picture of the console in the README, from a real answer over the seeds.

python docs/draw_console.py            # draws it
python docs/draw_console.py --check    # exits with status 1 if it is out of date
"""

from __future__ import annotations

import html
import io
import re
import sys
from functools import partial
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI

from bot import Retriever
from bot.chat.corpus_summary import summarize_articles
from bot.chat.replies import CHINESE
from bot.console.screen import Screen
from bot.console.session import AskedCorpus, Session

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "console.svg"
QUESTIONS = ("湖州学校劳动教育的研讨会在哪里举行的？", "猪肉现在多少钱一斤？")
# Rich draws a cell 0.61 times as wide as its letters are high, 20 pixels.
CELL_WIDTH = 12.2
# Rich's own frame loads a font from another host; Chinese characters need one that people have.
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: Menlo, Consolas, "Noto Sans Mono CJK SC", "PingFang SC", "Microsoft YaHei", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def drawing() -> str:
    """A short conversation as it looks in a terminal, as SVG."""
    console = Console(file=io.StringIO(), record=True, force_terminal=True, width=88, color_system="truecolor")
    questions = iter(QUESTIONS)

    def read_line() -> str:
        line = next(questions, "/quit")
        console.print(f"{CHINESE.console.prompt}{line}")
        return line

    retriever = Retriever.from_folder(ROOT / "seeds")
    corpus = AskedCorpus(
        retriever.answer,
        partial(retriever.answer, why=True),
        lambda: summarize_articles(retriever.articles),
    )
    Session(corpus, Screen(console, CHINESE), 3).run(read_line)
    svg = console.export_svg(title="baowen chat", theme=MONOKAI, code_format=FRAME, unique_id="console")
    return re.sub(r'textLength="[^"]*"([^>]*)>([^<]*)<', with_width, svg)


def with_width(match: re.Match[str]) -> str:
    """A text of the picture with its width in cells, because Rich counts a Chinese character as one cell there."""
    cells = cell_len(html.unescape(match[2]))
    return f'textLength="{cells * CELL_WIDTH:.1f}"{match[1]}>{match[2]}<'


def main() -> int:
    drawn = drawing()
    if "--check" in sys.argv:
        return int(drawn != PICTURE.read_text(encoding="utf-8"))
    PICTURE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
