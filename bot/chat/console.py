"""How an answer looks in a terminal, and the conversation there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, repeat

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.chat import citation
from bot.chat.replies import Replies
from bot.records import MAX_HISTORY, MAX_QUESTION, Answer, AnswerFunction, Hit, Span

__all__ = ["converse", "make_console", "print_answer"]


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
    if answer.talk:
        console.print(replies.talk[answer.talk])
        return
    if answer.suggestion:
        console.print(replies.suggestion.format(question=answer.suggestion), soft_wrap=True)
    if answer.band == "silent":
        # the nearest passages are no answer: only /more shows them
        console.print(replies.not_found)
        return
    if answer.band == "related":
        console.print(replies.nearest)
    for hit in answer.hits[:most]:
        _print_hit(console, answer, hit, replies)


def _print_hit(console: Console, answer: Answer, hit: Hit, replies: Replies) -> None:
    number = f"{hit.rank}. "
    paragraphs = _mark_passage(hit, answer, colour=console.is_terminal and not console.no_color)
    source = Text("—— ").append_text(_citation_line(hit, replies))
    if console.is_terminal:
        grid = Table.grid()
        grid.add_column()
        # Chinese has no spaces to break at: without "fold" a column cuts the text short
        grid.add_column(overflow="fold")
        grid.add_row(Text(number, style="bold"), Text("\n").join(paragraphs))
        grid.add_row("", source)
        console.print(grid)
        console.print()
    else:
        # a program may read this: no line breaks but those of the newspaper, and one before the source
        for mark, paragraph in zip(chain([number], repeat("   ")), paragraphs, strict=False):
            console.print(Text(mark).append_text(paragraph), soft_wrap=True)
        console.print(Text("   ").append_text(source), soft_wrap=True)


def _mark_passage(hit: Hit, answer: Answer, *, colour: bool) -> list[Text]:
    """The paragraphs of a passage with the words that answer in bold; without colour, with its sentences between **."""
    passage = hit.passage.text
    if colour and answer.answered:
        text = Text(passage)
        for span in hit.highlights:
            text.stylize("yellow", span.start, span.end)
        for span in answer.answering_spans(hit):
            text.stylize("bold yellow", span.start, span.end)
        return list(text.divide(hit.passage.breaks))
    # among passages that are only related there is no answer to point at
    highlights = hit.highlights if answer.answered else ()
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
    conversation = _Conversation(answer, console, replies, k)
    console.print(replies.console_start)
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
            console.print(replies.console_help)
        elif line.lower() in _MORE:
            conversation.show_more()
        elif line.startswith("/"):
            console.print(replies.unknown_command.format(command=line.split()[0]))
        elif line:
            conversation.ask(line)
    console.print(replies.goodbye)


class _Conversation:
    """What one person has asked, and how much of the last answer was shown."""

    def __init__(self, answer: AnswerFunction, console: Console, replies: Replies, k: int) -> None:
        self._answer = answer
        self._console = console
        self._replies = replies
        self._k = k
        self._history: list[str] = []
        self._last: Answer | None = None
        # so many hits of the last answer
        self._shown = 0

    def ask(self, question: str) -> None:
        """Prints the best passage for a question."""
        if len(question) > MAX_QUESTION:
            self._console.print(self._replies.cut.format(limit=MAX_QUESTION))
        answer = self._last = self._answer(question, tuple(self._history), self._k)
        print_answer(self._console, answer, self._replies, most=1)
        self._shown = 0 if answer.band == "silent" else 1
        if self._shown and len(answer.hits) > 1:
            self._console.print(self._replies.more_hint.format(count=len(answer.hits) - 1), style="dim")
        if not answer.talk:
            self._history = [*self._history, question][-MAX_HISTORY:]

    def show_more(self) -> None:
        """Prints the next passage for the last question."""
        if self._last is None or self._shown >= len(self._last.hits):
            self._console.print(self._replies.no_more)
            return
        self._shown += 1
        _print_hit(self._console, self._last, self._last.hits[self._shown - 1], self._replies)
