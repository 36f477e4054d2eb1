"""Tells sentences that say what a reporter does from bylines."""

from __future__ import annotations

from bot.text.characters import CJK
from bot.text.names import is_name
from bot.text.patterns import compile_pattern
from bot.text.segmenter import default_segmenter

# What reporters do, and when: 记者从市园林局 and 记者近日 go on with 获悉, 有记者问 with a question, 截至记者发稿时
# with what is so far. 作者单位 names an office.
_REPORTER_DOES = compile_pattern(
    "记者(?:从|在|了解|获悉|看到|采访|专访|同时|问|近日|日前|发稿|[昨今前]|连日|又)|作者(?:单位|简介|[系为是均])"
)
# What stands right behind 记者 and is no name may be what the reporter does: 记者注意到, 记者离开时.
_BEHIND_REPORTER = compile_pattern(rf"记者(?P<behind>[{CJK}]{{2,3}})$")


def says_what_reporter_does(text: str) -> bool:
    """Whether what follows 记者 is a verb or when something was, and no name."""
    if _REPORTER_DOES.search(text):
        return True
    match = _BEHIND_REPORTER.search(text)
    return match is not None and not is_name(match["behind"]) and default_segmenter().is_word(match["behind"][:2])
