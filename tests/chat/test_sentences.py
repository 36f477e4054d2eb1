"""What is said where the corpus does not answer."""

from dataclasses import replace

from bot.chat.replies import CHINESE
from bot.chat.sentences import describe_certainty, describe_refusal, describe_rewording
from bot.conversation import Reply
from bot.records import Answer
from tests.support.paper import make_answer, make_hit


def test_a_refusal_names_the_words_that_no_article_has():
    """Then the nearest article is not named, because it has nothing of what was asked."""
    answer = replace(make_answer(make_hit("停水。"), answered=False), band="silent", unknown=("火锅店", "股价"))
    assert describe_refusal(answer, CHINESE) == f"报上没有出现过“火锅店”、“股价”。{CHINESE.not_found}"


def test_where_all_words_are_in_the_paper_the_nearest_article_is_named():
    """Its headline, and nothing where there is no passage at all."""
    answer = replace(make_answer(make_hit("停水。"), answered=False), band="silent")
    assert describe_refusal(answer, CHINESE) == f"{CHINESE.not_found}最接近的一篇是《医保缓缴政策出台》。"
    assert describe_refusal(Answer("问", answered=False, confidence=0.0), CHINESE) == CHINESE.not_found


def test_a_wording_that_is_answered_is_offered():
    """Behind a refusal that has one."""
    answer = Answer("问", answered=False, confidence=0.0, unknown=("西湖区", "单车"))
    offered = Reply("answer", answer, rewording="共享单车多少钱？")
    assert describe_rewording(offered, CHINESE) == "这样问，报上有：共享单车多少钱？"
    assert describe_rewording(Reply("answer", answer), CHINESE) == ""


def test_passages_that_may_be_related_are_announced():
    """They are shown below; an unknown word is said first."""
    answer = replace(make_answer(make_hit("停水。"), answered=False), unknown=("火锅店",))
    assert describe_refusal(answer, CHINESE) == f"报上没有出现过“火锅店”。{CHINESE.nearest}"


def test_an_answer_that_is_not_sure_says_so():
    """A sure one stands alone; one that is perhaps right has a sentence of its own, which no refusal has."""
    sure, unsure = (Answer("问", answered=True, confidence=confidence, band="answer") for confidence in (0.99, 0.18))
    assert describe_certainty(sure, CHINESE) == ""
    assert describe_certainty(unsure, CHINESE) == CHINESE.unsure
    refused = Answer("问", answered=False, confidence=0.0)
    assert describe_certainty(refused, CHINESE) == describe_refusal(refused, CHINESE)
