"""How a reply looks in a terminal, and on what is none."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from itertools import chain, repeat
from pathlib import Path

import click
from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.chat import citation
from bot.chat.line_breaks import MEASURE, break_lines
from bot.chat.marks import NO_MARKS, LeadPart, Marks, find_lead, find_marks, find_rest
from bot.chat.replies import Replies
from bot.chat.sentences import describe_certainty, describe_rewording, describe_slip, opening_sentence
from bot.conversation.passage_order import find_near
from bot.records import Answer, Hit, Span
from bot.reply import Reply

# What a citation says behind the headline, such as the authors: names are not torn.
_FACT = re.compile(r"(?<= · ).+?(?= · |$)")
# A checksum in a file's name, of which its first characters tell the file from others.
_CHECKSUM = re.compile(r"(?=[0-9]*[a-f])(?=[a-f]*[0-9])([0-9a-f]{4})[0-9a-f]{8,}")


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves to the command what it is that `head` has read enough; Rich would end with status 1."""
        raise BrokenPipeError


def make_console(*, plain: bool = False) -> Console:
    """A console on standard output that prints text as it is: no markup, emoji names or highlighted numbers.

    Args:
        plain: as on what is no terminal: no colour, and no line breaks but those of the newspaper. So it is too where
            NO_COLOR is set, and on a terminal that can do nothing.
    """
    if plain or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return _Console(highlight=False, markup=False, emoji=False, force_terminal=False, no_color=True)
    return _Console(highlight=False, markup=False, emoji=False)


class Screen:
    """Shows replies on a console.

    What is no terminal may be read by a program: there a paragraph is one line, and marks are asterisks.

    Args:
        console: where to print.
        replies: the language; may be changed.
        locate: gives the file of a page, which a terminal that knows links opens; None where it is not there.
    """

    def __init__(
        self, console: Console, replies: Replies, locate: Callable[[str], Path | None] = lambda file: None
    ) -> None:
        self.console = console
        self.replies = replies
        self._locate = locate

    def say(self, text: Text | str, beginning: str = "", style: str = "") -> None:
        """Prints a text: in a terminal in lines as Chinese is set, below its beginning; else each line as it is."""
        if not isinstance(text, Text):
            for paragraph in text.split("\n"):
                self.say(Text(paragraph, style), beginning)
            return
        if not self.console.is_terminal:
            self.console.print(Text.assemble((beginning, "bold"), text), soft_wrap=True)
            return
        columns = max(2, min(self.console.width - len(beginning), MEASURE))
        whole = [Span(*match.span()) for match in _FACT.finditer(text.plain)]
        lines = break_lines(text.plain, columns, whole)
        indent = " " * len(beginning)
        for before, line in zip(chain([beginning], repeat(indent)), lines, strict=False):
            start = (before, "bold") if before.strip() else before
            self.console.print(Text.assemble(start, text[line.start : line.end]), soft_wrap=True)

    def show_answer(self, answer: Answer, most: int | None = None) -> None:
        """Prints the hits of an answer that are near enough, best first and `most` of them, or that there is none."""
        if slip := describe_slip(answer, self.replies):
            self.say(slip)
        if certainty := describe_certainty(answer, self.replies):
            self.say(certainty)
        if answer.band == "silent":
            # the nearest passages are no answer: only 更多 shows them
            return
        for hit in find_near(answer)[:most]:
            self._show_hit(hit, find_marks(answer, hit), hit.rank)

    def show_reply(self, reply: Reply, most: int | None = None) -> None:
        """Prints what a message gets: an answer, `most` of its hits, or whatever else the conversation has for it."""
        if reply.kind == "answer":
            self.show_answer(reply.answer, most)
            if rewording := describe_rewording(reply, self.replies):
                self.say(rewording)
            return
        if reply.kind == "article" and self.console.is_terminal:
            self._show_long(lambda: self._show_rest(reply))
        else:
            self._show_rest(reply)

    def _show_rest(self, reply: Reply) -> None:
        self.say(opening_sentence(reply, self.replies), style="bold" if reply.kind == "article" else "")
        if reply.hit is None:
            return
        if reply.kind == "headlines":
            for number, hit in enumerate(reply.answer.hits, start=reply.position):
                self.say(self._cite(citation.of_reply(reply, hit)), f"{number}. ")
            return
        if reply.kind == "article":
            for paragraph in reply.hit.article.paragraphs:
                self.say(paragraph)
        if reply.kind == "passage":
            self._show_hit(reply.hit, NO_MARKS, reply.position)
        else:
            cited = self._cite(citation.of_reply(reply, reply.hit), is_whole=reply.kind == "source")
            self.say(Text("—— ").append_text(cited))

    def _show_long(self, show: Callable[[], None]) -> None:
        """Prints what may be longer than the screen: then in the pager that the person has chosen."""
        with self.console.capture() as captured:
            show()
        text = captured.get()
        if text.count("\n") < self.console.height:
            self.console.file.write(text)
        else:
            # the text is UTF-8 whatever the locale is; click finds out whether the pager shows colour
            os.environ.setdefault("LESSCHARSET", "utf-8")
            # the colon that less shows below tells nobody how to leave, and less has no Chinese there
            click.echo_via_pager(f"{self.replies.console.pager}\n{text}")

    def _show_hit(self, hit: Hit, marks: Marks, number: int) -> None:
        """Prints a passage with its marks, and where it stands."""
        mark = f"{number}. "
        beginnings = chain([mark], repeat(" " * len(mark)))
        is_terminal, has_colour = self.console.is_terminal, self.console.is_terminal and not self.console.no_color
        if is_terminal and (lead := find_lead(hit, marks)):
            for line in _mark_lead(hit, marks, lead):
                self.say(line, next(beginnings))
            self.console.print()
            self.say(Text(self.replies.console.around, "dim" if has_colour else ""), next(beginnings))
            shown = list(map(Text, find_rest(hit, lead)))
        else:
            shown = _mark_passage(hit, marks, colour=has_colour)
        for paragraph in shown:
            self.say(paragraph, next(beginnings))
        self.say(Text("—— ", "dim" if has_colour else "").append_text(self._cite(hit)), next(beginnings))
        if is_terminal:
            self.console.print()

    def _cite(self, hit: Hit, *, is_whole: bool = False) -> Text:
        """The headline, authors, newspaper, date, file and lines of a passage, as far as they are known.

        In a terminal a checksum in the file's name is cut off, unless the whole of it is wanted.
        """
        article, replies = hit.article, self.replies
        file = hit.passage.file or article.file or ""
        path = self._locate(file) if file and self.console.is_terminal else None
        if self.console.is_terminal and not is_whole:
            file = _CHECKSUM.sub(r"\1…", file)
        linked = Text(file, Style(link=path.as_uri()) if path else "")
        lines = citation.format_lines(hit, replies)
        parts = [
            Text(replies.headline.format(headline=article.headline) if article.headline else ""),
            Text(citation.format_authors(article, replies)),
            Text(citation.format_issue(hit, replies)),
            Text(" ").join(part for part in (linked, Text(lines)) if part),
            Text(citation.format_other_places(hit, replies)),
        ]
        cited = Text(" · ").join(part for part in parts if part)
        cited.stylize("cyan dim")
        return cited


def _mark_lead(hit: Hit, marks: Marks, lead: Sequence[LeadPart]) -> list[Text]:
    """What stands before a passage, with the words that answer in yellow; underlined where it is not sure."""
    text = Text(hit.passage.text, "bold" if marks.answering else "underline")
    for span in marks.answering:
        text.stylize("yellow", span.start, span.end)
    return [Text.assemble(part.before, text[part.span.start : part.span.end], part.after) for part in lead]


def _mark_passage(hit: Hit, marks: Marks, *, colour: bool) -> list[Text]:
    """The paragraphs of a passage with the words that answer in bold; without colour, with its sentences between **.

    Sentences that perhaps answer are underlined, and without colour have no marks.
    """
    passage = hit.passage.text
    if colour:
        text = Text(passage)
        for span in marks.sentences:
            text.stylize("yellow" if marks.answering else "underline", span.start, span.end)
        for span in marks.answering:
            text.stylize("bold yellow", span.start, span.end)
        return list(text.divide(hit.passage.breaks))
    highlights = marks.sentences if marks.answering else ()
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
