"""What is said where the corpus does not answer."""

from dataclasses import replace

from bot.chat.replies import CHINESE
from bot.chat.sentences import describe_certainty, describe_refusal, describe_rewording, describe_slip, opening_sentence
from bot.records import Answer
from bot.reply import Reply
from tests.support.paper import make_answer, make_hit


def test_a_refusal_names_the_words_that_no_article_has():
    """It says that the paper has other words, if any: of the matter nothing is known. Then the nearest article is not
    named, because it has nothing of what was asked."""
    answer = replace(make_answer(make_hit("停水。"), answered=False), band="silent", unknown=("火锅店", "股价"))
    assert describe_refusal(answer, CHINESE) == "没有找到：报上没有用“火锅店”、“股价”这样的词。换个说法再问问看？"


def test_of_a_word_longer_than_any_its_beginning_is_named():
    """Who leans on a key need not see it all again."""
    answer = Answer("问", answered=False, confidence=0.0, unknown=("asdf" * 75,))
    assert describe_refusal(answer, CHINESE).startswith(f"没有找到：报上没有用“{'asdf' * 7}as……”这样的词")


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
    answered = Reply("answer", replace(answer, answered=True, band="answer"), rewording="馆长是谁？")
    assert describe_rewording(answered, CHINESE) == "您问的另一句，报上也有：馆长是谁？"


def test_passages_that_may_be_related_are_announced():
    """They are shown below; an unknown word is said first."""
    answer = replace(make_answer(make_hit("停水。"), answered=False), unknown=("火锅店",))
    assert describe_refusal(answer, CHINESE) == f"报上没有用“火锅店”这样的词。{CHINESE.nearest}"


def test_of_a_question_with_a_slip_it_is_said_what_was_looked_up_or_may_have_been_meant():
    """Where an answer stands below, nobody is asked any more whether they meant that."""
    slip = replace(make_answer(make_hit("停水。")), suggestion="哪天停水？")
    assert describe_slip(slip, CHINESE) == "按这一句找的：哪天停水？"
    assert describe_slip(replace(slip, answered=False, band="related"), CHINESE) == "您是不是要问：哪天停水？"
    assert describe_slip(replace(slip, suggestion=None), CHINESE) == ""


def test_who_goes_back_reads_that_it_is_the_passage_of_before():
    """And not that the same article has this one, too."""
    back = Reply("passage", replace(make_answer(make_hit("停水。")), talk="back"), is_answered=True, same_article=True)
    assert opening_sentence(back, CHINESE) == CHINESE.once_more


def test_an_answer_that_is_not_sure_says_so():
    """A sure one stands alone; one that is perhaps right has a sentence of its own, which no refusal has."""
    sure, unsure = (Answer("问", answered=True, confidence=confidence, band="answer") for confidence in (0.99, 0.18))
    assert describe_certainty(sure, CHINESE) == ""
    assert describe_certainty(unsure, CHINESE) == CHINESE.unsure
    refused = Answer("问", answered=False, confidence=0.0)
    assert describe_certainty(refused, CHINESE) == describe_refusal(refused, CHINESE)
