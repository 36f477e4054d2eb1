"""How answers and replies look in Telegram: styled text and buttons, as plain data; nothing here talks to Telegram."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from typing import Literal

from bot.chat import citation
from bot.chat.marks import LEFT_OUT, NO_MARKS, Marks, find_lead, find_marks
from bot.chat.replies import Replies
from bot.chat.sentences import describe_certainty, describe_rewording, describe_slip, opening_sentence
from bot.records import Article, Hit, Span
from bot.reply import Reply
from bot.telegram.messages.targets import ArticleTarget, Target

# Telegram takes 4,096 UTF-16 code units in one message. The limits below add up to less, with room for the sentences
# around them. A passage of the reader has 350 characters at most; only articles made by hand meet the first limit.
MAX_PASSAGE = 2800
MAX_ARTICLE = 2500
MAX_HEADLINE = 300
MAX_FIELD = 150
MAX_OTHERS = 300
# The sentences that answer do not stand before a passage of more characters, because both have to fit into one message.
MAX_LED = 1000
# So many headlines stand in one message at most.
MOST_HEADLINES = 12

_SENTENCE_END = re.compile(r"[。！？!?…；;][”’」』）)]*")


@dataclass(frozen=True, slots=True)
class StyledText:
    """Some text and its style."""

    text: str
    # an HTML tag that Telegram knows: bold, underlined, monospaced; None for plain text
    tag: Literal["b", "u", "code"] | None = None
    # whether it stands in a quotation that is folded until it is tapped, with its neighbours that do
    folded: bool = False
    # the day that the text names, as seconds since 1970: people can put it into their calendar; plain text else
    moment: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message."""

    label: str
    # what Telegram gives back when it is pressed: 64 bytes at most
    data: str = ""
    # what is put into the person's clipboard instead: 256 UTF-16 code units at most
    copied: str = ""


@dataclass(frozen=True, slots=True)
class FormattedReply:
    """One message: at most 4,096 UTF-16 code units of text, and buttons."""

    parts: tuple[StyledText, ...]
    # those that turn the pages
    buttons: tuple[Button, ...] = ()
    # further rows of buttons below these
    below: tuple[tuple[Button, ...], ...] = ()

    def with_rows(self, rows: tuple[tuple[Button, ...], ...]) -> FormattedReply:
        """The same message with further rows of buttons."""
        return replace(self, below=(*self.below, *rows))

    def html(self) -> str:
        """The text in Telegram's HTML, with everything escaped that came from a person or a page."""
        runs = groupby(self.parts, key=lambda part: part.folded)
        texts = (("".join(map(_mark, parts)), folded) for folded, parts in runs)
        return "".join(f"<blockquote expandable>{text}</blockquote>" if folded else text for text, folded in texts)

    def plain(self) -> str:
        """The same text without marks."""
        return "".join(part.text for part in self.parts)


def _mark(part: StyledText) -> str:
    text = html.escape(part.text, quote=False)
    if part.moment is not None:
        return f'<tg-time unix="{part.moment}">{text}</tg-time>'
    return f"<{part.tag}>{text}</{part.tag}>" if part.tag else text


def format_sentence(sentence: str) -> FormattedReply:
    """One of the sentences of `replies`, as a message."""
    return FormattedReply((StyledText(sentence),))


def format_reply(
    reply: Reply,
    replies: Replies,
    *,
    notice: str = "",
    lists_nearest: bool = False,
    part: int = 1,
    back: Target | None = None,
) -> FormattedReply:
    """The message for what a person's message gets: a passage with its article and buttons to those beside it, the
    whole article, where it stands, or a sentence.

    Args:
        reply: what the message gets.
        replies: the language.
        notice: what else the person should know; it stands first.
        lists_nearest: whether the nearest headlines stand below where the paper does not answer (`offers`).
        part: of a whole article, from 1; the last one where there are fewer.
        back: where a button leads back from a whole article; None where none does.
    """
    answer, hit = reply.answer, reply.hit
    notes = list(_notes(reply, replies, notice, lists_nearest))
    if hit is None:
        return format_sentence("\n\n".join(notes))
    if reply.kind == "headlines":
        lines = [_headline_line(number, one, replies) for number, one in enumerate(answer.hits, start=reply.position)]
        return format_sentence("\n".join([*notes, *lines[:MOST_HEADLINES]]))
    cited = citation.of_reply(reply, hit)
    buttons = tuple(_buttons(reply, replies)) if reply.kind in ("answer", "passage") else ()
    if reply.kind == "article":
        parts = split_text("\n".join(hit.article.paragraphs), MAX_ARTICLE) or [""]
        part = min(max(part, 1), len(parts))
        more = f" {LEFT_OUT}" if part < len(parts) else ""
        buttons = tuple(_part_buttons(hit.article, part, len(parts), back, replies))
        # folded, so that an article of many lines does not push the conversation away
        body: tuple[StyledText, ...] = (StyledText(parts[part - 1].strip("\n") + more, folded=True),)
    elif reply.kind == "answer":
        body = _answer_parts(hit, find_marks(answer, hit))
    elif reply.kind == "passage":
        body = tuple(_passage_parts(hit, NO_MARKS))
    else:
        body = ()
    # who reads on a phone does not have the file
    has_file = reply.kind == "source" or not (hit.article.headline or citation.format_issue(hit, replies))
    source = tuple(_source_parts(cited, replies, has_file=has_file))
    space = (StyledText("\n\n"),) if body and source else ()
    return FormattedReply((*(StyledText(f"{note}\n\n") for note in notes), *body, *space, *source), buttons)


def _notes(reply: Reply, replies: Replies, notice: str, lists_nearest: bool) -> Iterator[str]:
    """What is said before the passage; the arguments are those of `format_reply`."""
    said = [(notice, MAX_FIELD)]
    if reply.kind == "answer":
        said += [
            (describe_slip(reply.answer, replies), MAX_PASSAGE),
            # a person on a phone should not have to read the nearest passages to find out that they are no answer
            (describe_certainty(reply.answer, replies, lists_nearest=lists_nearest), MAX_HEADLINE),
            (describe_rewording(reply, replies), MAX_HEADLINE),
        ]
    else:
        said.append((opening_sentence(reply, replies), MAX_FIELD))
    return (shorten(sentence, limit) for sentence, limit in said if sentence)


def _buttons(reply: Reply, replies: Replies) -> Iterator[Button]:
    """Those to the passages beside one, and to its whole article where that says more."""
    for label, other in ((replies.previous_passage, reply.position - 1), (replies.next_passage, reply.position + 1)):
        if 1 <= other <= reply.total:
            yield Button(label.format(rank=other, total=reply.total), Target.of(reply, other).encode())
    if reply.hit and len(reply.hit.passage.text) < sum(map(len, reply.hit.article.paragraphs)):
        target = ArticleTarget.of(reply.hit.article, 1, Target.of(reply, reply.position))
        yield Button(replies.paging.whole, target.encode())


def _part_buttons(article: Article, part: int, total: int, back: Target | None, replies: Replies) -> Iterator[Button]:
    """Those to the parts of an article beside one, and back to where it was opened."""
    for label, other in ((replies.paging.part_before, part - 1), (replies.paging.part_after, part + 1)):
        if 1 <= other <= total:
            yield Button(label.format(part=other, total=total), ArticleTarget.of(article, other, back).encode())
    if back:
        yield Button(replies.paging.back, back.encode())


def _answer_parts(hit: Hit, marks: Marks) -> tuple[StyledText, ...]:
    """A passage with its marks; where the sentences that answer stand before it, it is folded."""
    lead = find_lead(hit, marks) if len(hit.passage.text) <= MAX_LED else []
    if not lead:
        return tuple(_passage_parts(hit, marks))
    lines = [
        (StyledText(part.before), *_mark_range(hit.passage.text, part.span, marks), StyledText(f"{part.after}\n"))
        for part in lead
    ]
    passage = (replace(part, folded=True) for part in _passage_parts(hit, marks))
    return (*chain.from_iterable(lines), StyledText("\n"), *passage)


def _passage_parts(hit: Hit, marks: Marks) -> Iterator[StyledText]:
    """The passage, its paragraphs on lines of their own.

    What answers is bold; where that is less than its sentences, the rest of these is underlined.
    """
    text = _whole_sentences(hit.passage.text, MAX_PASSAGE)
    for paragraph in hit.passage.paragraphs:
        if paragraph.start < len(text):
            if paragraph.start:
                yield StyledText("\n")
            yield from _mark_range(text, Span(paragraph.start, min(paragraph.end, len(text))), marks)
    if len(text) < len(hit.passage.text):
        yield StyledText(f" {LEFT_OUT}")


def _mark_range(text: str, within: Span, marks: Marks) -> Iterator[StyledText]:
    """A range of a passage's text with its marks."""
    spans = (*marks.answering, *marks.sentences)
    borders = {border for span in spans for border in (span.start, span.end) if within.start < border < within.end}
    for start, end in pairwise(sorted({within.start, within.end} | borders)):
        if _is_inside(start, end, marks.answering):
            yield StyledText(text[start:end], "b")
        elif _is_inside(start, end, marks.sentences):
            yield StyledText(text[start:end], "u")
        else:
            yield StyledText(text[start:end])


def _is_inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)


def _source_parts(hit: Hit, replies: Replies, *, has_file: bool) -> Iterator[StyledText]:
    """The lines that say where a passage stands: headline; authors, newspaper and date; with the file its lines there,
    and where else the article is printed."""
    lines = [_headline_parts(hit, replies), _fact_parts(hit, replies)]
    if has_file:
        others = citation.format_other_places(hit, replies)
        lines += [_file_parts(hit, replies), [StyledText(shorten(others, MAX_OTHERS))] if others else []]
    for number, line in enumerate(filter(None, lines)):
        if number:
            yield StyledText("\n")
        yield from line


def _headline_parts(hit: Hit, replies: Replies) -> list[StyledText]:
    headline = shorten(hit.article.headline, MAX_HEADLINE)
    return [StyledText("📰 " + replies.headline.format(headline=headline))] if headline else []


def _fact_parts(hit: Hit, replies: Replies) -> list[StyledText]:
    """Authors, newspaper and date; the day is marked as one."""
    facts = (citation.format_authors(hit.article, replies), citation.format_issue(hit, replies))
    line = " ".join(shorten(fact, MAX_FIELD) for fact in facts if fact)
    shown, moment = citation.find_day(hit, replies)
    before, day, after = line.rpartition(shown) if shown else (line, "", "")
    parts = (StyledText(before), StyledText(day, moment=moment), StyledText(after))
    return [part for part in parts if part.text]


def _file_parts(hit: Hit, replies: Replies) -> list[StyledText]:
    file, lines = hit.passage.file or hit.article.file, citation.format_lines(hit, replies)
    # marked as code, because Telegram would make a link of a name such as "page.md"
    named = [StyledText(shorten(file, MAX_FIELD), "code"), StyledText(" ")] if file else []
    return [*named, StyledText(lines)] if file or lines else []


def _headline_line(number: int, hit: Hit, replies: Replies) -> str:
    """The headline of an article with its number and its issue."""
    headline = replies.headline.format(headline=shorten(hit.article.headline, MAX_FIELD))
    return f"{number}. {headline} {shorten(citation.format_issue(hit, replies), MAX_FIELD)}".rstrip()


def _utf16_length(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _beginning(text: str, limit: int) -> str:
    """The longest beginning of `text` that has at most `limit` UTF-16 code units."""
    while _utf16_length(text) > limit:
        text = text[: len(text) - max(1, (_utf16_length(text) - limit) // 2)]
    return text


def shorten(text: str, limit: int) -> str:
    """`text`, with its end replaced by … where it has more than `limit` UTF-16 code units."""
    return text if _utf16_length(text) <= limit else _beginning(text, limit - 1) + "…"


def split_text(text: str, limit: int) -> list[str]:
    """A text in pieces of at most `limit` UTF-16 code units, which end with sentences where they can."""
    pieces = []
    while text:
        piece = _whole_sentences(text, limit)
        pieces.append(piece)
        text = text[len(piece) :]
    return pieces


def _whole_sentences(text: str, limit: int) -> str:
    """The whole sentences at the beginning of `text` that fit in `limit` units; where none does, what fits."""
    head = _beginning(text, limit)
    if len(head) == len(text):
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(head)]
    return head[: ends[-1]] if ends else head
