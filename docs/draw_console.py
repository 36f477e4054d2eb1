"""Draws docs/console.svg, the picture of the console in the README, and writes docs/console.md, what a first-time user
sees in a terminal of three widths, from real answers over the seeds.

python docs/draw_console.py            # draws it
python docs/draw_console.py --check    # exits with status 1 if it is out of date
"""

from __future__ import annotations

import html
import io
import re
import sys
from collections.abc import Sequence
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
SCREENS = ROOT / "docs" / "console.md"
# How wide the terminal of a first-time user is, and what is typed there: a question, what goes on from it, the whole
# article, a question that the paper does not answer, and why it does not.
WIDTHS = (60, 80, 140)
FIRST_TIME = ("钦堂乡有几个共享法庭？", "谁写的", "微网格有几个？", "/full", "猪肉现在多少钱一斤？", "/why")
HEAD = """# The console at three widths

Written by `python docs/draw_console.py`; a test holds it to what `baowen chat` shows. Sentences that answer stand
before a longer passage, and …… stands in it where they were; in a pipe, in a file and with `--plain` the passage is as
printed, with them between `**`. Not seen here: what answers is yellow, sources are dim, the file is a link where the
terminal knows links, and an article longer than the screen opens in a pager.
"""
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


def drawing(retriever: Retriever) -> str:
    """A short conversation as it looks in a terminal, as SVG."""
    console = Console(file=io.StringIO(), record=True, force_terminal=True, width=88, color_system="truecolor")
    converse(retriever, console, QUESTIONS)
    svg = console.export_svg(title="baowen chat", theme=MONOKAI, code_format=FRAME, unique_id="console")
    return re.sub(r'textLength="[^"]*"([^>]*)>([^<]*)<', with_width, svg)


def screens(retriever: Retriever) -> str:
    """The conversation of a first-time user at each width, as Markdown."""
    parts = [HEAD]
    for width in WIDTHS:
        file = io.StringIO()
        # as high as nothing needs a pager
        console = Console(file=file, force_terminal=True, width=width, height=1000, color_system=None)
        converse(retriever, console, FIRST_TIME)
        parts.append(f"## {width} columns\n\n```text\n{file.getvalue()}```\n")
    return "\n".join(parts)


def converse(retriever: Retriever, console: Console, questions: Sequence[str]) -> None:
    """Prints a conversation with what is typed in it."""
    typed = iter(questions)

    def read_line() -> str:
        line = next(typed, "/quit")
        console.print(f"{CHINESE.console.prompt}{line}")
        return line

    corpus = AskedCorpus(
        retriever.answer,
        partial(retriever.answer, why=True),
        lambda: summarize_articles(retriever.articles),
    )
    Session(corpus, Screen(console, CHINESE), 3).run(read_line)


def with_width(match: re.Match[str]) -> str:
    """A text of the picture with its width in cells, because Rich counts a Chinese character as one cell there."""
    cells = cell_len(html.unescape(match[2]))
    return f'textLength="{cells * CELL_WIDTH:.1f}"{match[1]}>{match[2]}<'


def main() -> int:
    retriever = Retriever.from_folder(ROOT / "seeds")
    drawn = {PICTURE: drawing(retriever), SCREENS: screens(retriever)}
    if "--check" in sys.argv:
        return int(any(text != file.read_text(encoding="utf-8") for file, text in drawn.items()))
    for file, text in drawn.items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
