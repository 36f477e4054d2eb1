"""The conversation in a terminal, and how an answer looks there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.chat import citation
from bot.chat.replies import Replies, choose_talk_reply
from bot.records import MAX_QUESTION, Answer, AnswerFunction, Hit, Span

__all__ = ["converse", "make_console", "print_answer"]

# So many earlier questions are passed on with a new one, which may refer to them.
HISTORY = 5


def make_console() -> Console:
    """A console on standard output that prints text as it is: no markup, emoji names or highlighted numbers."""
    return Console(highlight=False, markup=False, emoji=False)


def _passage(hit: Hit, bold: Sequence[Span], *, colour: bool, marked: bool) -> Text:
    """The passage with what answers set off: bold in a terminal; its sentences between ** where there is no colour."""
    text = Text(hit.passage.text)
    if not marked:
        return text
    if colour:
        for span in hit.highlights:
            text.stylize("yellow", span.start, span.end)
        for span in bold:
            text.stylize("bold yellow", span.start, span.end)
        return text
    plain = hit.passage.text
    # the sentences only: marks within one would break the paper's words for whoever searches them
    for span in reversed(hit.highlights):
        plain = f"{plain[: span.start]}**{plain[span.start : span.end]}**{plain[span.end :]}"
    return Text(plain)


def _citation_line(hit: Hit, replies: Replies) -> Text:
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


def _print_hit(console: Console, answer: Answer, hit: Hit, replies: Replies) -> None:
    number = f"{hit.rank}. "
    colour = console.is_terminal and not console.no_color
    # among passages that are only near there is no answer to point at
    body = _passage(hit, answer.answering(hit), colour=colour, marked=answer.answered)
    source = Text("—— ").append_text(_citation_line(hit, replies))
    if console.is_terminal:
        grid = Table.grid()
        grid.add_column()
        # Chinese has no spaces to break at: a column cuts such a text short unless it is told to fold it
        grid.add_column(overflow="fold")
        grid.add_row(Text(number, style="bold"), body)
        grid.add_row("", source)
        console.print(grid)
        console.print()
    else:
        # no line breaks of ours in what a program reads
        console.print(Text(number).append_text(body), soft_wrap=True)
        console.print(Text("   ").append_text(source), soft_wrap=True)


def print_answer(console: Console, answer: Answer, replies: Replies, *, ranks: range | None = None) -> None:
    """Prints the hits of an answer, best first, or the sentence that says there is none.

    Args:
        console: where to.
        answer: what to print.
        replies: the language.
        ranks: only the hits of these ranks; all if not given.
    """
    if answer.talk:
        console.print(choose_talk_reply(answer.talk, replies))
        return
    first = ranks is None or 1 in ranks
    if answer.suggestion and first:
        console.print(replies.suggestion.format(question=answer.suggestion), soft_wrap=True)
    if answer.band == "silent" and first:
        # what is nearest is no answer: it is shown only to those who ask for more
        console.print(replies.not_found)
        return
    if answer.band == "related" and first:
        console.print(replies.nearest)
    for hit in answer.hits:
        if ranks is None or hit.rank in ranks:
            _print_hit(console, answer, hit, replies)


def converse(ask: AnswerFunction, read_line: Callable[[], str], console: Console, replies: Replies, k: int) -> None:
    """Answers questions until the person leaves.

    Args:
        ask: answers a question.
        read_line: gives the next line that the person typed; raises EOFError at the end of the input and
            KeyboardInterrupt on Ctrl-C. Either ends the conversation.
        console: where the answers go.
        replies: the language.
        k: how many passages can be seen for one question: the best at once, the others with /more.
    """
    history: list[str] = []
    answer: Answer | None = None
    shown = 0
    console.print(replies.console_start)
    while True:
        try:
            line = read_line().strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            break
        # an input method for Chinese types a wide stroke
        line = "/" + line[1:] if line.startswith("／") else line
        if line.lower() in ("/quit", "/exit", "/q", "/退出", "quit", "exit", "退出"):
            break
        if not line:
            continue
        if line.lower() in ("/help", "/帮助", "/?"):
            console.print(replies.console_help)
        elif line.lower() in ("/more", "/m", "/下一段"):
            if answer is not None and shown < len(answer.hits):
                shown += 1
                _print_hit(console, answer, answer.hits[shown - 1], replies)
            else:
                console.print(replies.no_more)
        elif line.startswith("/"):
            console.print(replies.unknown_command.format(command=line.split()[0]))
        else:
            if len(line) > MAX_QUESTION:
                console.print(replies.cut.format(limit=MAX_QUESTION))
            answer = ask(line, tuple(history), k)
            shown = 0 if answer.band == "silent" else 1
            print_answer(console, answer, replies, ranks=range(1, 2))
            if shown and len(answer.hits) > 1:
                console.print(replies.more_hint.format(count=len(answer.hits) - 1), style="dim")
            if not answer.talk:
                history = [*history, line][-HISTORY:]
    console.print(replies.goodbye)
