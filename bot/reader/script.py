"""The script of a page: what is printed in Traditional characters is read as if it were printed in Simplified ones.

What papers print around their stories is said in the same words in both scripts, so that one set of patterns does, and
the models have learned from Simplified text. A page may have both: one story among others is taken from a paper of
Taiwan. Every character keeps its place, by which articles get back what is printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.records import Page
from bot.text.characters import SPACE
from bot.text.normalization import is_simplified, simplify
from bot.text.positioned_text import PositionedText


def read_as_simplified(page: Page) -> Page:
    """The page in Simplified characters, each in the place of the printed one; the page itself if it has no others."""
    text = page.text
    if not is_simplified(text) and simplify(text) != text:
        # a line whose length changes stays as printed
        lines = ((line, simplify(line)) for line in text.splitlines(keepends=True))
        text = "".join(simplified if len(simplified) == len(line) else line for line, simplified in lines)
    # 報導 in characters that were Traditional
    text = text.replace("报导", "报道")
    return page if text == page.text else replace(page, text=text)


def as_printed(text: PositionedText, page: str) -> str:
    """The characters of a text as they stand on the page."""
    return "".join([page[run.start : run.end] for run in text.runs])


def find_name(name: str, texts: list[PositionedText], page: str) -> str:
    """A person's name as it stands on the page, given in Simplified characters; as it is if it stands in no text."""
    for text in texts:
        # most stand there without white space, which is found in a hundredth of the time
        if (at := text.text.find(name)) >= 0:
            return as_printed(text.cut(at, at + len(name)), page)
    pattern = re.compile(f"[{SPACE}]*".join(map(re.escape, name)))
    for text in texts:
        if match := pattern.search(text.text):
            return "".join(as_printed(text.cut(*match.span()), page).split())
    return name
