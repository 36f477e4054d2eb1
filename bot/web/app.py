"""The web application: two pages, the question with its answer and the article beside its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from bot.chat.corpus_summary import CorpusSummary, describe_corpus
from bot.chat.replies import Replies, choose_replies
from bot.chat.requests import MORE, WHOLE_ARTICLE
from bot.chat.sentences import describe_certainty, describe_cut, describe_rewording, describe_slip, opening_sentence
from bot.conversation import RECALLED, Conversation, recall, take_turn
from bot.records import Answer, Page
from bot.reply import Reply
from bot.web.views import view_article, view_headline, view_passage

_HERE = Path(__file__).parent
# Nothing comes from elsewhere, and there is no script at all.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # what people ask is nothing for a shared cache
    "Cache-Control": "no-store",
}

# Characters of the messages before a question: each takes nine in an address, of which servers take some thousands.
_ROOM = 600

# A command of the terminal or of Telegram: a stroke and a letter.
_COMMAND = re.compile(r"[/／]\w")

# What the page of a question shows where there is none of it.
_NOTHING: dict[str, object] = {
    "said": (),
    "conversation": (),
    "suggestion": (None, ""),
    "rewording": ("", ""),
    "passage": None,
    "article": (),
    "headlines": (),
    "examples": (),
}


@dataclass(frozen=True, slots=True)
class ServedCorpus:
    """What the web page needs of a corpus."""

    # as `Retriever.answer`: takes newspaper, since and until as well, and raises ValueError for days it cannot read
    answer: Callable[..., Answer]
    summarize: Callable[[], CorpusSummary]
    # questions that it answers
    find_examples: Callable[[], Sequence[str]]
    # gives a page of the corpus, read anew; None where its file is not there
    read_page: Callable[[str], Page | None]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address of a page says."""

    question: str
    history: tuple[str, ...]
    # newspaper, since and until, as far as they are given
    choice: dict[str, str]

    @classmethod
    def from_request(cls, request: Request) -> _Asked:
        query = request.query_params
        choice = {name: query[name].strip() for name in ("newspaper", "since", "until") if query.get(name, "").strip()}
        history = [text for text in query.getlist("h") if text.strip()]
        return cls(query.get("q", "").strip(), _recent(history), choice)

    def link(self, question: str = "", *, at: int = 0, follow: bool = True) -> str:
        """The address of a question asked next, of the article of the hit `at`, or of this question itself.

        Args:
            question: what is asked next; "" for this question.
            at: the place of a hit, whose article is shown; 0 for none.
            follow: whether a question that is asked next comes after this one.
        """
        history = _recent([*self.history, self.question]) if question and follow else self.history
        pairs = [*(("h", text) for text in history), ("q", question or self.question), *self.choice.items()]
        return f"{'/article' if at else '/'}?{urlencode([*pairs, ('at', str(at))] if at else pairs)}"


def _recent(texts: Sequence[str]) -> tuple[str, ...]:
    """The last of some messages that an address has room for: a choice or 更多 speaks of the question far before it."""
    room, kept = _ROOM, 0
    while kept < min(len(texts), RECALLED) and (room := room - len(texts[-1 - kept])) >= 0:
        kept += 1
    return tuple(texts[len(texts) - kept :])


def make_app(corpus: ServedCorpus, language: str | None, k: int, hosts: list[str]) -> Starlette:
    """The application, as any ASGI server runs it.

    Args:
        corpus: what is asked.
        language: an IETF tag, or None for that of each browser.
        k: how many passages one question can show.
        hosts: the names that the server is called by; a call by another name, which a hostile page may bring about, is
            refused.
    """
    site = _Site(corpus, language, k)
    return Starlette(
        routes=[
            Route("/", site.show_question),
            Route("/article", site.show_article),
            Route("/style.css", site.send_style),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        exception_handlers={HTTPException: site.show_error, Exception: site.show_error},
    )


class _Site:
    """The pages of the application. Starlette runs them in threads, because answering takes the processor."""

    def __init__(self, corpus: ServedCorpus, language: str | None, k: int) -> None:
        self._corpus = corpus
        self._language = language
        self._k = k
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def show_question(self, request: Request) -> Response:
        """The line for a question, and what the last one gets."""
        asked, replies = _Asked.from_request(request), self._choose_replies(request)
        if not asked.question:
            return self._page("question.html", replies, asked, examples=self._corpus.find_examples())
        if _COMMAND.match(asked.question):
            return self._page("question.html", replies, asked, said=[replies.web.no_command])
        found = self._ask(asked)
        if found is None:
            return self._page("question.html", replies, asked, 400, said=[replies.web.bad_choice])
        reply, conversation = found
        answer, numbers = reply.answer, range(1, len(reply.answer.hits) + 1)
        is_passage = reply.kind in ("answer", "passage") and reply.hit is not None
        headlines = numbers if reply.is_about_whole_article or reply.kind == "source" else ()
        return self._page(
            "question.html",
            replies,
            asked,
            conversation=conversation.asked,
            said=[*filter(None, (describe_cut(asked.question, replies), self._say(reply, asked, replies)))],
            suggestion=(answer.suggestion, describe_slip(answer, replies)),
            rewording=(reply.rewording, describe_rewording(reply, replies)),
            passage=view_passage(answer, 1, replies) if is_passage else None,
            article=reply.hit.article.paragraphs if reply.kind == "article" and reply.hit else (),
            headlines=[view_headline(reply, at, replies) for at in headlines],
        )

    def show_article(self, request: Request) -> Response:
        """The article of a hit, with the passage marked, beside its page."""
        asked, replies = _Asked.from_request(request), self._choose_replies(request)
        found = self._ask(asked) if asked.question else None
        answer = found[0].answer if found else None
        text = request.query_params.get("at", "1")
        at = int(text) if text.isdecimal() and len(text) < 4 else 0
        if answer is None or not 1 <= at <= len(answer.hits):
            raise HTTPException(404)
        hit = answer.hits[at - 1]
        file = hit.passage.file or hit.article.file
        page = self._corpus.read_page(file) if file else None
        return self._page("article.html", replies, asked, article=view_article(answer, at, page, replies))

    def send_style(self, request: Request) -> Response:
        """The style sheet, the only other file that a page needs."""
        return FileResponse(_HERE / "templates" / "style.css", media_type="text/css")

    async def show_error(self, request: Request, error: Exception) -> Response:
        """One kind sentence instead of what was asked for."""
        replies = self._choose_replies(request)
        status = error.status_code if isinstance(error, HTTPException) else 500
        sentence = replies.failed if status >= 500 else replies.web.not_found
        asked = _Asked("", (), {})
        return self._page("question.html", replies, asked, status, said=[sentence])

    def _ask(self, asked: _Asked) -> tuple[Reply, Conversation] | None:
        """What the question gets, and the conversation after it; None where the choice of articles cannot be read."""
        answer = partial(self._corpus.answer, **asked.choice)
        try:
            return take_turn(answer, recall(answer, asked.history, self._k), asked.question, self._k)
        except ValueError:
            return None

    def _say(self, reply: Reply, asked: _Asked, replies: Replies) -> str:
        """What is said before the passages; "" where they speak for themselves."""
        if asked.choice.keys() & {"since", "until"} and self._corpus.summarize().first is None:
            return replies.web.undated
        if reply.kind == "answer":
            return describe_certainty(reply.answer, replies)
        return opening_sentence(reply, replies)

    def _choose_replies(self, request: Request) -> Replies:
        accepted = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
        return choose_replies(self._language or accepted)

    def _page(self, template: str, replies: Replies, asked: _Asked, status: int = 200, **shown: object) -> Response:
        summary = self._corpus.summarize()
        html = self._templates.get_template(template).render(
            replies=replies,
            more=MORE,
            whole_article=WHOLE_ARTICLE,
            said_by=replies.web,
            asked=asked,
            corpus=list(describe_corpus(summary, replies)),
            newspapers=summary.names,
            # days could only be chosen to find nothing where no page has a date
            has_days=summary.first is not None,
            **{**_NOTHING, **shown},
        )
        return HTMLResponse(html, status, HEADERS)
