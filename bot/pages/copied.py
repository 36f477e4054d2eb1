"""Turns a web page that was copied from a browser and saved as plain text into a Page whose lines are marked.

Each line of the text is the same line of the file. What a site prints around its article, as on a page of HTML, is left
out: the path to the page, buttons, the line with date and source, keywords, links to other stories.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.pages.web.head import Facts
from bot.pages.web.phrases import (
    LONGEST_LINE,
    are_keywords,
    ends_article,
    find_bare_names,
    find_date,
    find_newspaper,
    find_page_number,
    find_source,
    is_epaper_line,
    is_furniture,
    is_meta_line,
    is_path,
    is_photo_credit,
    is_site_name,
    read_author_line,
    strip_editors,
)
from bot.records import INDENT, LINE_END, Page
from bot.text.normalization import fold_all

# Lines at the top among which date and source stand; characters of a headline, and of a caption below the signature.
TOP, SHORTEST, LONGEST, CAPTION = 10, 6, 60, 60
# So many different things that only sites print show that a text was copied from one.
LEAST_SIGNS = 2
# Characters of a line of prose, and the share of such lines that end a sentence where each line is a paragraph.
PROSE, WHOLE = 20, 0.7
_SENTENCE_END = re.compile(
    r"(?=[。！？!?…；摄攝图圖提)）])(?:[。！？!?…；][”’」』）)》]*|[摄攝图圖]|提供[)）]?|[)）]\d{6,8})$"
)
_PROSE_MARK = re.compile("[，。！？；]")
# A path that does not begin at the first page of a site: 地方新聞＞宜蘭
_SECTIONS = re.compile(r"[^\W\d]{2,8}(?:\s*[>＞›»]\s*[^\W\d]{2,8}){1,4}\s*[>＞›»]?")
# The page of a paper that an article stands on: 第A44版:城事/综合, 当前版:04版
_EDITION = re.compile(r"(?:当前版[:：]\s*)?第?[A-Z]?\d{1,3}版(?:[:：]\s?[^，。]{2,16})?")
# What leads to the other pages of a paper, and to the other articles of a page.
_NAVIGATION = re.compile(r"\W*\d?[上下]一([版篇期])")
_CURRENT = re.compile(r"(?:当前版|本版)[:：]\s*")
# 2021/9/8 15:20, 2024年01月22日(一)
_RELEASED = re.compile(
    r"\d{4}[-./年]\s?\d{1,2}[-./月]\s?\d{1,2}日?(?:\s*[（(](?:星期|[週周])?[一二三四五六日][)）]|.{0,6}\d{1,2}:\d\d)"
)
# The sizes of type: A- A A+
_SIZES = re.compile(r"(?:A\s*[-+－＋]?\s*){2,4}", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_a-zA-Z]{2}")
# What stands below articles on sites only; editors stand below those in print, too. Matches folded text.
_BELOW = re.compile(
    r"(?:相关|延伸|推荐|热门|更多)(?:阅读|新闻|推荐|文章|链接|字词|报[道导])|[上下]一[篇则]|关键[词字]|标签|分享(?:到|至)?|转载请|版权声明|免责"
)
# The name of a column behind a headline.
_COLUMN = re.compile(r"[（(][^（()）]{2,10}[)）]$")
# The last line of a report may have an editor's code behind it.
_CODE = re.compile(r"(?<=[。！？」”])\s*\d{6,8}$")


@dataclass
class _Copy:
    """Which lines of a page are its headline, its text and its captions, and what the others say of it."""

    headline: list[int] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)


def read_copied(page: Page) -> Page:
    """The page with its lines marked if it shows what only sites print around an article; else as it is.

    Args:
        page: the file as decoded.
    """
    lines = [line.strip() for line in LINE_END.split(page.text)]
    filled = [at for at, line in enumerate(lines) if line]
    if not _are_whole(lines) or len(_find_signs(lines, filled)) < LEAST_SIGNS or _count_dates(lines, filled) > 1:
        return _leave_out_navigation(page, lines, filled)
    ways = {match[1] for line in lines if (match := _NAVIGATION.match(line))}
    listed = _find_listed(lines, [at for at in filled if _may_be_headline(lines[at])]) if ways else []
    # where a paper shows an article alone, its site leads to the next article
    if len(listed) > 1 or (ways and not listed and "篇" not in ways):
        return _leave_out_navigation(page, lines, filled)
    copy = _read(lines, filled)
    if not copy.headline or not copy.text:
        return page
    marked = [""] * len(lines)
    for at in copy.headline:
        marked[at] = f"# {lines[at]}"
    for at in (*copy.text, *copy.captions):
        text = _CODE.sub("", strip_editors(lines[at]))
        marked[at] = f"![{text}]" if at in copy.captions else INDENT + text
    if copy.authors:
        # 作者：… needs a line between the headline and the text
        below = copy.headline[-1] + 1
        if below == copy.text[0]:
            return page
        marked[below] = f"作者：{'、'.join(copy.authors)}"
    return replace(page, text="\n".join(marked), marked=True, date=copy.facts.date, newspaper=copy.facts.source)


def _count_dates(lines: Sequence[str], filled: Sequence[int]) -> int:
    """How many lines say when a story was published: on a page with several articles each does."""
    return sum(is_meta_line(lines[at]) and find_date(lines[at]) is not None for at in filled)


def _are_whole(lines: Sequence[str]) -> bool:
    """Whether nearly all lines of prose are whole paragraphs."""
    prose = [line for line in lines if len(line) > PROSE and _PROSE_MARK.search(line)]
    ended = sum(_SENTENCE_END.search(line) is not None or _is_aside(line) for line in prose)
    return bool(prose) and ended >= WHOLE * len(prose)


def _find_signs(lines: Sequence[str], filled: Sequence[int]) -> set[str]:
    """The kinds of things on a page that only sites print."""
    signs = set()
    # together, because to fold each by itself takes several times as long
    folded = fold_all([lines[at] for at in filled])
    for number, at in enumerate(filled):
        line = lines[at]
        top = number < TOP
        if top and _is_path(line, folded[number]):
            signs.add("path")
        elif _RELEASED.search(line) and is_meta_line(line):
            signs.add("release")
        elif _are_tags(line):
            signs.add("tags")
        elif len(line) <= LONGEST_LINE and is_furniture(line, folded[number]) and _WORDS.search(line):
            signs.add("button")
        elif not top and _BELOW.match(folded[number]):
            signs.add("end")
    return signs


def _is_path(line: str, folded: str | None = None) -> bool:
    return is_path(line, folded) or _SECTIONS.fullmatch(line) is not None or _EDITION.fullmatch(line) is not None


def _are_tags(line: str) -> bool:
    """Whether a line is the keywords of an article, or the sizes of type."""
    return are_keywords(line) or _SIZES.fullmatch(line) is not None


def _is_aside(line: str) -> bool:
    """Whether a line belongs to the site and not to the article."""
    if _is_path(line) or _are_tags(line) or is_site_name(line):
        return True
    return len(line) <= LONGEST_LINE and is_furniture(line)


def _read(lines: Sequence[str], filled: Sequence[int]) -> _Copy:
    """What the lines of a copied page are."""
    copy = _Copy(_find_headline(lines, filled))
    signed = False
    for at in (at for at in filled if copy.headline and at > copy.headline[-1]):
        line = lines[at]
        if copy.text and ends_article(line) and not line.endswith("。"):
            break
        prose = _PROSE_MARK.search(line)
        names = () if prose else read_author_line(line) or find_bare_names(line)
        if is_photo_credit(line):
            copy.captions.append(at)
        elif names or (not prose and is_meta_line(line)):
            copy.authors = copy.authors or names
            copy.facts = copy.facts.or_else(Facts(date=find_date(line), source=find_source(line)))
            signed |= bool(names and copy.text)
        elif not _is_aside(line):
            # below the signature stand the captions
            (copy.captions if signed and len(line) <= CAPTION else copy.text).append(at)
    return copy


def _find_headline(lines: Sequence[str], filled: Sequence[int]) -> list[int]:
    """The lines of the headline: those right above the date, or the first that may be one where none is above."""
    release = next((at for at in filled[:TOP] if is_meta_line(lines[at]) and find_date(lines[at])), None)
    candidates = [at for at in filled if at != release and _may_be_headline(lines[at])]
    above = [at for at in candidates if release is not None and at < release]
    if listed := _find_listed(lines, candidates):
        return _add_decks(lines, candidates, listed[0])
    if not above:
        return candidates[:1]
    headline = above[-1:]
    while headline[0] - 1 in above:
        headline.insert(0, headline[0] - 1)
    return headline


def _find_listed(lines: Sequence[str], candidates: Sequence[int]) -> list[int]:
    """The headlines of articles above which a paper's page lists the headlines of all its articles, these too."""
    listed: set[str] = set()
    found: list[int] = []
    for at in candidates:
        # 荻花如雪（图片新闻） stands as 荻花如雪 in the list
        if lines[at] in listed or _COLUMN.sub("", lines[at]) in listed:
            found.append(at)
        elif not found and len(lines[at]) > PROSE and _PROSE_MARK.search(lines[at]) and _SENTENCE_END.search(lines[at]):
            break
        elif not found:
            listed.add(lines[at])
    return found


def _add_decks(lines: Sequence[str], candidates: Sequence[int], headline: int) -> list[int]:
    """The lines of a listed headline and of the decks that touch it: the list names none of them."""
    near = set(candidates)
    first = last = headline
    while first - 1 in near and lines[first - 1] != lines[headline]:
        first -= 1
    if first - 1 in near:
        # the list stands there
        first = headline
    while last + 1 in near and not _PROSE_MARK.search(lines[last + 1]):
        last += 1
    return list(range(first, last + 1))


def _leave_out_navigation(page: Page, lines: Sequence[str], filled: Sequence[int]) -> Page:
    """A page of a paper with all its stories, without what its site prints above the first; other pages as they are."""
    prose = (number for number, at in enumerate(filled) if len(lines[at]) > PROSE and _PROSE_MARK.search(lines[at]))
    head = filled[: next(prose, 0)]
    ways = [at for at in head if is_epaper_line(lines[at]) or _NAVIGATION.match(lines[at])]
    if not any(_NAVIGATION.match(lines[at]) for at in ways):
        return page
    end = ways[-1] + 1
    while end < head[-1] and lines[end] and _is_aside(lines[end]):
        end += 1
    # a headline may stand above the buttons
    left_out = {at for at in head if at < end} if end <= head[-1] else set(ways)
    above = [lines[at] for at in sorted(left_out)]
    numbers = Counter(filter(None, (find_page_number(_CURRENT.sub("", line)) for line in above)))
    ranked = numbers.most_common(2)
    return replace(
        page,
        text="\n".join(["" if at in left_out else line for at, line in enumerate(LINE_END.split(page.text))]),
        newspaper=next(filter(None, map(find_newspaper, above)), None),
        date=next(filter(None, map(find_date, above)), None),
        # the page itself stands in the list of pages, too
        number=ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None,
    )


def _may_be_headline(line: str) -> bool:
    """Whether a line may be the headline of a copied page."""
    plain = SHORTEST <= len(line) <= LONGEST and not line.endswith(("。", "：", ":")) and not _is_aside(line)
    return plain and not (is_meta_line(line) or read_author_line(line) or ends_article(line))
