"""The sentences of the report for a browser that says how questions were answered."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHINESE_SCORES", "ENGLISH_SCORES", "ScoresReplies"]


@dataclass(frozen=True, slots=True)
class ScoresReplies:
    """The sentences of the report on questions in one language. Those with {fields} are filled with `str.format`."""

    # an IETF language tag
    language: str
    title: str
    # {articles} and {questions} are numbers
    about: str
    # the measures: the answer is in the first passage, in the first three; the right sentence of the first is marked
    first: str
    first_three: str
    marked: str
    # an answer was not given, or rightly not, or not without its article; and all of a dialogue is right
    wrongly_refused: str
    rightly_refused: str
    refused_without: str
    faultless_dialogue: str
    # heads of columns: a share, its interval, how many; questions, all of it right
    share: str
    interval: str
    count: str
    questions: str
    all_right: str
    # headings of the tables and drawings; and what stands for a kind that is not named
    kinds: str
    no_kind: str
    pages: str
    confidence: str
    confidence_about: str
    # the axes of the drawings
    confident: str
    right_share: str
    answered_share: str
    wrong_share: str
    # why a question went wrong
    answered_wrongly: str
    badly_marked: str
    not_dared: str
    nothing_found: str
    too_low: str
    wrong_paragraph: str
    wrong_article: str
    # between a heading and a number
    colon: str
    # of one question: the {answer} expected, that there is none, how it was shown, and the {rank} of the right passage
    expected: str
    no_answer: str
    shown: str
    ranked: str
    as_talk: str
    as_answer: str
    as_related: str
    as_refusal: str
    # where two ways are compared
    this: str
    other: str
    difference: str
    changed: str
    only_other: str
    only_this: str


CHINESE_SCORES = ScoresReplies(
    language="zh-Hans",
    title="问答成绩",
    about="{articles:,} 篇文章，{questions:,} 个问题",
    first="第一段就是",
    first_three="前三段里有",
    marked="第一段里标对了句子",
    wrongly_refused="有答案却没答",
    rightly_refused="没有答案，也没答",
    refused_without="抽走文章以后没答",
    faultless_dialogue="整场对话没出错",
    share="份额",
    interval="95% 区间",
    count="个数",
    questions="问题",
    all_right="全对",
    kinds="各种问题",
    no_kind="没写",
    pages="各个版面，错得多的在前",
    confidence="把握准不准",
    confidence_about="点在虚线上，把握就是真的；右边：答得越多，错得越多。",
    confident="把握",
    right_share="答对的份额",
    answered_share="答了的份额",
    wrong_share="答错的份额",
    answered_wrongly="报上没有，却答了",
    badly_marked="句子没标对",
    not_dared="找对了，却没敢答",
    nothing_found="什么也没找到",
    too_low="对的那段排在后面",
    wrong_paragraph="文章对，段落不对",
    wrong_article="文章不对",
    colon="：",
    expected="该答：{answer}",
    no_answer="报上没有",
    shown="把握 {confidence:.2f}，{band}",
    ranked="，排第 {rank}",
    as_talk="当闲话回了",
    as_answer="当答案给出",
    as_related="说也许有关",
    as_refusal="说报上没有",
    this="这一种",
    other="另一种",
    difference="差",
    changed="{higher} 升 {lower} 降",
    only_other="只有另一种对",
    only_this="只有这一种对",
)

ENGLISH_SCORES = ScoresReplies(
    language="en",
    title="How questions were answered",
    about="{articles:,} articles, {questions:,} questions",
    first="first passage",
    first_three="among the first three",
    marked="right sentence marked in the first",
    wrongly_refused="refused, with an answer",
    rightly_refused="refused, without one",
    refused_without="refused without its article",
    faultless_dialogue="dialogues without a fault",
    share="share",
    interval="95 % interval",
    count="count",
    questions="questions",
    all_right="all right",
    kinds="Kinds of questions",
    no_kind="not named",
    pages="Pages, the worst first",
    confidence="Is the confidence true?",
    confidence_about="On the dashed line it is; to the right: who answers more is wrong more often.",
    confident="confidence",
    right_share="share of right answers",
    answered_share="share answered",
    wrong_share="share of wrong answers",
    answered_wrongly="Answered, though the paper does not say",
    badly_marked="The wrong sentence is marked",
    not_dared="Found, and not given as the answer",
    nothing_found="Nothing found",
    too_low="The right passage is not first",
    wrong_paragraph="The right article, a wrong passage",
    wrong_article="A wrong article",
    colon=": ",
    expected="Expected: {answer}",
    no_answer="the paper does not say",
    shown="confidence {confidence:.2f}, {band}",
    ranked=", the right one is number {rank}",
    as_talk="taken for talk",
    as_answer="given as the answer",
    as_related="given as perhaps related",
    as_refusal="refused",
    this="this",
    other="the other",
    difference="difference",
    changed="{higher} up, {lower} down",
    only_other="Only the other is right",
    only_this="Only this is right",
)
