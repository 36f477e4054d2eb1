"""Draws the report on question files for a browser: one file, with its style and its drawings inside.

Where it fails, and why: by kind of question, by page, by cause; each question that went wrong, with what was expected
and what is shown; or, where two configurations are compared, each question that went differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from bot.evaluation.charts import draw_reliability, draw_risk
from bot.evaluation.comparison import compare_outcomes
from bot.evaluation.metrics import Outcome, Rate, compute_dialogue_rate, compute_rates, is_faultless, strip_spaces
from bot.evaluation.report import ScoredFile, group_by_kind
from bot.records import Article, Hit

__all__ = ["write_report"]

_HEAD = """<!doctype html>
<html lang="zh-Hans">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>报问 · 问答成绩</title>
<style>
{style}</style>
<header><h1>问答成绩</h1><p>{about}</p></header>
"""
# The measures of the report, in Chinese.
_NAMES = {
    "answer in the first passage": "第一段就是",
    "answer in the first three": "前三段里有",
    "marked, when first": "第一段里标对了句子",
    "wrongly refused": "有答案却没答",
    "rightly refused": "没有答案，也没答",
    "dialogues without a fault": "整场对话没出错",
    "refused without its article": "抽走文章以后没答",
}
# Pages beyond these are summed up.
MOST_PAGES = 30


def write_report(path: Path, files: Sequence[ScoredFile], articles: Sequence[Article]) -> None:
    """Writes the report.

    Args:
        path: the file to write.
        files: the question files with their outcomes.
        articles: the corpus.

    Raises:
        OSError: when the file cannot be written.
    """
    style = (Path(__file__).parent / "browser.css").read_text(encoding="utf-8")
    about = f"{len(articles):,} 篇文章，{sum(len(file.outcomes) for file in files):,} 个问题"
    parts = [_HEAD.format(style=style, about=about)]
    for file in files:
        parts.append(f"<h2>{escape(str(file.path))}</h2>\n")
        parts += _draw_scores(file) if file.rival is None else _draw_comparison(file.outcomes, file.rival)
    temporary = path.with_name(path.name + ".part")
    temporary.write_text("".join(parts), encoding="utf-8")
    temporary.replace(path)


def _draw_scores(file: ScoredFile) -> Iterator[str]:
    refused = Rate("refused without its article", sum(map(is_faultless, file.absent)), len(file.absent))
    yield _draw_rates([*compute_rates(file.outcomes), compute_dialogue_rate(file.outcomes), refused])
    kinds = group_by_kind(file.outcomes)
    if len(kinds) > 1:
        yield "<h3>各种问题</h3>\n"
        yield _draw_groups({kind or "没写": [file.outcomes[at] for at in places] for kind, places in kinds.items()})
    pages: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in file.outcomes:
        if outcome.judged.file:
            pages[outcome.judged.file].append(outcome)
    if len(pages) > 1:
        yield "<h3>各个版面，错得多的在前</h3>\n"
        worst = sorted(pages, key=lambda name: (sum(map(is_faultless, pages[name])) - len(pages[name]), name))
        yield _draw_groups({name: pages[name] for name in worst[:MOST_PAGES]})
    outcomes = [*file.outcomes, *file.absent]
    yield '<h3>把握准不准</h3>\n<p class="dim">点在虚线上，把握就是真的；右边：答得越多，错得越多。</p>\n'
    yield f'<div class="charts">{draw_reliability(outcomes)}{draw_risk(outcomes)}</div>\n'
    causes: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        is_unmarked = outcome.rank == 1 and not outcome.highlighted
        if not is_faultless(outcome) or is_unmarked:
            causes[_find_cause(outcome)].append(outcome)
    for cause, wrong in sorted(causes.items(), key=lambda pair: -len(pair[1])):
        yield f"<h3>{cause}：{len(wrong)}</h3>\n"
        yield from (_draw_outcome(outcome) for outcome in wrong)


def _find_cause(outcome: Outcome) -> str:
    """Why a question went wrong."""
    if outcome.judged.answer is None:
        return "报上没有，却答了"
    if outcome.rank == 1:
        return "句子没标对" if outcome.answer.answered else "找对了，却没敢答"
    hits = outcome.answer.hits
    if not hits:
        return "什么也没找到"
    if outcome.rank is not None:
        return "对的那段排在后面"
    text = strip_spaces("".join((hits[0].article.headline, *hits[0].article.paragraphs)))
    return "文章对，段落不对" if strip_spaces(outcome.judged.answer) in text else "文章不对"


def _draw_rates(rates: Iterable[Rate]) -> str:
    rows = (
        f'<tr><td>{_NAMES.get(rate.name, escape(rate.name))}<td class="number">{rate.share:.3f}<td>{_draw_share(rate)}'
        f'<td class="number">{rate.count} / {rate.total}'
        for rate in rates
        if rate.total
    )
    return _table(["", "份额", "95% 区间", "个数"], rows)


def _draw_groups(groups: dict[str, list[Outcome]]) -> str:
    """A row for each group of questions."""
    rows = []
    for name, outcomes in groups.items():
        right = Rate("", sum(map(is_faultless, outcomes)), len(outcomes))
        first, _, _, refused, _ = compute_rates(outcomes)
        cells = (f'<td class="number">{rate.share:.2f}' if rate.total else "<td>" for rate in (right, first, refused))
        rows.append(f'<tr><td>{escape(name)}<td class="number">{len(outcomes)}{"".join(cells)}<td>{_draw_share(right)}')
    return _table(["", "问题", "全对", "第一段就是", "有答案却没答", ""], rows)


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


def _draw_outcome(outcome: Outcome) -> str:
    """A question, and below it what was expected and what is shown."""
    return f"<details><summary>{_draw_question(outcome)}</summary><div>{_draw_shown(outcome)}</div></details>\n"


def _draw_question(outcome: Outcome) -> str:
    judged = outcome.judged
    before = "".join(f'<span class="dim">{escape(text)} → </span>' for text in judged.history)
    kind = f' <span class="dim">{escape(judged.kind)}</span>' if judged.kind else ""
    return f"{before}{escape(judged.question)}{kind}"


def _draw_shown(outcome: Outcome) -> str:
    judged, answer = outcome.judged, outcome.answer
    expected = escape(judged.answer) if judged.answer is not None else "报上没有"
    where = f' <span class="dim">{escape(judged.file)}</span>' if judged.file else ""
    rank = f"，排第 {outcome.rank}" if outcome.rank else ""
    lines = [f"<p>该答：{expected}{where}</p>"]
    lines.append(f'<p class="dim">把握 {answer.confidence:.2f}，{_say_band(outcome)}{rank}</p>')
    lines += [_draw_hit(hit, judged.answer) for hit in answer.hits[: max(1, outcome.rank or 1)]]
    return "".join(lines)


def _say_band(outcome: Outcome) -> str:
    if outcome.answer.talk:
        return "当闲话回了"
    return {"answer": "当答案给出", "related": "说也许有关"}.get(outcome.answer.band or "", "说报上没有")


def _draw_hit(hit: Hit, answer: str | None) -> str:
    text = escape(hit.passage.text)
    if answer and escape(answer) in text:
        text = text.replace(escape(answer), f"<mark>{escape(answer)}</mark>", 1)
    return f'<p>{text}</p><p class="dim">《{escape(hit.article.headline)}》 {escape(hit.passage.file or "")}</p>'


def _draw_comparison(outcomes: Sequence[Outcome], rival: Sequence[Outcome]) -> Iterator[str]:
    rows = (
        f'<tr><td>{_NAMES.get(one.name, escape(one.name))}<td class="number">{one.mean:.3f}'
        f'<td class="number">{one.rival_mean:.3f}<td class="number">{one.difference:+.3f}'
        f'<td class="number">{one.interval[0]:+.3f} – {one.interval[1]:+.3f}'
        f'<td class="number">{one.higher} 升 {one.lower} 降'
        for one in compare_outcomes(outcomes, rival)
    )
    yield _table(["", "这一种", "另一种", "差", "95% 区间", ""], rows)
    pairs = list(zip(outcomes, rival, strict=True))
    kinds: tuple[tuple[str, str, Callable[[bool, bool], bool]], ...] = (
        ("只有另一种对", "down", lambda one, other: other and not one),
        ("只有这一种对", "up", lambda one, other: one and not other),
    )
    for name, colour, belongs in kinds:
        changed = [pair for pair in pairs if belongs(*map(is_faultless, pair))]
        yield f'<h3 class="{colour}">{name}：{len(changed)}</h3>\n'
        for one, other in changed:
            shown = f"<p><b>这一种</b></p>{_draw_shown(one)}<p><b>另一种</b></p>{_draw_shown(other)}"
            yield f"<details><summary>{_draw_question(one)}</summary><div>{shown}</div></details>\n"
