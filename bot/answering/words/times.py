"""Times that a question names by the day of the paper or the part of a year, 去年 or 上半年, and articles of others."""

from __future__ import annotations

import re

from bot.text.patterns import compile_late

# Parts of a year, and what papers print for each.
_PARTS_OF_YEAR = [
    (compile_late(part), compile_late(printed))
    for part, printed in {
        "[一首]季度": r"[一首]季度|1[—\-~–至到]3月|[前头](?:三|3)个?月|首季",
        "二季度": r"二季度|4[—\-~–至到]6月",
        "三季度": r"三季度|[71][—\-~–至到]9月|[前头](?:九|9)个?月",
        "四季度": r"四季度|10[—\-~–至到]12月",
        "上半年": r"上半年|1[—\-~–至到]6月|[前头](?:六|6)个?月",
        "下半年": r"下半年|7[—\-~–至到]12月",
    }.items()
]
# Times that depend on the day of the paper, and for years how many years they are away from it.
_RELATIVE_TIMES = {"前年": -2, "去年": -1, "明年": 1, "后年": 2, "上个月": 0, "下个月": 0, "昨天": 0, "明天": 0}
_ANY_YEAR = r"(?<!\d)(?:19|20)\d\d年"
# a passage that compares with a year, 比2018年增长, tells of another
_NAMES_YEAR = rf"(?<![比较]){_ANY_YEAR}|[今去前明后]年"


def lacks_part_of_year(question: str, article: str) -> bool:
    """Whether a question names a quarter or half of a year and an article speaks of other such parts or none.

    What is announced for the second half of a year may be printed by its months.

    Args:
        question: folded.
        article: the whole article, folded.
    """
    asked = [printed for part, printed in _PARTS_OF_YEAR if part.search(question)]
    return any(not printed.search(article) for printed in asked)


def lacks_relative_time(question: str, passage: str, article: str, date: str | None) -> bool:
    """Whether a folded question names a time by today's date (去年, 明天) that a passage does not name.

    A report names its year once: a passage without any year is of those that its article names.

    Args:
        question: folded.
        passage: folded.
        article: the whole article, folded.
        date: the day of the page that the passage stands on, ISO 8601: in 2020 a passage about 2019年 is about 去年;
            where it is not known a passage about any year may be.
    """

    def is_named(time: str, years: int) -> bool:
        if time in passage:
            return True
        if not years:
            # or it begins a name that the article has: 明天集团
            at = question.find(time)
            return (name := question[at : at + len(time) + 2]) != time and name in article
        text = passage if re.search(_NAMES_YEAR, passage) else article
        if time in text:
            return True
        return f"{int(date[:4]) + years}年" in text if date else re.search(_ANY_YEAR, text) is not None

    return any(time in question and not is_named(time, years) for time, years in _RELATIVE_TIMES.items())
