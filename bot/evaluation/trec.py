"""Scores TREC qrels, files that judge articles for questions, with the measures of the library ir-measures."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.errors import MissingExtraError, QuestionError
from bot.records import Hit

# The measures look at the first ten articles.
DEPTH = 10
# Hits are passages: with so many a depth, ten different articles are very likely among them.
HITS_PER_ARTICLE = 5
MEASURES = (("Success", 1), ("Success", 3), ("RR", 10), ("R", 10), ("nDCG", 10))

Search = Callable[[str, int], Sequence[Hit]]


def is_qrels(path: Path) -> bool:
    """Whether a file looks like qrels: its first line has four columns, and the last is a whole number."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            columns = next((line for line in file if line.strip()), "").split()
    except OSError:
        return False
    return len(columns) == 4 and columns[3].lstrip("-").isdigit()


def read_topics(path: Path) -> dict[str, str]:
    """Read a topics file: on each line the id of a question, a tab and the question.

    Returns:
        The questions by id.

    Raises:
        QuestionError: when the file cannot be read, or a line has no tab.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(
            "the topics file {path!r} cannot be read ({reason})", path=str(path), reason=error
        ) from None
    topics = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            identifier, tab, question = line.partition("\t")
            if not tab:
                raise QuestionError(
                    "{path}, line {line}: a topic is an id, a tab and a question", path=path, line=number
                )
            topics[identifier.strip()] = question.strip()
    return topics


def score_qrels(path: Path, topics: dict[str, str], search: Search) -> dict[str, dict[str, float]]:
    """Score a search with qrels; questions that the qrels do not judge do not count.

    Args:
        path: the qrels. A line is: question id, 0, article id, grade (0 not relevant, 1 and more relevant).
        topics: the questions by id.
        search: gives the best hits for a question, at most so many.

    Returns:
        For each measure (`MEASURES`) the value of each judged question, 0 to 1, by question id.

    Raises:
        MissingExtraError: when ir-measures is not installed.
        QuestionError: when the qrels cannot be read, or judge a question that the topics lack.
    """
    try:
        import ir_measures
    except ImportError:
        raise MissingExtraError("scoring qrels", "eval") from None
    try:
        # given a path, the library opens it in the encoding of the system
        text = io.StringIO(path.read_text(encoding="utf-8"))
        qrels = list(ir_measures.read_trec_qrels(text))  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise QuestionError("the qrels {path!r} cannot be read ({reason})", path=str(path), reason=error) from None
    judged = list(dict.fromkeys(qrel.query_id for qrel in qrels))
    if missing := [identifier for identifier in judged if identifier not in topics]:
        raise QuestionError("the topics lack the question {id!r} that {path!r} judges", id=missing[0], path=str(path))
    run: list[ir_measures.ScoredDoc] = []
    for identifier in judged:
        ranks: dict[str, int] = {}
        # an article has the rank of its best passage
        for hit in search(topics[identifier], DEPTH * HITS_PER_ARTICLE):
            ranks.setdefault(hit.article.id, len(ranks) + 1)
        run.extend(ir_measures.ScoredDoc(identifier, article, 1.0 / rank) for article, rank in ranks.items())
    # parse_measure would not run on Python 3.14, which has no ast.Num and ast.Str
    measures = [getattr(ir_measures, name) @ cutoff for name, cutoff in MEASURES]
    values: dict[str, dict[str, float]] = {str(measure): {} for measure in measures}
    for metric in ir_measures.iter_calc(measures, qrels, run):
        values[str(metric.measure)][metric.query_id] = float(metric.value)
    return values
