"""The JSON of `ask` and `articles`: names and shapes that programs rely on. Fields may be added, never renamed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from bot.records import Answer, Article, Hit

__all__ = ["answer_record", "article_record", "print_json"]


def _hit_record(hit: Hit) -> dict[str, Any]:
    """One hit of an answer."""
    article = hit.article
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "text": hit.passage.text,
        "highlights": [[span.start, span.end] for span in hit.highlights],
        "paragraphs": [[span.start, span.end] for span in hit.passage.paragraphs],
        "article": {
            "id": article.id,
            "headline": article.headline,
            "authors": list(article.authors),
            "kind": article.kind,
            "newspaper": article.newspaper,
            "date": article.date,
            "page": article.page,
        },
        "source": {"file": hit.passage.file, "lines": list(hit.passage.lines) if hit.passage.lines else None},
    }


def answer_record(answer: Answer, seconds: float) -> dict[str, Any]:
    """An answer, and how long it took."""
    return {
        "question": answer.question,
        "answered": answer.answered,
        "confidence": answer.confidence,
        "band": answer.band,
        "suggestion": answer.suggestion,
        "hits": [_hit_record(hit) for hit in answer.hits],
        "span": [answer.span.start, answer.span.end] if answer.span else None,
        "took_ms": round(seconds * 1000, 2),
    }


def article_record(article: Article) -> dict[str, Any]:
    """One article of a page or of several."""
    return {
        "file": article.file,
        "id": article.id,
        "headline": article.headline,
        "authors": list(article.authors),
        "kind": article.kind,
        "lines": list(article.lines) if article.lines else None,
        "paragraphs": list(article.paragraphs),
        "newspaper": article.newspaper,
        "date": article.date,
        "page": article.page,
        "sources": [{**asdict(source), "lines": list(source.lines)} for source in article.sources],
    }


def print_json(record: dict[str, Any]) -> None:
    """Prints a record on one line of standard output."""
    click.echo(json.dumps(record, ensure_ascii=False))
