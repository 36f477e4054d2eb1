"""Rows of which it was doubtful whether they are display type, decided once more together with their neighbours.

Roles are given from the top of the page, row by row, so that nothing is known of the rows below. Once all rows have a
role and the captions are known, every way to read a run of doubtful rows is compared: whether sentences and words go on
over the borders between text and display type, how much text stands below a headline, and how the page sets others.
Display type amid a sentence that repeats words of the page is a quote, which the text goes past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise, product

from bot.reader.language.character_model import measure_continuation, measure_continuations
from bot.reader.lines import phrases
from bot.reader.lines.page_style import COLUMN_SLACK, INDENT_SLACK, INDENT_WIDTH
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import is_indented
from bot.reader.stories.captions import Caption
from bot.reader.stories.doubt_weights import DOUBT_MODEL
from bot.text.characters import bracket_balance
from bot.text.similarity import measure_seam, pair_overlap

Reading = tuple[Role, ...]
"""The roles of the rows of a run: body text or display type."""

# A row is doubtful if its score is no farther from 0; display type with a score of at least SURE shows how the page
# sets its headlines.
DOUBT, SURE = 6.0, 5.0
# A run has at most so many rows, in which body text and display type change at most so often.
LONGEST_RUN, MOST_CHANGES = 8, 3
# A page with more doubtful rows is a table or a list, where no reading is better than others and all take long.
MOST_DOUBTS = 60
# Characters: a headline is compared with so much of the text below, and with its first LEAD characters.
STORY, LEAD = 300, 120
# Characters: no paragraph is shorter than TINY, and no story than SHORT.
TINY, SHORT = 25, 60
# Headlines seldom have more rows.
USUAL_ROWS = 3
# Characters: a shorter clause stands twice on a page by chance.
QUOTE = 8
_CLAUSE_ENDS = "，。、；：,.;:"

# What counts between two rows, by the roles above and below: the features whose names begin with both roles.
_BETWEEN: Mapping[tuple[Role, Role], Sequence[str]] = {
    (above, below): [name.removeprefix(roles) for name in DOUBT_MODEL.weights if name.startswith(roles)]
    for above, below in product((Role.BODY, Role.DISPLAY, Role.BYLINE), repeat=2)
    for roles in [f"{above.value}_{below.value}_"]
}


def reconsider(roles: Sequence[RowRole], captions: Sequence[Caption], features: RowFeatures) -> list[RowRole]:
    """The roles of a page's rows, with the doubtful ones decided once more unless there are too many.

    Args:
        roles: as they were given row by row.
        captions: those that are found by these roles; their rows are no part of the text around.
        features: what the rows show.
    """
    rows = DoubtfulRows(roles, captions, features)
    runs = list(rows.find_runs())
    for first, end in runs if sum(end - first for first, end in runs) <= MOST_DOUBTS else []:
        readings = find_readings(end - first)
        scores = [DOUBT_MODEL.score(rows.compute_features(first, reading)) for reading in readings]
        rows.take(first, readings[scores.index(max(scores))])
    rows.mark_quotes()
    return rows.roles


@lru_cache(maxsize=LONGEST_RUN)
def find_readings(count: int) -> tuple[Reading, ...]:
    """Every way to read so many rows in which body text and display type do not change too often."""
    readings = product((Role.BODY, Role.DISPLAY), repeat=count)
    return tuple(one for one in readings if sum(above is not below for above, below in pairwise(one)) <= MOST_CHANGES)


class DoubtfulRows:
    """The rows of a page outside captions and furniture, some of them doubtful; they are counted from 0.

    Args:
        roles: of all rows of the page.
        captions: of the page.
        features: of all rows of the page.

    Attributes:
        roles: of all rows of the page, as far as they are decided once more.
    """

    def __init__(self, roles: Sequence[RowRole], captions: Sequence[Caption], features: RowFeatures) -> None:
        self.roles = list(roles)
        self._features = features
        captioned = {at for caption in captions for at in range(caption.start, caption.end)}
        # the place on the page of each row that counts
        self._places = [
            at for at, entry in enumerate(roles) if entry.role is not Role.FURNITURE and at not in captioned
        ]
        self._texts = [features.texts[at] for at in self._places]
        self._taken = [roles[at].role for at in self._places]
        self._continues = measure_continuations(self._texts)
        self._page = "\n".join(features.texts)
        self._whole = "".join(features.texts)
        # by text, whether it is a clause of another one
        self._clauses: dict[str, bool] = {}
        # by row, what stands between it and the one above
        self._between: dict[int, dict[str, float]] = {}
        # rows amid a sentence whose words stand elsewhere on the page
        self._quoted = [
            number > 0 and features.repeated[at] and not features.closed[self._places[number - 1]]
            for number, at in enumerate(self._places)
        ]
        self._spaced = self._measure_spaced()
        self._stripped = self._measure_stripped()

    def _measure_spaced(self) -> float | None:
        """The share, 0 to 1, of the page's sure headlines with space above; None where none is sure."""
        spaced = [
            self._features.apart[at]
            for number, at in enumerate(self._places)
            if number and (self.roles[at].score or 0.0) > SURE and self._taken[number - 1] is not Role.DISPLAY
        ]
        return sum(spaced) / len(spaced) if spaced else None

    def _measure_stripped(self) -> float:
        """The share, 0 to 1, of the rows below ended sentences that are narrower by an indent than the row below."""
        begun = [
            self._compare_widths(number)
            for number in range(1, len(self._places) - 1)
            if self._taken[number - 1] is self._taken[number] is self._taken[number + 1] is Role.BODY
            and self._features.closed[self._places[number - 1]]
        ]
        first = sum(first_line for _, first_line in begun)
        both = sum(same for same, _ in begun) + first
        return first / both if both else 0.0

    def _compare_widths(self, number: int) -> tuple[bool, bool]:
        """Whether a row is as wide as the row below, and whether it is narrower by an indent."""
        narrowing = self._features.widths[self._places[number]] - self._features.widths[self._places[number + 1]]
        return abs(narrowing) <= COLUMN_SLACK / 2, abs(narrowing + INDENT_WIDTH) <= INDENT_SLACK

    def find_runs(self) -> Iterator[tuple[int, int]]:
        """The runs of doubtful rows: the first row of each, and the one after its last."""
        scores = (self.roles[at].score for at in self._places)
        doubtful = [
            score is not None and (abs(score) < DOUBT or quoted)
            for score, quoted in zip(scores, self._quoted, strict=True)
        ]
        for is_doubtful, group in groupby(range(len(doubtful)), doubtful.__getitem__):
            run = list(group) if is_doubtful else []
            for at in range(0, len(run), LONGEST_RUN):
                yield run[at], min(run[at] + LONGEST_RUN, run[-1] + 1)

    def find_roles(self, first: int, end: int) -> list[RowRole]:
        """The rows [first, end) with the roles that they have so far."""
        return [self.roles[at] for at in self._places[first:end]]

    def take(self, first: int, reading: Reading) -> None:
        """Gives the rows from `first` on the roles of a reading."""
        for number, role in enumerate(reading, start=first):
            at = self._places[number]
            self._taken[number] = role
            if self.roles[at].role is not role:
                self.roles[at] = self.roles[at]._replace(role=role)

    def compute_features(self, first: int, reading: Reading) -> dict[str, float]:
        """The value of every feature of a way to read the rows from `first` on."""
        end = first + len(reading)
        before = self._taken[first:end]
        self._taken[first:end] = reading
        values = dict.fromkeys(DOUBT_MODEL.weights, 0.0)
        values["kept"] = sum(one is other for one, other in zip(before, reading, strict=True))
        for number, role in enumerate(reading, start=first):
            if role is Role.DISPLAY:
                at = self._places[number]
                values["score"] += self.roles[at].score or 0.0
                values["wording"] += self._features.wordings[at]
                values["ends_sentence"] += self._features.closed[at]
        for number in range(max(1, first), min(end + 1, len(self._taken))):
            self._add_between(values, number)
        self._add_stretches(values, first, end)
        self._taken[first:end] = before
        return values

    def mark_quotes(self) -> None:
        """Makes quotes of display type amid a sentence whose words the page has elsewhere: the text goes on past it."""
        end = 0
        for role, group in groupby(self._taken):
            start, end = end, end + len(list(group))
            above, below = (self._taken[at] if 0 <= at < len(self._taken) else None for at in (start - 1, end))
            if role is Role.DISPLAY and above is below is Role.BODY and self._is_quote(start, end):
                for number in range(start, end):
                    self.roles[self._places[number]] = self.roles[self._places[number]]._replace(role=Role.QUOTE)

    def _is_quote(self, start: int, stop: int) -> bool:
        """Whether a sentence stops above some rows, and the words of all of them stand elsewhere."""
        amid = not self._features.closed[self._places[start - 1]]
        return amid and all(self._features.repeated[at] for at in self._places[start:stop])

    # --- between two rows --------------------------------------------------------------------------------------------

    def _add_between(self, values: dict[str, float], number: int) -> None:
        """Adds what stands between a row and the one above."""
        above, below = self._taken[number - 1 : number + 1]
        # over a byline or a jump mark stands the same, but a headline may be repeated under （上接第1版）
        below = Role.BYLINE if below is Role.JUMP else below
        names = _BETWEEN.get((above, below), ())
        if names and number not in self._between:
            self._between[number] = self._measure_between(number)
        for name in names:
            values[f"{above.value}_{below.value}_{name}"] += self._between[number][name]

    def _measure_between(self, number: int) -> dict[str, float]:
        """What stands between a row and the one above, whatever their roles."""
        features, first, second = self._features, self._places[number - 1], self._places[number]
        left, right = self._texts[number - 1], self._texts[number]
        balance = bracket_balance(left)
        narrowing = features.widths[first] - features.widths[second]
        return {
            "border": 1.0,
            "apart": features.apart[second],
            "ended": features.closed[first],
            "comma": left[-1] in "，、：；,:;",
            "continues": self._continues[number],
            "seam": measure_seam(left, right, self._page),
            "bracket": balance > 0,
            "closing": balance > 0 and bracket_balance(left + right) == 0,
            "report": phrases.begins_like_report(right),
            "flush": features.style.indents and not is_indented(features.rows[second]),
            "skipped": second > first + 1,
            "same_width": abs(narrowing) <= COLUMN_SLACK,
            "narrower": narrowing > COLUMN_SLACK,
            "first_line": abs(narrowing + INDENT_WIDTH) <= INDENT_SLACK,
            "inside": phrases.begins_inside_sentence(right),
        }

    # --- stretches of text and of display type -----------------------------------------------------------------------

    def _add_stretches(self, values: dict[str, float], first: int, end: int) -> None:
        """Adds the features of the stretches of rows with one role that touch the rows [first, end)."""
        start = self._find_start(first)
        start = self._find_start(start - 1) if start else 0
        while start < min(end + 1, len(self._taken)):
            stop = start + 1
            while stop < len(self._taken) and self._taken[stop] is self._taken[start]:
                stop += 1
            if self._taken[start] is Role.BODY:
                self._add_text(values, start, stop)
            elif self._taken[start] is Role.DISPLAY and stop > first:
                self._add_headline(values, start, stop)
            start = stop

    def _find_start(self, number: int) -> int:
        """The first row of the stretch that a row stands in."""
        role = self._taken[number]
        while number and self._taken[number - 1] is role:
            number -= 1
        return number

    def _add_text(self, values: dict[str, float], start: int, stop: int) -> None:
        """Adds the features of the body text of some rows."""
        length = len(self._read_text(start, stop))
        values["tiny_text"] += length < TINY
        values["short_text"] += length < SHORT
        if 0 < start < stop - 1 and not self._is_amid_sentence(start):
            full, first_line = self._compare_widths(start)
            values["begins_full"] += full * self._stripped
            values["begins_narrow"] += first_line * self._stripped
        values["tiny_story"] += length < TINY and start > 0 and self._taken[start - 1] is Role.DISPLAY

    def _is_amid_sentence(self, start: int) -> bool:
        """Whether a sentence stops above what stands over a row."""
        above = self._find_start(start - 1) - 1
        return above >= 0 and self._taken[above] is Role.BODY and not self._features.closed[self._places[above]]

    def _add_headline(self, values: dict[str, float], start: int, stop: int) -> None:
        """Adds the features of the display type of some rows."""
        headline, story = "".join(self._texts[start:stop]), self._read_text(stop, len(self._taken))
        in_story, above = pair_overlap(headline, story), pair_overlap(headline, self._read_text_above(start))
        values["rows"] += max(0, stop - start - USUAL_ROWS)
        values["repeated"] += sum(self._features.repeated[at] for at in self._places[start:stop])
        values["clause"] += self._is_clause(headline)
        if start and self._features.closed[self._places[start - 1]]:
            values["clause_after_end"] += self._is_clause(headline)
        elif start and stop < len(self._taken) and self._taken[start - 1] is self._taken[stop] is Role.BODY:
            self._add_interruption(values, start, stop)
        values["lead"] += pair_overlap(headline, story[:LEAD])
        values["story"] += in_story
        values["above"] += above
        values["above_only"] += max(0.0, above - in_story)
        if self._spaced is not None:
            apart = self._features.apart[self._places[start]]
            values["unlike_headlines"] += 1 - self._spaced if apart else self._spaced

    def _add_interruption(self, values: dict[str, float], start: int, stop: int) -> None:
        """Adds the features of display type amid a sentence, which may go on past it."""
        above, below = self._texts[start - 1], self._texts[stop]
        values["interrupts"] += 1
        values["interrupting_quote"] += any(self._features.repeated[at] for at in self._places[start:stop])
        values["interrupting_whole"] += all(self._features.repeated[at] for at in self._places[start:stop])
        values["interrupting_clause"] += self._is_clause("".join(self._texts[start:stop]))
        values["bridged"] += measure_continuation(above, below)
        values["bridged_seam"] += measure_seam(above, below, self._page)

    def _is_clause(self, text: str) -> bool:
        """Whether a text is a whole clause of another text of the page, as pull quotes are."""
        if text not in self._clauses:
            clause = text.strip(_CLAUSE_ENDS)
            twice = len(text) >= QUOTE and self._whole.count(clause) > 1
            self._clauses[text] = twice and bool(re.search(rf"(?<!\w){re.escape(clause)}(?!\w)", self._whole))
        return self._clauses[text]

    def _read_text_above(self, stop: int) -> str:
        """The body text up to a row, at least STORY characters if there are so many."""
        start, length = stop, 0
        while start and self._taken[start - 1] is Role.BODY and length < STORY:
            start -= 1
            length += len(self._texts[start])
        return "".join(self._texts[start:stop])

    def _read_text(self, start: int, stop: int) -> str:
        """The body text from a row on, at least STORY characters if there are so many before row `stop`."""
        text = ""
        while start < stop and self._taken[start] is Role.BODY and len(text) < STORY:
            text += self._texts[start]
            start += 1
        return text
