"""How answers and replies look in Telegram: styled text and buttons, as plain data; nothing here talks to Telegram."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.chat import citation
from bot.chat.replies import Replies
from bot.records import MAX_QUESTION, Answer, Hit, Span

__all__ = ["Button", "Reply", "StyledText", "Target", "build_answer_reply", "build_reply", "read_question"]

# Telegram takes 4,096 UTF-16 code units in one message. The limits below add up to less, with room for the sentences
# around them. A passage of the reader has 350 characters at most; only articles made by hand meet the first limit.
MAX_PASSAGE = 2800
MAX_HEADLINE = 300
MAX_FIELD = 150
MAX_OTHERS = 300

_SENTENCE_END = re.compile(r"[。！？!?…；;][”’」』）)]*")
_COMMAND = re.compile(r"/ask(?:@[a-z0-9_]+)?(?![a-z0-9_])\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StyledText:
    """Some text and its style."""

    text: str
    # an HTML tag that Telegram knows: bold, underlined, or monospaced; None for plain text
    tag: Literal["b", "u", "code"] | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message."""

    label: str
    # what Telegram gives back when it is pressed: 64 bytes at most
    data: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: at most 4,096 UTF-16 code units of text, and a row of buttons."""

    parts: tuple[StyledText, ...]
    buttons: tuple[Button, ...] = ()

    def html(self) -> str:
        """The text in Telegram's HTML, with everything escaped that came from a person or a page."""
        return "".join(
            f"<{part.tag}>{html.escape(part.text, quote=False)}</{part.tag}>"
            if part.tag
            else html.escape(part.text, quote=False)
            for part in self.parts
        )

    def plain(self) -> str:
        """The same text without marks."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Target:
    """The passage that a button leads to.

    A button holds no question: the bot reads it from the message that it replied to, so buttons work after a restart.
    `first` tells whether searching again found the same passages as when the button was made. It did not if the
    question was edited, or if it refers to an earlier question that a restart lost: then the second passage would
    belong to another question.
    """

    # from 1
    rank: int
    # checksum of the id of the first passage
    first: str

    @classmethod
    def for_rank(cls, answer: Answer, rank: int) -> Target:
        """The target for the passage of this rank; `answer` must have hits."""
        return cls(rank, f"{zlib.crc32(answer.hits[0].passage.id.encode('utf-8', 'replace')):08x}")

    @classmethod
    def parse(cls, data: str | None) -> Target | None:
        """The target that `encode` wrote; None for anything else."""
        match = re.fullmatch(r"1:([0-9]{1,3}):([0-9a-f]{8})", data or "")
        return cls(int(match[1]), match[2]) if match else None

    def encode(self) -> str:
        """The callback data: the version of this format, the rank, the checksum."""
        return f"1:{self.rank}:{self.first}"

    def fits(self, answer: Answer) -> bool:
        """Whether `answer` holds the passage that the button was made for."""
        return 1 <= self.rank <= len(answer.hits) and Target.for_rank(answer, self.rank) == self


def read_question(text: str | None) -> str:
    """The question in a message: its text without the command `/ask`, and without white space around it."""
    text = (text or "").strip()
    command = _COMMAND.match(text)
    return text[command.end() :].strip() if command else text


def build_reply(sentence: str) -> Reply:
    """One of the sentences of `replies`, as a message."""
    return Reply((StyledText(sentence),))


def build_answer_reply(answer: Answer, rank: int, replies: Replies, *, cut: bool = False) -> Reply:
    """The message that shows the passage of this rank with its article, and buttons to the passages beside it.

    Args:
        rank: from 1 to the number of hits; not looked at where there are none.
        cut: the question was longer than `MAX_QUESTION`, and the person should know.
    """
    if answer.talk:
        return build_reply(replies.talk[answer.talk])
    notes = [replies.cut.format(limit=MAX_QUESTION)] if cut else []
    if answer.suggestion:
        notes.append(_shorten(replies.suggestion.format(question=answer.suggestion), MAX_PASSAGE))
    if answer.band == "silent" or not answer.hits:
        # the nearest passages are no answer, and a person on a phone should not have to read them to find that out
        return build_reply("\n\n".join([*notes, replies.not_found]))
    if not answer.answered:
        notes.append(replies.nearest if rank == 1 else replies.also_near)
    hit = answer.hits[rank - 1]
    return Reply(
        (
            *(StyledText(f"{note}\n\n") for note in notes),
            *_passage_parts(hit, answer),
            StyledText("\n\n"),
            *_source_parts(hit, replies),
        ),
        tuple(_buttons(answer, rank, replies)),
    )


def _buttons(answer: Answer, rank: int, replies: Replies) -> Iterator[Button]:
    total = len(answer.hits)
    for label, other in ((replies.previous_passage, rank - 1), (replies.next_passage, rank + 1)):
        if 1 <= other <= total:
            yield Button(label.format(rank=other, total=total), Target.for_rank(answer, other).encode())


def _passage_parts(hit: Hit, answer: Answer) -> Iterator[StyledText]:
    """The passage, its paragraphs on lines of their own.

    What answers is bold; where that is less than its sentences, the rest of these is underlined.
    """
    text = _whole_sentences(hit.passage.text, MAX_PASSAGE)
    # bold says "here is your answer", which a passage that is only related does not hold
    bold = answer.answering_spans(hit) if answer.answered else ()
    underlined = hit.highlights if answer.answered else ()
    breaks = {position for position in hit.passage.breaks if position < len(text)}
    borders = {min(border, len(text)) for span in (*bold, *underlined) for border in (span.start, span.end)}
    for start, end in pairwise(sorted({0, len(text)} | borders | breaks)):
        if start in breaks:
            yield StyledText("\n")
        if _is_inside(start, end, bold):
            yield StyledText(text[start:end], "b")
        elif _is_inside(start, end, underlined):
            yield StyledText(text[start:end], "u")
        else:
            yield StyledText(text[start:end])
    if len(text) < len(hit.passage.text):
        yield StyledText(" ……")


def _is_inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)


def _source_parts(hit: Hit, replies: Replies) -> Iterator[StyledText]:
    """The lines that say where a passage stands: headline; authors, newspaper and date; file and lines."""
    article = hit.article
    if article.headline:
        yield StyledText("📰 " + replies.headline.format(headline=_shorten(article.headline, MAX_HEADLINE)) + "\n")
    facts = (citation.format_authors(article, replies), citation.format_issue(hit, replies))
    if any(facts):
        yield StyledText(" ".join(_shorten(fact, MAX_FIELD) for fact in facts if fact) + "\n")
    if file := hit.passage.file or article.file:
        # Marked as code, because Telegram would make a link of a name such as "page.md".
        yield StyledText(_shorten(file, MAX_FIELD), "code")
        yield StyledText(" ")
    yield StyledText(citation.format_lines(hit, replies))
    if others := citation.format_other_places(hit, replies):
        yield StyledText("\n" + _shorten(others, MAX_OTHERS))


def _utf16_length(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _beginning(text: str, limit: int) -> str:
    """The longest beginning of `text` that has at most `limit` UTF-16 code units."""
    while _utf16_length(text) > limit:
        text = text[: len(text) - max(1, (_utf16_length(text) - limit) // 2)]
    return text


def _shorten(text: str, limit: int) -> str:
    """`text`, with its end replaced by … where it has more than `limit` UTF-16 code units."""
    return text if _utf16_length(text) <= limit else _beginning(text, limit - 1) + "…"


def _whole_sentences(text: str, limit: int) -> str:
    """The whole sentences at the beginning of `text` that fit in `limit` units; where none does, what fits."""
    head = _beginning(text, limit)
    if len(head) == len(text):
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(head)]
    return head[: ends[-1]] if ends else head
