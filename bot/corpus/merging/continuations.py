"""Finds and joins the parts of a story that continues on another page: （下转第3版） here, （上接第1版） there.

Which parts belong together is decided by a sum of points: for the page numbers that the jump lines name, the headline
that the second part repeats, the words that both use, and the sentence that was cut between them. A pair is joined when
it has enough points and no other pair comes near; other parts stay fragments.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from posixpath import dirname

from bot.reader.lines import phrases
from bot.reader.masthead import page_key
from bot.records import Article, Page, Piece
from bot.text.characters import bracket_balance, strip_punctuation
from bot.text.numbers import read_integer
from bot.text.similarity import Similarity, character_pairs


@dataclass(frozen=True, slots=True)
class Jump:
    """The jump lines of a fragment: the numbers of the pages that they name, as printed."""

    # the page in （上接第1版）; None without such a line
    came_from: str | None = None
    # the page in （下转第3版）
    goes_to: str | None = None


# --- jump lines ------------------------------------------------------------------------------------------------------
_PAGE = (
    r"[ ]*(?:第?[ ]*(?P<page>[A-Z]{0,2}[ ]*\d{1,3}|[一二三四五六七八九十]{1,3}|头)[ ]*[、,-]?[ ]*\d*版|"
    r"(?P<letter>[A-Z]\d{1,2})(?![0-9A-Za-z]))"
)
_COMES_FROM = re.compile(rf"(?:紧?[上承]接|接|续){_PAGE}")
_GOES_TO = re.compile(rf"(?:紧?[下转]转|转|下接){_PAGE}")
# A jump line is at most so many characters away from its text, because a headline and a byline may come between.
REACH = 200


def find_jumps(page: Page, articles: Sequence[Article]) -> dict[str, Jump]:
    """The jump lines of a page's fragments, by article id; fragments without any are left out.

    A fragment's jump line stands between its text and the text of its neighbours on the page.
    """
    spans = [piece.span for article in articles for pieces in article.layout for piece in pieces]
    jumps: dict[str, Jump] = {}
    for article in articles:
        if article.kind != "fragment" or not any(article.layout):
            continue
        first = min(piece.span.start for pieces in article.layout for piece in pieces)
        last = max(piece.span.end for pieces in article.layout for piece in pieces)
        previous_end = max((span.end for span in spans if span.end <= first), default=0)
        next_start = min((span.start for span in spans if span.start >= last), default=len(page.text))
        before = unicodedata.normalize("NFKC", page.text[max(previous_end, first - REACH) : first])
        after = unicodedata.normalize("NFKC", page.text[last : min(next_start, last + REACH)])
        lines_above, line_below = list(_COMES_FROM.finditer(before)), _GOES_TO.search(after)
        came_from = _read_page(lines_above[-1]) if lines_above else None
        goes_to = _read_page(line_below) if line_below else None
        if came_from or goes_to:
            jumps[article.id] = Jump(came_from, goes_to)
    return jumps


def _read_page(match: re.Match[str]) -> str:
    """The page number in a jump line, in Arabic numerals."""
    name = str(match["page"] or match["letter"]).replace(" ", "")
    if name == "头":
        return "1"
    return name if (number := read_integer(name)) is None else str(number)


# --- which parts belong together -------------------------------------------------------------------------------------
# Points for a pair of parts, set by hand. Two jump lines that name each other's pages weigh as much as equal headlines.
PAGE_NAMED = 2.0  # a jump line names the other part's page; for each of the two lines
NO_JUMP_LINE = -2.0  # a part has no jump line; for each of the two
HEADLINE_SAME = 4.0  # one headline contains the other
HEADLINE_SIMILAR = 2.0  # half of the shorter headline's pairs of characters are in the longer one
HEADLINE_DIFFERENT = -1.0  # both have a headline, and these share no pair of characters
WORD_CUT = 2.0  # the first part's last characters and the second's first ones make a word
SENTENCE_CUT = 0.5  # the first part ends in mid-sentence, and the second may continue it
NOT_CUT = -2.0  # one side of the cut is in mid-sentence, the other is not
REPEATS = -10.0  # the first part contains the beginning of the second: it is another copy
QUOTE_CLOSED = 1.0  # a quotation or bracket that the first part leaves open is closed in the second
FILE_PREFIX_SAME = 0.5  # the file names begin with the same letters
FILE_PREFIX_DIFFERENT = -1.0
# Two halves of a story of 200 characters have a similarity of 0.06 in the median and 0.13 at most; halves of different
# stories stay under 0.04 in nineteen of twenty cases (measured on the stories of the page generator).
SIMILARITY_USUAL = 0.03
SIMILARITY = 40.0  # for each unit of similarity above the usual
SIMILARITY_LEAST, SIMILARITY_MOST = -1.0, 4.0

# The beginning of a part is compared by this many letters.
OPENING = 20

# A pair needs so many points within one issue of a newspaper,
NEEDED = 3.0
# and more where the newspaper or the date is unknown, because the folder may hold other issues.
NEEDED_UNKNOWN_ISSUE = 4.5
# The next best pair with either part has at least this many points less.
MARGIN = 1.0
# All fragments of a day or folder are compared with each other up to this many; of more, those near in file order are.
GROUP = 120


@dataclass(frozen=True, slots=True)
class _Part:
    """A fragment with its number and its jump lines."""

    number: int
    article: Article
    jump: Jump

    @property
    def folder(self) -> str:
        return dirname(self.article.file or "")

    @property
    def prefix(self) -> str:
        """The letters that its file name begins with."""
        match = re.match(r"[^\W\d_]*", (self.article.file or "").rpartition("/")[2])
        return match[0] if match else ""

    @property
    def order(self) -> tuple[str, str, str, tuple[int, int], str]:
        """A sort key that does not depend on the order of reading."""
        article = self.article
        return article.newspaper or "", self.folder, article.file or "", article.lines or (0, 0), article.id


def find_chains(
    fetch: Callable[[int], Article], fragments: Sequence[int], jumps: Mapping[str, Jump]
) -> list[tuple[int, ...]]:
    """The stories that continue on other pages: the numbers of their parts in reading order.

    Args:
        fetch: gives the article of a number.
        fragments: the numbers of the articles that may be parts.
        jumps: the jump lines of the fragments, by article id.

    Returns:
        Chains of two or more parts, sorted; no part is in two chains.
    """
    points: dict[tuple[int, int], float] = {}
    for group in _group_parts(fetch, fragments, jumps):
        similarity = Similarity(["".join(part.article.paragraphs) for part in group])
        for (at, first), (other, second) in permutations(enumerate(group), 2):
            if _is_ruled_out(first, second):
                continue
            total = _score(first, second, similarity.between(at, other))
            if total >= (NEEDED if _is_one_issue(first.article, second.article) else NEEDED_UNKNOWN_ISSUE):
                pair = (first.number, second.number)
                points[pair] = max(total, points.get(pair, total))
    return _link_pairs(_choose_pairs(points))


def _group_parts(
    fetch: Callable[[int], Article], fragments: Sequence[int], jumps: Mapping[str, Jump]
) -> Iterator[list[_Part]]:
    """Fragments that may belong together: those of one day, and those of one folder where a date is unknown.

    Large groups are divided into overlapping ones of `GROUP` parts, which are neighbours in file order.
    """

    def part(number: int) -> _Part:
        article = fetch(number)
        return _Part(number, article, jumps.get(article.id, Jump()))

    by_day: dict[str, list[int]] = defaultdict(list)
    by_folder: dict[str, list[int]] = defaultdict(list)
    undated_folders: set[str] = set()
    order = {}
    for one in map(part, fragments):
        order[one.number] = one.order
        by_folder[one.folder].append(one.number)
        if one.article.date:
            by_day[one.article.date].append(one.number)
        else:
            undated_folders.add(one.folder)
    buckets = [by_day[day] for day in sorted(by_day)] + [by_folder[folder] for folder in sorted(undated_folders)]
    for bucket in buckets:
        bucket.sort(key=order.__getitem__)
        for start in range(0, max(1, len(bucket) - GROUP // 2), GROUP // 2):
            if len(group := bucket[start : start + GROUP]) > 1:
                yield list(map(part, group))


def _is_one_issue(first: Article, second: Article) -> bool:
    """Whether two pages are known to be of one newspaper and day."""
    if not first.date or first.date != second.date:
        return False
    if first.newspaper and second.newspaper:
        return first.newspaper == second.newspaper
    return dirname(first.file or "") == dirname(second.file or "")


def _is_named(named: str | None, page: str | None) -> bool | None:
    """Whether a jump line names a page; None where one of them is unknown. The line may leave out the letter of A03."""
    if not named or not page:
        return None
    (letter, number), (page_letter, page_number) = page_key(named), page_key(page)
    return number == page_number and (letter == page_letter or not letter or not page_letter)


def _is_ruled_out(first: _Part, second: _Part) -> bool:
    """Whether `second` cannot continue `first`: no jump line, another page named, another day, newspaper or folder."""
    above, below = first.article, second.article
    if above.file == below.file or not (first.jump.goes_to or second.jump.came_from):
        return True
    if any(a and b and a != b for a, b in ((above.newspaper, below.newspaper), (above.date, below.date))):
        return True
    if first.folder != second.folder and not _is_one_issue(above, below):
        return True
    return _is_named(first.jump.goes_to, below.page) is False or _is_named(second.jump.came_from, above.page) is False


def _score(first: _Part, second: _Part, similarity: float) -> float:
    """The points for `second` as the continuation of `first`."""
    above, below = first.article, second.article
    points = min(SIMILARITY_MOST, max(SIMILARITY_LEAST, SIMILARITY * (similarity - SIMILARITY_USUAL)))
    for named, page in ((first.jump.goes_to, below.page), (second.jump.came_from, above.page)):
        # the two agree where both are known; others are ruled out
        points += NO_JUMP_LINE if named is None else PAGE_NAMED if page else 0.0
    if first.prefix and second.prefix:
        points += FILE_PREFIX_SAME if first.prefix == second.prefix else FILE_PREFIX_DIFFERENT
    return points + _headline_points(above.headline, below.headline) + _cut_points(above, below)


def _headline_points(first: str, second: str) -> float:
    one, other = strip_punctuation(first), strip_punctuation(second)
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return HEADLINE_SAME
    shared = character_pairs(first) & character_pairs(second)
    fewer = min(len(character_pairs(first)), len(character_pairs(second))) or 1
    if len(shared) / fewer >= 0.5:
        return HEADLINE_SIMILAR
    return 0.0 if shared else HEADLINE_DIFFERENT


def _cut_points(above: Article, below: Article) -> float:
    """The points for the end of one text and the beginning of the other as two sides of a cut."""
    end, beginning = above.paragraphs[-1].rstrip(), below.paragraphs[0].lstrip()
    if strip_punctuation(beginning)[:OPENING] in strip_punctuation("".join(above.paragraphs)):
        return REPEATS
    if phrases.ends_sentence(end):
        return NOT_CUT if phrases.begins_inside_sentence(beginning) else 0.0
    points = QUOTE_CLOSED if bracket_balance(end) > 0 and bracket_balance(beginning) < 0 else 0.0
    if phrases.begins_inside_sentence(beginning):
        return points + SENTENCE_CUT
    if phrases.crosses_word(end, beginning):
        return points + WORD_CUT
    return points + (NOT_CUT if phrases.begins_like_report(beginning) and not points else SENTENCE_CUT)


def _choose_pairs(points: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The pairs that no rival comes near, by first part.

    A pair that is chosen removes its rivals, which may make other pairs clear in turn.
    """
    remaining = dict(points)
    chosen: dict[int, int] = {}
    while remaining:
        # for each part, as a first one and as a second one, the points of all its pairs, best first
        rivals: dict[tuple[str, int], list[float]] = defaultdict(list)
        for (first, second), total in sorted(remaining.items(), key=lambda entry: -entry[1]):
            rivals["first", first].append(total)
            rivals["second", second].append(total)
        clear = {
            first: second
            for (first, second), total in remaining.items()
            if all(
                others[0] == total and (len(others) == 1 or others[1] <= total - MARGIN)
                for others in (rivals["first", first], rivals["second", second])
            )
        }
        if not clear:
            break
        chosen.update(clear)
        seconds = set(clear.values())
        remaining = {
            pair: total for pair, total in remaining.items() if pair[0] not in clear and pair[1] not in seconds
        }
    return chosen


def _link_pairs(follows: Mapping[int, int]) -> list[tuple[int, ...]]:
    """Chains of the pairs of a part and the one that follows it."""
    chains = []
    for start in follows.keys() - set(follows.values()):
        chain = [start]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        chains.append(tuple(chain))
    return sorted(chains)


# --- joining ---------------------------------------------------------------------------------------------------------


def join_parts(parts: Sequence[Article], jumps: Mapping[str, Jump]) -> Article:
    """One article of the parts of a story, with the sources of all.

    It has the id and the place of the first part, and stays a fragment where the story's beginning or end is missing.

    Args:
        parts: in reading order.
        jumps: the jump lines of all fragments, by article id.
    """
    first = parts[0]
    paragraphs: list[str] = []
    layout: list[list[Piece]] = []
    has_layout = all(part.layout for part in parts)
    for source, part in enumerate(parts):
        for number, text in enumerate(part.paragraphs):
            pieces = [replace(piece, source=source) for piece in part.layout[number]] if has_layout else []
            if source and not number and not phrases.ends_sentence(paragraphs[-1]):
                # the sentence that was cut at the end of the page before
                length = len(paragraphs[-1])
                layout[-1].extend(replace(piece, at=piece.at + length) for piece in pieces)
                paragraphs[-1] += text
            else:
                paragraphs.append(text)
                layout.append(pieces)
    missing = jumps.get(first.id, Jump()).came_from or jumps.get(parts[-1].id, Jump()).goes_to
    return replace(
        first,
        headline=next((part.headline for part in parts if part.headline), ""),
        paragraphs=paragraphs,
        authors=list(dict.fromkeys(name for part in parts for name in part.authors)),
        kind="fragment" if missing else "article",
        others=[part.sources[0] for part in parts[1:]] + [source for part in parts for source in part.others],
        layout=layout if has_layout else (),
    )
