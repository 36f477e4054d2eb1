"""The JSON of hits, replies and articles: names and shapes that programs rely on. Fields are added, never renamed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.records import Article, Hit
from bot.reply import Reply


def hit_record(hit: Hit) -> dict[str, Any]:
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


def reply_record(reply: Reply, seconds: float | None = None) -> dict[str, Any]:
    """What a message gets, and, if given, how many seconds it took."""
    answer = reply.answer
    record: dict[str, Any] = {
        "question": answer.question,
        "answered": answer.answered,
        "confidence": answer.confidence,
        "band": answer.band,
        "suggestion": answer.suggestion,
        "unknown": list(answer.unknown),
        "hits": [hit_record(hit) for hit in answer.hits],
        "span": [answer.span.start, answer.span.end] if answer.span else None,
        "talk": answer.talk,
        "rule": answer.rule,
        "unsure": answer.is_unsure,
    }
    if answer.newspapers:
        record["newspapers"] = [asdict(newspaper) for newspaper in answer.newspapers]
    if seconds is not None:
        record["took_ms"] = round(seconds * 1000, 2)
    if reply.kind == "article" and reply.hit:
        record["paragraphs"] = list(reply.hit.article.paragraphs)
    return record


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
