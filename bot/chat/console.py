"""How an answer looks in a terminal, and the conversation there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, repeat

from rich.console import Console
from rich.text import Text

from bot.chat import citation
from bot.chat.line_breaks import MEASURE, break_lines
from bot.chat.replies import Replies
from bot.chat.sentences import describe_cut, describe_refusal, opening_sentence
from bot.conversation import Conversation, Reply, take_turn
from bot.records import Answer, AnswerFunction, Hit, Span

__all__ = ["converse", "make_console", "print_answer", "print_reply"]


def make_console() -> Console:
    """A console on standard output that prints text as it is: no markup, emoji names or highlighted numbers."""
    return Console(highlight=False, markup=False, emoji=False)


def print_answer(console: Console, answer: Answer, replies: Replies, *, most: int | None = None) -> None:
    """Prints the hits of an answer, best first, or the sentence that says there is none.

    Args:
        console: where to print.
        answer: what to print.
        replies: the language.
        most: how many hits at most; all if not given.
    """
    if answer.suggestion:
        _print_text(console, replies.suggestion.format(question=answer.suggestion))
    if not answer.answered:
        _print_text(console, describe_refusal(answer, replies))
    if answer.band == "silent":
        # the nearest passages are no answer: only 更多 shows them
        return
    for hit in answer.hits[:most]:
        _print_hit(console, hit, answer.answering_spans(hit) if answer.answered else (), replies, hit.rank)


def print_reply(console: Console, reply: Reply, replies: Replies, *, most: int | None = None) -> None:
    """Prints what a message gets: an answer, or whatever else the conversation has for it.

    Args:
        console, replies, most: as for `print_answer`.
        reply: what to print.
    """
    if reply.kind == "answer":
        print_answer(console, reply.answer, replies, most=most)
        return
    _print_text(console, opening_sentence(reply, replies))
    if reply.hit is None:
        return
    if reply.kind == "headlines":
        for number, hit in enumerate(reply.answer.hits, start=reply.position):
            _print_text(console, _citation_line(citation.of_whole_article(hit), replies), f"{number}. ")
        return
    if reply.kind == "article":
        for paragraph in reply.hit.article.paragraphs:
            _print_text(console, paragraph)
    if reply.kind == "passage":
        _print_hit(console, reply.hit, (), replies, reply.position)
    else:
        cited = citation.of_whole_article(reply.hit) if reply.is_about_whole_article else reply.hit
        _print_text(console, Text("—— ").append_text(_citation_line(cited, replies)))


def _print_hit(console: Console, hit: Hit, marks: Sequence[Span], replies: Replies, number: int) -> None:
    """Prints a passage and where it stands; marks are the ranges of its text that answer."""
    mark = f"{number}. "
    indent = " " * len(mark)
    paragraphs = _mark_passage(hit, marks, colour=console.is_terminal and not console.no_color)
    for beginning, paragraph in zip(chain([mark], repeat(indent)), paragraphs, strict=False):
        _print_text(console, paragraph, beginning)
    _print_text(console, Text("—— ").append_text(_citation_line(hit, replies)), indent)
    if console.is_terminal:
        console.print()


def _print_text(console: Console, text: Text | str, beginning: str = "") -> None:
    """Prints a text: in a terminal in lines as Chinese is set, below its beginning, and else in one line.

    What is no terminal may be read by a program: there are no line breaks then but those of the newspaper.
    """
    text = Text(text) if isinstance(text, str) else text
    if not console.is_terminal:
        console.print(Text.assemble((beginning, "bold"), text), soft_wrap=True)
        return
    lines = break_lines(text.plain, max(2, min(console.width - len(beginning), MEASURE)))
    indent = " " * len(beginning)
    for before, line in zip(chain([beginning], repeat(indent)), lines, strict=False):
        start = (before, "bold") if before.strip() else before
        console.print(Text.assemble(start, text[line.start : line.end]), soft_wrap=True)


def _mark_passage(hit: Hit, marks: Sequence[Span], *, colour: bool) -> list[Text]:
    """The paragraphs of a passage with the words that answer in bold; without colour, with its sentences between **."""
    passage = hit.passage.text
    # among passages that are only related there is no answer to point at
    highlights = hit.highlights if marks else ()
    if colour:
        text = Text(passage)
        for span in highlights:
            text.stylize("yellow", span.start, span.end)
        for span in marks:
            text.stylize("bold yellow", span.start, span.end)
        return list(text.divide(hit.passage.breaks))
    return [Text(_mark_sentences(passage, paragraph, highlights)) for paragraph in hit.passage.paragraphs]


def _mark_sentences(passage: str, paragraph: Span, highlights: Sequence[Span]) -> str:
    """A paragraph of a passage with the highlights between **.

    Whole sentences only: marks within one would break the paper's words for whoever searches for them.
    """
    text = passage[paragraph.start : paragraph.end]
    for span in reversed(highlights):
        start, end = max(span.start - paragraph.start, 0), min(span.end - paragraph.start, len(text))
        if start < end:
            text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    return text


def _citation_line(hit: Hit, replies: Replies) -> Text:
    """The headline, authors, newspaper, date, file and lines of a passage, as far as they are known."""
    article = hit.article
    place = [hit.passage.file or article.file or "", citation.format_lines(hit, replies)]
    parts = [
        replies.headline.format(headline=article.headline) if article.headline else "",
        citation.format_authors(article, replies),
        citation.format_issue(hit, replies),
        " ".join(part for part in place if part),
        citation.format_other_places(hit, replies),
    ]
    return Text(" · ".join(part for part in parts if part), style="cyan")


_QUIT = ("/quit", "/exit", "/q", "/退出", "quit", "exit", "退出")
_HELP = ("/help", "/帮助", "/?")
_MORE = ("/more", "/m", "/下一段")


def converse(answer: AnswerFunction, read_line: Callable[[], str], console: Console, replies: Replies, k: int) -> None:
    """Answers questions until the person leaves.

    Args:
        answer: answers a question.
        read_line: gives the next line that the person typed; raises EOFError at the end of the input and
            KeyboardInterrupt on Ctrl-C. Either ends the conversation.
        console: where the answers go.
        replies: the language.
        k: how many passages can be seen for one question: the best at once, the others with /more.
    """
    conversation = Conversation()
    _print_text(console, replies.console_start)
    while True:
        try:
            line = read_line().strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            break
        # an input method for Chinese types a full-width stroke
        line = "/" + line[1:] if line.startswith("／") else line
        if line.lower() in _QUIT:
            break
        if line.lower() in _HELP:
            _print_text(console, replies.console_help)
        elif line.startswith("/") and line.lower() not in _MORE:
            _print_text(console, replies.unknown_command.format(command=line.split()[0]))
        elif line:
            if notice := describe_cut(line, replies):
                _print_text(console, notice)
            text = replies.more if line.lower() in _MORE else line
            reply, conversation = take_turn(answer, conversation, text, k)
            print_reply(console, reply, replies, most=1)
            if reply.kind == "answer" and reply.hit and reply.total > 1:
                _print_text(console, Text(replies.more_hint.format(count=reply.total - 1), style="dim"))
    _print_text(console, replies.goodbye)
