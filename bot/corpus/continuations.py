"""A story that goes on on another page: （下转第3版） there, （上接第1版） here, and the parts put together again.

Which part goes with which is decided by evidence that adds up, as on a page: the page numbers that the marks name, the
headline that the second part repeats, the words that both use, and the sentence that was cut between them. A pair
counts when it has enough and no other pair comes near; undecided parts stay the fragments that they are.
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
from bot.text.brackets import unbalanced
from bot.text.characters import letters
from bot.text.numbers import read_integer
from bot.text.segmenter import default_segmenter
from bot.text.similarity import Similarity, pairs

__all__ = ["Jump", "find_chains", "find_jumps", "join_parts"]


@dataclass(frozen=True, slots=True)
class Jump:
    """The marks of one fragment: the numbers of the pages that they name, as printed."""

    # of （上接第1版）; None where it has no such mark
    came_from: str | None = None
    # of （下转第3版）
    goes_to: str | None = None


# --- the marks of a page -------------------------------------------------------------------------------------------
_TARGET = (
    r"[ ]*(?:第?[ ]*(?P<page>[A-Z]{0,2}[ ]*\d{1,3}|[一二三四五六七八九十]{1,3}|头)[ ]*[、,-]?[ ]*\d*版|"
    r"(?P<letter>[A-Z]\d{1,2})(?![0-9A-Za-z]))"
)
_FROM = re.compile(rf"(?:紧?[上承]接|接|续){_TARGET}")
_ON = re.compile(rf"(?:紧?[下转]转|转|下接){_TARGET}")
# A mark stands this near to its story: a headline and a byline may come between.
REACH = 200


def find_jumps(page: Page, articles: Sequence[Article]) -> dict[str, Jump]:
    """The marks of a page's fragments, by article id; fragments without any are left out.

    A fragment's mark stands between its text and the text of its neighbours on the page.
    """
    spans = sorted(
        (piece.span.start, piece.span.end) for article in articles for pieces in article.layout for piece in pieces
    )
    found: dict[str, Jump] = {}
    for article in articles:
        if article.kind != "fragment" or not any(article.layout):
            continue
        own = [piece.span for pieces in article.layout for piece in pieces]
        first, last = min(span.start for span in own), max(span.end for span in own)
        above = max((end for _, end in spans if end <= first), default=0)
        below = min((start for start, _ in spans if start >= last), default=len(page.text))
        before = _plain(page.text[max(above, first - REACH) : first])
        after = _plain(page.text[last : min(below, last + REACH)])
        came_from = _named([*_FROM.finditer(before)][-1:])
        goes_to = _named([*_ON.finditer(after)][:1])
        if came_from or goes_to:
            found[article.id] = Jump(came_from, goes_to)
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _named(marks: Sequence[re.Match[str]]) -> str | None:
    """The page number in the mark found, if one was."""
    for mark in marks:
        name = (mark["page"] or mark["letter"]).replace(" ", "")
        if name == "头":
            return "1"
        return str(name) if (number := read_integer(name)) is None else str(number)
    return None


# --- which part goes with which ------------------------------------------------------------------------------------
# Points for a pair of parts. The marks and the numbers of both pages agreeing is as much as a headline that is the
# same; either may be missing on a page, and then the text has to tell.
PAGE_FITS = 2.0  # the mark names the number of the other part's page: for each of the two marks
UNMARKED = -2.0  # one of the two has no mark
HEADLINE_SAME = 4.0  # the headlines are the same, or one holds the other
HEADLINE_LIKE = 2.0  # half of the shorter headline's pairs of characters are in the longer
HEADLINE_OTHER = -1.0  # both have one, and they share nothing
WORD_CUT = 2.0  # a word goes on from the first part's end to the second's beginning
SENTENCE_CUT = 0.5  # the first part ends in mid-sentence and the second may go on with it
NOT_CUT = -2.0  # one side is cut in mid-sentence and the other is not
REPEATS = -10.0  # the second part begins with words that are in the first: another copy of it
QUOTE_FITS = 1.0  # a quotation or bracket left open in the first is closed in the second
SAME_NAMES = 0.5  # the file names begin with the same letters
OTHER_NAMES = -1.0  # they begin with others
# Halves of one story, of about 200 characters in all, have a similarity of 0.06 in the middle, 0.13 at the most; those
# of two stories stay under 0.04 in nineteen of twenty cases (measured on the stories of the page press).
TEXT_USUAL = 0.03
TEXT = 40.0  # for each point of similarity above the usual
TEXT_LEAST, TEXT_MOST = -1.0, 4.0

# A beginning is known again by this many letters.
OPENING = 20

# Enough within one day's paper; and where date or newspaper is not known, and other issues may lie in the same folder.
NEEDED = 3.0
NEEDED_UNKNOWN = 4.5
# No other pair with either of the parts comes nearer than this.
MARGIN = 1.0
# A word must be this much likelier (natural logarithm) than a break there; as for line ends in the reader.
WORD_GAIN = 3.0
# Fragments looked at together; with more in one folder, neighbours by file name are.
CHUNK = 120


@dataclass(frozen=True, slots=True)
class _Part:
    """A fragment, its marks, and what is looked at to pair it."""

    index: int
    article: Article
    jump: Jump

    @property
    def folder(self) -> str:
        return dirname(self.article.file or "")

    @property
    def prefix(self) -> str:
        """The letters that its file's name begins with."""
        match = re.match(r"[^\W\d_]*", (self.article.file or "").rpartition("/")[2])
        return match[0] if match else ""

    @property
    def order(self) -> tuple[str, str, str, tuple[int, int], str]:
        """What parts are sorted by, whatever order they were read in."""
        article = self.article
        return article.newspaper or "", self.folder, article.file or "", article.lines or (0, 0), article.id


def find_chains(
    fetch: Callable[[int], Article], fragments: Sequence[int], jumps: Mapping[str, Jump]
) -> list[tuple[int, ...]]:
    """The stories that go on over several pages: the numbers of their parts, in reading order.

    Args:
        fetch: gives the article of a number.
        fragments: the numbers of those that may be parts.
        jumps: the marks of the fragments, by article id.

    Returns:
        Chains of two or more parts; no part is in two chains.
    """
    scores: dict[tuple[int, int], float] = {}
    for chunk in _chunks(fetch, fragments, jumps):
        similarity = Similarity(["".join(part.article.paragraphs) for part in chunk])
        for (a, first), (b, second) in permutations(enumerate(chunk), 2):
            if _ruled_out(first, second):
                continue
            points = _points(first, second, similarity.between(a, b))
            if points >= (NEEDED if _one_issue(first.article, second.article) else NEEDED_UNKNOWN):
                pair = (first.index, second.index)
                scores[pair] = max(points, scores.get(pair, points))
    return _chains(_decided(scores))


def _chunks(
    fetch: Callable[[int], Article], fragments: Sequence[int], jumps: Mapping[str, Jump]
) -> Iterator[list[_Part]]:
    """Fragments that may belong together: of one day, and of one folder where days are not known."""

    def part(index: int) -> _Part:
        article = fetch(index)
        return _Part(index, article, jumps.get(article.id, Jump()))

    days: dict[str, list[int]] = defaultdict(list)
    folders: dict[str, list[int]] = defaultdict(list)
    undated: set[str] = set()
    order = {}
    for one in map(part, fragments):
        order[one.index] = one.order
        folders[one.folder].append(one.index)
        if one.article.date:
            days[one.article.date].append(one.index)
        else:
            undated.add(one.folder)
    for bucket in [days[day] for day in sorted(days)] + [folders[folder] for folder in sorted(undated)]:
        bucket.sort(key=order.__getitem__)
        for start in range(0, max(1, len(bucket) - CHUNK // 2), CHUNK // 2):
            if len(chunk := bucket[start : start + CHUNK]) > 1:
                yield list(map(part, chunk))


def _one_issue(first: Article, second: Article) -> bool:
    """Whether both pages are known to be of one newspaper and one day."""
    if not first.date or first.date != second.date:
        return False
    if first.newspaper and second.newspaper:
        return first.newspaper == second.newspaper
    return dirname(first.file or "") == dirname(second.file or "")


def _fits(named: str | None, page: str | None) -> bool | None:
    """Whether a mark names a page; None where one of them is not known. A mark may leave the letter out."""
    if not named or not page:
        return None
    (letters, number), (page_letters, page_number) = page_key(named), page_key(page)
    return number == page_number and (letters == page_letters or not letters or not page_letters)


def _ruled_out(first: _Part, second: _Part) -> bool:
    """Whether `second` cannot go on with `first`: another day or paper, a page that the marks do not name, no mark."""
    above, below = first.article, second.article
    if above.file == below.file or not (first.jump.goes_to or second.jump.came_from):
        return True
    if any(a and b and a != b for a, b in ((above.newspaper, below.newspaper), (above.date, below.date))):
        return True
    if first.folder != second.folder and not _one_issue(above, below):
        return True
    return _fits(first.jump.goes_to, below.page) is False or _fits(second.jump.came_from, above.page) is False


def _points(first: _Part, second: _Part, similarity: float) -> float:
    """The evidence that `second` goes on with `first`."""
    above, below = first.article, second.article
    points = min(TEXT_MOST, max(TEXT_LEAST, TEXT * (similarity - TEXT_USUAL)))
    for mark, page in ((first.jump.goes_to, below.page), (second.jump.came_from, above.page)):
        points += UNMARKED if mark is None else PAGE_FITS if page else 0.0
    if first.prefix and second.prefix:
        points += SAME_NAMES if first.prefix == second.prefix else OTHER_NAMES
    return points + _headline_points(above.headline, below.headline) + _cut_points(above, below)


def _headline_points(first: str, second: str) -> float:
    bare, other = letters(first), letters(second)
    if not bare or not other:
        return 0.0
    if bare in other or other in bare:
        return HEADLINE_SAME
    shared = pairs(first) & pairs(second)
    fewer = min(len(pairs(first)), len(pairs(second))) or 1
    return HEADLINE_LIKE if len(shared) / fewer >= 0.5 else 0.0 if shared else HEADLINE_OTHER


def _cut_points(above: Article, below: Article) -> float:
    """Whether the end of one text and the beginning of the other are two sides of one cut."""
    end, beginning = above.paragraphs[-1].rstrip(), below.paragraphs[0].lstrip()
    if letters(beginning)[:OPENING] in letters("".join(above.paragraphs)):
        return REPEATS
    if phrases.ends_sentence(end):
        return NOT_CUT if phrases.begins_inside_sentence(beginning) else 0.0
    points = QUOTE_FITS if unbalanced(end) > 0 and unbalanced(beginning) < 0 else 0.0
    if phrases.begins_inside_sentence(beginning):
        return points + SENTENCE_CUT
    left, right = end[-5:], beginning[:5]
    if left[-1:].isalnum() and right[:1].isalnum() and default_segmenter().joint_gain(left, right) > WORD_GAIN:
        return points + WORD_CUT
    return points + (NOT_CUT if phrases.begins_paragraph(beginning) and not points else SENTENCE_CUT)


def _decided(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The pairs that no other comes near; what they decide may decide others in turn."""
    left = dict(scores)
    decided: dict[int, int] = {}
    while left:
        # by part, as a first one and as a second one: the points of all its pairs, best first
        rivals: dict[tuple[str, int], list[float]] = defaultdict(list)
        for (first, second), points in sorted(left.items(), key=lambda entry: -entry[1]):
            rivals["first", first].append(points)
            rivals["second", second].append(points)
        clear = {
            first: second
            for (first, second), points in left.items()
            if all(
                others[0] == points and (len(others) == 1 or others[1] <= points - MARGIN)
                for others in (rivals["first", first], rivals["second", second])
            )
        }
        if not clear:
            break
        decided.update(clear)
        ends = set(clear.values())
        left = {pair: points for pair, points in left.items() if pair[0] not in clear and pair[1] not in ends}
    return decided


def _chains(follows: Mapping[int, int]) -> list[tuple[int, ...]]:
    chains = []
    for start in follows.keys() - set(follows.values()):
        chain = [start]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        chains.append(tuple(chain))
    return sorted(chains)


# --- putting them together -----------------------------------------------------------------------------------------


def join_parts(parts: Sequence[Article], jumps: Mapping[str, Jump]) -> Article:
    """One article of the parts of a story, in reading order, which cites the pages of all of them.

    It keeps the id and the place of the first part. It stays a fragment where its own beginning or end is missing.
    """
    first = parts[0]
    paragraphs: list[str] = []
    layout: list[list[Piece]] = []
    traced = all(part.layout for part in parts)
    for source, part in enumerate(parts):
        for number, text in enumerate(part.paragraphs):
            pieces = [replace(piece, source=source) for piece in part.layout[number]] if traced else []
            if source and not number and not phrases.ends_sentence(paragraphs[-1]):
                # the sentence that was cut at the page's end
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
        layout=layout if traced else (),
    )
