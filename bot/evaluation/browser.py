"""Draws the report on question files for a browser: one file, with its style and its drawings inside.

Where it fails, and why: by kind of question, by page, by cause; each question that went wrong, with what was expected
and what is shown; or, where two configurations are compared, each question that went differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from bot.chat.replies.scores import ScoresReplies
from bot.evaluation.charts import draw_reliability, draw_risk
from bot.evaluation.comparison import compare_outcomes
from bot.evaluation.metrics import Outcome, Rate, compute_dialogue_rate, compute_rates, is_faultless, strip_spaces
from bot.evaluation.report import ScoredFile, group_by_kind
from bot.records import Article, Hit
from bot.runtime.file_replacement import replace_file

__all__ = ["write_report"]

_HEAD = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
<header><h1>{title}</h1><p>{about}</p></header>
"""
# Pages beyond these are summed up.
MOST_PAGES = 30


def write_report(path: Path, files: Sequence[ScoredFile], articles: Sequence[Article], said: ScoresReplies) -> None:
    """Writes the report.

    Args:
        path: the file to write.
        files: the question files with their outcomes.
        articles: the corpus.
        said: the language.

    Raises:
        OSError: when the file cannot be written.
    """
    style = (Path(__file__).parent / "browser.css").read_text(encoding="utf-8")
    about = said.about.format(articles=len(articles), questions=sum(len(file.outcomes) for file in files))
    parts = [_HEAD.format(language=said.language, title=said.title, style=style, about=about)]
    drawer = _Drawer(said)
    for file in files:
        parts.append(f"<h2>{escape(str(file.path))}</h2>\n")
        parts += drawer.draw_scores(file) if file.rival is None else drawer.draw_comparison(file.outcomes, file.rival)
    with replace_file(path) as out:
        out.write("".join(parts).encode())


class _Drawer:
    """The parts of a report in one language."""

    def __init__(self, said: ScoresReplies) -> None:
        self.said = said
        # the measures of the report
        self._names = {
            "answer in the first passage": said.first,
            "answer in the first three": said.first_three,
            "marked, when first": said.marked,
            "wrongly refused": said.wrongly_refused,
            "rightly refused": said.rightly_refused,
            "dialogues without a fault": said.faultless_dialogue,
            "refused without its article": said.refused_without,
        }

    def draw_scores(self, file: ScoredFile) -> Iterator[str]:
        refused = Rate("refused without its article", sum(map(is_faultless, file.absent)), len(file.absent))
        yield self._draw_rates([*compute_rates(file.outcomes), compute_dialogue_rate(file.outcomes), refused])
        kinds = group_by_kind(file.outcomes)
        if len(kinds) > 1:
            yield f"<h3>{self.said.kinds}</h3>\n"
            yield self._draw_groups(
                {kind or self.said.no_kind: [file.outcomes[at] for at in places] for kind, places in kinds.items()}
            )
        pages: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in file.outcomes:
            if outcome.judged.file:
                pages[outcome.judged.file].append(outcome)
        if len(pages) > 1:
            yield f"<h3>{self.said.pages}</h3>\n"
            worst = sorted(pages, key=lambda name: (sum(map(is_faultless, pages[name])) - len(pages[name]), name))
            yield self._draw_groups({name: pages[name] for name in worst[:MOST_PAGES]})
        outcomes = [*file.outcomes, *file.absent]
        yield f'<h3>{self.said.confidence}</h3>\n<p class="dim">{self.said.confidence_about}</p>\n'
        charts = draw_reliability(outcomes, self.said) + draw_risk(outcomes, self.said)
        yield f'<div class="charts">{charts}</div>\n'
        causes: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in outcomes:
            is_unmarked = outcome.rank == 1 and not outcome.highlighted
            if not is_faultless(outcome) or is_unmarked:
                causes[self._find_cause(outcome)].append(outcome)
        for cause, wrong in sorted(causes.items(), key=lambda pair: -len(pair[1])):
            yield f"<h3>{cause}{self.said.colon}{len(wrong)}</h3>\n"
            yield from (self._draw_outcome(outcome) for outcome in wrong)

    def _find_cause(self, outcome: Outcome) -> str:
        """Why a question went wrong."""
        if outcome.judged.answer is None:
            return self.said.answered_wrongly
        if outcome.rank == 1:
            return self.said.badly_marked if outcome.answer.answered else self.said.not_dared
        hits = outcome.answer.hits
        if not hits:
            return self.said.nothing_found
        if outcome.rank is not None:
            return self.said.too_low
        text = strip_spaces("".join((hits[0].article.headline, *hits[0].article.paragraphs)))
        return self.said.wrong_paragraph if strip_spaces(outcome.judged.answer) in text else self.said.wrong_article

    def _draw_rates(self, rates: Iterable[Rate]) -> str:
        said = self.said
        rows = (
            f'<tr><td>{self._names.get(rate.name, escape(rate.name))}<td class="number">{rate.share:.3f}'
            f'<td>{_draw_share(rate)}<td class="number">{rate.count} / {rate.total}'
            for rate in rates
            if rate.total
        )
        return _table(["", said.share, said.interval, said.count], rows)

    def _draw_groups(self, groups: dict[str, list[Outcome]]) -> str:
        """A row for each group of questions."""
        said = self.said
        rows = []
        for name, outcomes in groups.items():
            right = Rate("", sum(map(is_faultless, outcomes)), len(outcomes))
            first, _, _, refused, _ = compute_rates(outcomes)
            cells = (
                f'<td class="number">{rate.share:.2f}' if rate.total else "<td>" for rate in (right, first, refused)
            )
            rows.append(
                f'<tr><td>{escape(name)}<td class="number">{len(outcomes)}{"".join(cells)}<td>{_draw_share(right)}'
            )
        return _table(["", said.questions, said.all_right, said.first, said.wrongly_refused, ""], rows)

    def _draw_outcome(self, outcome: Outcome) -> str:
        """A question, and below it what was expected and what is shown."""
        return self._draw_details(outcome, self._draw_shown(outcome))

    def _draw_details(self, outcome: Outcome, shown: str) -> str:
        return f"<details><summary>{self._draw_question(outcome)}</summary><div>{shown}</div></details>\n"

    def _draw_question(self, outcome: Outcome) -> str:
        judged = outcome.judged
        before = "".join(f'<span class="dim">{escape(text)} → </span>' for text in judged.history)
        kind = f' <span class="dim">{escape(judged.kind)}</span>' if judged.kind else ""
        return f"{before}{escape(judged.question)}{kind}"

    def _draw_shown(self, outcome: Outcome) -> str:
        said = self.said
        judged, answer = outcome.judged, outcome.answer
        expected = escape(judged.answer) if judged.answer is not None else said.no_answer
        where = f' <span class="dim">{escape(judged.file)}</span>' if judged.file else ""
        rank = said.ranked.format(rank=outcome.rank) if outcome.rank else ""
        lines = [f"<p>{said.expected.format(answer=expected)}{where}</p>"]
        shown = said.shown.format(confidence=answer.confidence, band=self._say_band(outcome))
        lines.append(f'<p class="dim">{shown}{rank}</p>')
        lines += [_draw_hit(hit, judged.answer) for hit in answer.hits[: max(1, outcome.rank or 1)]]
        return "".join(lines)

    def _say_band(self, outcome: Outcome) -> str:
        said = self.said
        if outcome.answer.talk:
            return said.as_talk
        return {"answer": said.as_answer, "related": said.as_related}.get(outcome.answer.band or "", said.as_refusal)

    def draw_comparison(self, outcomes: Sequence[Outcome], rival: Sequence[Outcome]) -> Iterator[str]:
        said = self.said
        rows = (
            f'<tr><td>{self._names.get(one.name, escape(one.name))}<td class="number">{one.mean:.3f}'
            f'<td class="number">{one.rival_mean:.3f}<td class="number">{one.difference:+.3f}'
            f'<td class="number">{one.interval[0]:+.3f} – {one.interval[1]:+.3f}'
            f'<td class="number">{said.changed.format(higher=one.higher, lower=one.lower)}'
            for one in compare_outcomes(outcomes, rival)
        )
        yield _table(["", said.this, said.other, said.difference, said.interval, ""], rows)
        pairs = list(zip(outcomes, rival, strict=True))
        kinds: tuple[tuple[str, str, Callable[[bool, bool], bool]], ...] = (
            (said.only_other, "down", lambda one, other: other and not one),
            (said.only_this, "up", lambda one, other: one and not other),
        )
        for name, colour, belongs in kinds:
            changed = [pair for pair in pairs if belongs(*map(is_faultless, pair))]
            yield f'<h3 class="{colour}">{name}{said.colon}{len(changed)}</h3>\n'
            for one, other in changed:
                sides = ((said.this, one), (said.other, other))
                shown = (f"<p><b>{side}</b></p>{self._draw_shown(outcome)}" for side, outcome in sides)
                yield self._draw_details(one, "".join(shown))


def _draw_share(rate: Rate) -> str:
    """A bar as long as a share, with its interval."""
    low, high = (100 * end for end in rate.interval)
    return (
        f'<span class="share"><i style="width:{100 * rate.share:.1f}%"></i>'
        f'<b style="left:{low:.1f}%;width:{high - low:.1f}%"></b></span>'
    )


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f"<th>{text}" for text in heads)
    return f'<div class="wide"><table><tr>{head}\n' + "\n".join(rows) + "</table></div>\n"


def _draw_hit(hit: Hit, answer: str | None) -> str:
    text = escape(hit.passage.text)
    if answer and escape(answer) in text:
        text = text.replace(escape(answer), f"<mark>{escape(answer)}</mark>", 1)
    return f'<p>{text}</p><p class="dim">《{escape(hit.article.headline)}》 {escape(hit.passage.file or "")}</p>'
