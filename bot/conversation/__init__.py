"""A conversation: what was asked and what is shown, and what the next message gets. The state is plain data.

The console, the web page, the Telegram bot and `baowen ask -` all take their turns here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bot.arguments import check_count, check_kind, read_history
from bot.conversation.byline import find_byline
from bot.conversation.certainty import is_sure
from bot.conversation.forecast import find_forecast
from bot.conversation.newspapers import find_newspapers
from bot.conversation.newsroom import find_printed
from bot.conversation.passage_order import order_passages
from bot.records import MAX_HISTORY, MAX_QUESTION, Answer, AnswerFunction, Hit, Talk
from bot.reply import Reply, answer_reply, article_reply, passage_reply, talk_reply
from bot.speech.asking import find_last_question, leave_out, split_questions
from bot.speech.browsing import LAST, Paper, read_choice, read_paper
from bot.speech.talk import ABOUT_ARTICLE, find_talk, is_remark, split_lead
from bot.text.normalization import fold, fold_with_origin
from bot.text.patterns import compile_late

__all__ = ["LAST", "Conversation", "before_rewording", "find_question", "recall", "show_passage", "take_turn"]

# Control characters, and those that turn the direction of writing.
_NO_CHARACTER = compile_late(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# The passages that can be shown for one question are chosen among so many hits, so that those of other articles come.
CHOSEN_AMONG = 10
# What asks nothing, 孩子发烧了, is answered with a passage from this confidence on.
SURE_OF_REMARK = 0.5
# 哪天的报纸, but not 哪天的报道.
_NAMES_PAPER = compile_late("报(?!道|导)")
# Who says one of these speaks to the bot, or of themselves.
_TO_BOT = compile_late("[你您侬妳俺咱我]|机器|人工|程序|软件|智能|真人|[a-z]{2}")
# What answers such talk where the paper prints it.
_PRINTED: dict[Talk | None, Callable[[AnswerFunction, str, int], Answer | None]] = {
    "newsroom": find_printed,
    "weather": find_forecast,
}
# So many headlines can be chosen from. Of a history of texts so many are read: what is older is over.
MOST_HEADLINES, RECALLED = 100, 20


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one person asked, and which passage they see.

    It changes by `take_turn` only, and is stored as `to_dict` gives it.
    """

    # the last question, and those before it that it may refer to, oldest first
    asked: tuple[str, ...] = ()
    # how many further passages were asked for since the last question
    further: int = 0
    # the id of the passage that is shown; None where none is, or where only texts are known of the conversation
    shown: str | None = None
    # the headline of the article that is shown, where it is another one than the first for the last question: the next
    # question may be about it; "" where it is the first
    at_hand: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The conversation as JSON has it."""
        return {"asked": list(self.asked), "further": self.further, "shown": self.shown, "at_hand": self.at_hand}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Conversation:
        """The conversation that `to_dict` wrote; what is missing or of another form is as at the beginning."""
        check_kind("record", record, Mapping, "what to_dict gave")
        asked, further, shown = record.get("asked"), record.get("further"), record.get("shown")
        at_hand = record.get("at_hand")
        return cls(
            tuple(text for text in asked if isinstance(text, str)) if isinstance(asked, list | tuple) else (),
            further if isinstance(further, int) and further > 0 else 0,
            shown if isinstance(shown, str) else None,
            at_hand if isinstance(at_hand, str) else "",
        )

    @property
    def has_headlines(self) -> bool:
        """Whether the last question asked what news there is, and got headlines."""
        return bool(self.asked) and _read(self.asked[-1])[1] == "browse"

    def read(self, text: str) -> tuple[str, Talk | None]:
        """A message without what is no character, and what kind of talk it is here; None for a question."""
        text, talk = _read(text)
        # 谁设计的 and 多大了 are asked of what was spoken of, unless the bot is spoken to
        return text, None if talk == "who" and self.asked and not _TO_BOT.search(text) else talk

    def follow(self, text: str) -> Conversation:
        """The conversation after a message, before anything is looked up for it."""
        text, talk = self.read(text)
        if talk == "clear":
            return Conversation()
        if talk == "browse":
            return Conversation((*self.asked, text.strip())[-MAX_HISTORY - 1 :])
        if talk in ("more", "wrong"):
            return replace(self, further=self.further + 1, shown=None, at_hand="") if self.asked else self
        if talk:
            return self
        text = find_question(text).strip()
        folded = fold_with_origin(text)
        start, clears = split_lead(folded.text)
        question = text[folded.origin[start] :]
        before = (*self.asked, self.at_hand) if self.at_hand else self.asked
        return Conversation((*(() if clears else before), question)[-MAX_HISTORY - 1 :])

    def show(self, order: Sequence[Hit], at: int, further: int) -> Conversation:
        """The conversation with one of some passages shown, the first of which is the best for the last question."""
        hit, first = order[at], order[0].article.id
        at_hand = hit.article.headline if hit.article.id != first else ""
        return replace(self, further=further, shown=hit.passage.id, at_hand=at_hand)


def find_question(message: str) -> str:
    """What of a message is looked up: all, or of more than `MAX_QUESTION` characters what is asked in it."""
    return find_last_question(message, MAX_QUESTION)


def take_turn(
    answer: AnswerFunction, conversation: Conversation, text: str, k: int = 3, *, rewords: bool = True
) -> tuple[Reply, Conversation]:
    """What a message gets, and the conversation after it.

    Args:
        answer, conversation: what answers questions, as `Retriever.answer` does, and the conversation so far.
        text: the message.
        k: how many passages can be shown for one question.
        rewords: whether the reply has a `rewording`, for which a refused question may be looked up once more.

    Raises:
        TypeError: when the message is no text.
    """
    if not callable(answer):
        raise TypeError(f"answer takes a function such as retriever.answer, not {answer!r:.60}")
    check_kind("conversation", conversation, Conversation, "a Conversation")
    check_kind("text", text, str, "what a person typed")
    k = check_count(k)
    after = conversation.follow(text)
    text, talk = conversation.read(text)
    if turn := _choose(answer, conversation, text, talk, k):
        return turn
    if talk in ABOUT_ARTICLE and conversation.asked:
        return _continue(answer, conversation, text, talk, k)
    if talk == "browse":
        return _browse(answer, conversation, after, text, k)
    if talk == "newspapers" or (talk in ("source", "date") and _NAMES_PAPER.search(text)):
        # 哪天的报纸 is about the article at hand where there is one
        return Reply("talk", replace(find_newspapers(answer), question=text)), after
    if (find := _PRINTED.get(talk)) and (printed := find(answer, text, k)):
        order = order_passages(printed, k)
        return answer_reply(printed, order, text), replace(after, asked=(printed.question,), shown=order[0].passage.id)
    if talk:
        return talk_reply(text, talk), after
    found = answer(after.asked[-1], after.asked[:-1], k)
    if byline := find_byline(answer, after.asked[-1], found):
        subject, hit = byline
        after = replace(after, asked=(*after.asked[:-1], subject), shown=hit.passage.id, at_hand=hit.article.headline)
        return article_reply(text, "author", hit, 1, 1), after
    if found.talk:
        # it names no subject, and nothing was asked before
        return Reply("talk", found), conversation
    if found.confidence < SURE_OF_REMARK and is_remark(fold(find_question(text))):
        # what no article surely answers may have been no question after all
        return talk_reply(text, "remark"), conversation
    order = order_passages(found, k)
    # where the corpus is silent, the passage before is still on display
    shown = order[0].passage.id if order and found.band != "silent" else conversation.shown
    rewording = _find_rewording(answer, after.asked, found) if rewords else ""
    return replace(answer_reply(found, order, text), rewording=rewording), replace(after, shown=shown)


def _find_rewording(answer: AnswerFunction, asked: Sequence[str], found: Answer) -> str:
    """A part of the last question that can be asked instead or besides, because it is surely answered; "" for none.

    Of a refused question that is what is left without words that no article has, or one of several questions. Of an
    answered one it is the one of several questions whose answer is not in the passage shown.
    """
    before, parts = asked[:-1], split_questions(asked[-1])
    if found.answered:
        for number, part in enumerate(parts):
            if _is_left_open(answer(part, (*before, *parts[:number]), 1), found):
                return part
        return ""
    for rewording in filter(None, (leave_out(found.unknown, asked[-1]), *parts) if found.band == "silent" else ()):
        if is_sure(answer(rewording, before, 1)):
            return rewording
    return ""


def before_rewording(asked: Sequence[str], reply: Reply) -> Conversation:
    """The conversation after which the rewording that a reply offers was looked up.

    Args:
        asked: the questions of the conversation; the reply is to the last of them.
        reply: has the rewording, which is a part of the last question where that is answered.
    """
    *before, question = asked
    parts = split_questions(question) if reply.answer.answered else []
    return Conversation((*before, *parts[: parts.index(reply.rewording) if parts else 0]))


def _is_left_open(other: Answer, found: Answer) -> bool:
    """Whether another answer is sure, and none of its sentences is in the passage shown."""
    if not is_sure(other):
        return False
    text, spans = other.hits[0].passage.text, other.hits[0].highlights
    return not any(text[span.start : span.end] in found.hits[0].passage.text for span in spans)


def _choose(
    answer: AnswerFunction, conversation: Conversation, text: str, talk: Talk | None, k: int
) -> tuple[Reply, Conversation] | None:
    """The reply to who chooses one of the headlines or passages shown; None for any other message."""
    chosen, wanted = _read_choice(text)
    if conversation.has_headlines:
        if chosen is None and talk not in ABOUT_ARTICLE:
            return None
        return _browse_on(answer, conversation, text, wanted or talk, chosen, k)
    if chosen is None:
        return None
    if _is_passage_shown(answer, conversation, k):
        reply, after = show_passage(answer, conversation, chosen, k)
        if reply and wanted:
            return _continue(answer, after, text, wanted, k)
        return reply or talk_reply(text, "more", "no_more"), after
    return None if talk else (talk_reply(text, wanted or "article"), conversation)


def recall(answer: AnswerFunction, history: Iterable[str] | None, k: int = 3) -> Conversation:
    """The conversation of which only the messages are known, oldest first; a text alone counts as one of them.

    What was shown is looked up where a message speaks of it, 第二条 or 更多: the next question may be about it.
    """
    conversation = Conversation()
    for text in read_history(history)[-RECALLED:]:
        read, talk = _read(text)
        if conversation.asked and (talk in ABOUT_ARTICLE or _read_choice(read)[0] is not None):
            conversation = take_turn(answer, conversation, text, k, rewords=False)[1]
        else:
            conversation = conversation.follow(text)
    return conversation


def _browse(
    answer: AnswerFunction, before: Conversation, after: Conversation, text: str, k: int
) -> tuple[Reply, Conversation]:
    """The headlines after those that were shown, and the conversation with them; else the one before."""
    start = k * after.further
    found = answer(after.asked[-1], after.asked[:-1], start + k)
    if not found.hits:
        # who names a paper that is not here is told which there are
        told = found if read_paper(fold(text)) == Paper() else find_newspapers(answer)
        return Reply("talk", replace(told, question=text)), before
    if start >= len(found.hits):
        return talk_reply(text, "more", "no_more"), before
    hits = found.hits[start:]
    if len(found.hits) == 1:  # what follows is about it
        after = replace(after, shown=hits[0].passage.id, at_hand=hits[0].article.headline)
    return Reply("headlines", replace(found, question=text, hits=hits), start + 1, len(found.hits)), after


def _browse_on(
    answer: AnswerFunction, conversation: Conversation, text: str, talk: Talk | None, chosen: int | None, k: int
) -> tuple[Reply, Conversation]:
    """The reply to who chooses one of the headlines shown, asks about it, or wants others or the same again."""
    if chosen is None and (talk in ("more", "wrong", "repeat") or (talk == "back" and not conversation.shown)):
        further = conversation.further + {"repeat": 0, "back": -1}.get(talk or "", 1)
        if further < 0:
            return talk_reply(text, talk, "no_more"), conversation
        return _browse(answer, conversation, replace(conversation, further=further, shown=None), text, k)
    listed = k * (conversation.further + 1)
    most = listed if chosen == LAST else chosen or MOST_HEADLINES
    hits = answer(conversation.asked[-1], conversation.asked[:-1], most).hits
    ids = [hit.passage.id for hit in hits]
    if chosen is not None:
        at = len(hits) - 1 if chosen == LAST else chosen - 1
    else:
        at = (ids.index(conversation.shown) if conversation.shown in ids else len(hits)) - (talk == "back")
        if at < 0:
            return talk_reply(text, talk, "no_more"), conversation
    if not 0 <= at < len(hits):
        return talk_reply(text, talk or "article", "no_more"), conversation
    talk = talk if talk in ABOUT_ARTICLE and talk != "back" else "article"
    reply = article_reply(text, talk, hits[at], at + 1, len(hits))
    return reply, replace(conversation, shown=ids[at], at_hand=hits[at].article.headline)


def show_passage(
    answer: AnswerFunction, conversation: Conversation, position: int, k: int = 3
) -> tuple[Reply | None, Conversation]:
    """The passage at a position, from 1 or `LAST`, among those of the last question, and the conversation with it.

    None where there is no question or no such passage.
    """
    if not conversation.asked:
        return None, conversation
    found, order = _ask_again(answer, conversation, k)
    position = len(order) if position == LAST else position
    if not 1 <= position <= len(order):
        return None, conversation
    first = 1 if found.band == "silent" else 0
    after = conversation.show(order, position - 1, position - 1 + first)
    if position == 1 and found.band != "silent":
        return answer_reply(found, order, found.question), after
    return passage_reply(found, order, position, None, found.question), after


def _continue(
    answer: AnswerFunction, conversation: Conversation, text: str, talk: Talk, k: int
) -> tuple[Reply, Conversation]:
    """The reply to a message about what is shown."""
    found, order = _ask_again(answer, conversation, k, related=talk != "wrong")
    at = _find_shown(conversation, found, order)
    if talk in ("more", "wrong"):
        if at + 1 >= len(order):
            return talk_reply(text, talk, "no_more"), conversation
        after = conversation.show(order, at + 1, conversation.further + 1)
        return passage_reply(found, order, at + 2, talk, text), after
    if talk == "back" and at > 0:
        after = conversation.show(order, at - 1, max(0, conversation.further - 1))
        return passage_reply(found, order, at, talk, text), after
    if talk == "back" and len(conversation.asked) == 1 and at == 0:
        return talk_reply(text, talk, "no_more"), conversation
    if talk == "back":
        # what the question before found
        conversation = replace(conversation, asked=conversation.asked[: max(1, len(conversation.asked) - 1)], further=0)
        found, order = _ask_again(answer, conversation, k)
        at, talk = _find_shown(conversation, found, order), "repeat"
    earlier = conversation
    while at < 0 and len(earlier.asked) > 1:
        # the last question was not answered: what an earlier one found is still on display
        earlier = replace(earlier, asked=earlier.asked[:-1], further=0)
        found, order = _ask_again(answer, earlier, k)
        at = _find_shown(earlier, found, order)
    if at < 0:
        return talk_reply(text, talk), conversation
    if talk == "repeat":
        again = passage_reply(found, order, at + 1, talk, text) if at else answer_reply(found, order, text)
        return again, conversation
    return article_reply(text, talk, order[at], at + 1, len(order), is_earlier=earlier != conversation), conversation


def _ask_again(
    answer: AnswerFunction, conversation: Conversation, k: int, *, related: bool = True
) -> tuple[Answer, list[Hit]]:
    found = answer(conversation.asked[-1], conversation.asked[:-1], max(k, CHOSEN_AMONG))
    order = order_passages(found, k, related=related)
    if conversation.shown and all(hit.passage.id != conversation.shown for hit in order):
        # who said that the first was not what they asked for was shown another article
        order = order_passages(found, k, related=False)
    return found, order


def _is_passage_shown(answer: AnswerFunction, conversation: Conversation, k: int) -> bool:
    """Whether a passage is shown; where only texts are known, it is one where the last question is answered."""
    if conversation.shown or not conversation.asked:
        return conversation.shown is not None
    return _find_shown(conversation, *_ask_again(answer, conversation, k)) >= 0


def _find_shown(conversation: Conversation, found: Answer, order: Sequence[Hit]) -> int:
    """Which of the passages is shown, by its place where only texts are known or the corpus changed; -1 for none."""
    ids = [hit.passage.id for hit in order]
    if conversation.shown in ids and (found.band != "silent" or conversation.further):
        return ids.index(conversation.shown)
    return min(conversation.further - (found.band == "silent"), len(order) - 1)


def _read_choice(text: str) -> tuple[int | None, Talk | None]:
    """Which of what is shown a message names, from 1 or `LAST`, and what it wants of that; None where it names none."""
    choice = read_choice(fold(text))
    if choice is None:
        return None, None
    wanted = find_talk(choice[1]) if choice[1] else None
    return (None, None) if choice[1] and wanted not in ABOUT_ARTICLE else (choice[0], wanted)


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[str, Talk | None]:
    """A message without what is no character, and what kind of talk it is; None for a question."""
    text = _NO_CHARACTER.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))
    return text, find_talk(fold(find_question(text)))
