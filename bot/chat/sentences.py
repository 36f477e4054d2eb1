"""The sentence that a reply begins with, or consists of."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import citation
from bot.chat.corpus_summary import describe_newspapers
from bot.chat.marks import LEFT_OUT
from bot.chat.replies import Replies
from bot.conversation import find_question
from bot.records import MAX_QUESTION, Answer
from bot.reply import Reply

# Characters: of a longer word that no article has its beginning is named.
LONGEST_WORD = 30


def describe_cut(message: str, replies: Replies) -> str:
    """What is said where a message is too long to be looked up: what of it is; "" where all of it is."""
    question = find_question(message)
    if question == message:
        return ""
    is_beginning = message.startswith(question)
    return replies.cut.format(limit=MAX_QUESTION) if is_beginning else replies.cut_to.format(question=question)


def opening_sentence(reply: Reply, replies: Replies) -> str:
    """What is said before the passage, the article or its source; all that is said where there is neither.

    "" before a passage that a button led to; and not for answers, which have sentences of their own.
    """
    talk, hit = reply.answer.talk, reply.hit
    if reply.is_earlier:
        opening = opening_sentence(replace(reply, is_earlier=False), replies)
        # a headline is no sentence that could follow one
        return f"{replies.earlier}\n{opening}"
    if reply.kind == "headlines":
        return replies.headlines
    if reply.kind == "no_more":
        others = {"wrong": replies.nothing_offered, "back": replies.first, "more": replies.no_more}
        return others.get(talk or "", replies.which)
    if reply.answer.rule == "filtered":
        return replies.filters.nothing_left
    if talk == "newspapers":
        return describe_newspapers(reply.answer.newspapers, replies)
    if hit is None:
        assert talk is not None, "only talk has neither an answer nor a passage"
        return replies.talk[talk]
    if reply.kind == "author":
        authors = citation.format_authors(hit.article, replies, all_of_them=True)
        return replies.author.format(authors=authors) if authors else replies.no_author
    if reply.kind == "date":
        issue = citation.format_issue(citation.of_whole_article(hit), replies) if hit.article.date else ""
        return replies.date_of.format(issue=issue) if issue else replies.no_date
    if reply.kind == "source":
        return replies.source
    if reply.kind == "article":
        return replies.headline.format(headline=hit.article.headline) if hit.article.headline else replies.whole_article
    if talk == "wrong":
        return replies.offered
    if talk in ("repeat", "back"):
        return replies.once_more
    if not reply.is_answered:
        return replies.also_near
    if talk is None:
        return ""
    return replies.same_article if reply.same_article else replies.other_article


def describe_certainty(answer: Answer, replies: Replies, *, lists_nearest: bool = False) -> str:
    """What is said before an answer that is not sure, or in place of one; "" before one that is.

    `lists_nearest` says whether the headlines of the nearest articles stand below where nothing else is shown.
    """
    if not answer.answered:
        return describe_refusal(answer, replies, lists_nearest=lists_nearest)
    return replies.unsure if answer.is_unsure else ""


def describe_refusal(answer: Answer, replies: Replies, *, lists_nearest: bool = False) -> str:
    """What is said where the corpus does not answer: before the nearest passages if these may be related, else instead.

    It names the words that no article has. Where the paper has all of them, and nothing else is shown, it names the
    article that comes nearest, if no list of these stands below.
    """
    if answer.rule == "filtered":
        return replies.filters.nothing_left
    words = replies.name_separator.join(replies.quoted.format(word=_shorten(word)) for word in answer.unknown)
    if answer.band == "related":
        said = [replies.unknown.format(words=words)] if words else []
        return replies.sentence_separator.join([*said, replies.nearest])
    said = [replies.words_not_found.format(words=words) if words else replies.not_found]
    if lists_nearest and any(hit.article.headline for hit in answer.hits):
        said.append(replies.paging.nearest_below)
    elif answer.hits and answer.hits[0].article.headline and not answer.unknown:
        said.append(replies.nearest_article.format(headline=answer.hits[0].article.headline))
    return replies.sentence_separator.join(said)


def _shorten(word: str) -> str:
    """A word as a refusal names it: the beginning of a very long one."""
    return word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + LEFT_OUT


def describe_slip(answer: Answer, replies: Replies) -> str:
    """The question without the slips that it has: what was looked up, or where that is not answered what may have been
    meant; "" where it has none."""
    if not answer.suggestion:
        return ""
    return (replies.reworded if answer.answered else replies.suggestion).format(question=answer.suggestion)


def describe_rewording(reply: Reply, replies: Replies) -> str:
    """The offer of a question that is answered in place of one that is not, or beside one; "" where there is none."""
    sentence = replies.also_asked if reply.answer.answered else replies.rewording
    return sentence.format(question=reply.rewording) if reply.rewording else ""
