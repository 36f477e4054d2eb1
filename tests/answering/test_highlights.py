"""What is marked."""

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from bot import Article, Retriever
from bot.answering.highlights import find_highlights
from bot.intent.intent import QuestionKind
from bot.records import Span

PASSAGE = "城东小区有三千户。停水从5月3日开始。居委会送来了桶装水。工人正在抢修管道。"


def marked(question, text):
    retriever = Retriever.from_articles([Article(id="a", headline="", paragraphs=[text])])
    return [hit.passage.text[span.start : span.end] for hit in retriever.search(question, 1) for span in hit.highlights]


def test_the_sentence_that_answers_is_marked():
    """停水 and a date stand in the second sentence."""
    assert marked("停水从哪天开始？", PASSAGE) == ["停水从5月3日开始。"]


def test_nothing_is_marked_where_no_sentence_has_a_point():
    """A passage that shares no term has no evidence."""
    assert find_highlights("管道修好了。", [6], [-0.1], QuestionKind.OTHER) == ()
    assert find_highlights("", [], [], QuestionKind.OTHER) == ()


def test_a_list_takes_the_sentences_that_follow():
    """A question for measures marks the sentence that announces them and the next two, as one range."""
    text = "会议讨论了停水的应对措施。一是送水上门。二是抢修管道。第三天恢复。"
    assert marked("停水有哪些措施？", text) == ["会议讨论了停水的应对措施。一是送水上门。二是抢修管道。"]


def test_the_second_best_is_marked_only_if_it_says_enough():
    """35 % of the best one's points are enough."""
    text, sizes = "甲乙。丙丁。戊己。", [3, 3, 3]
    assert find_highlights(text, sizes, [1.0, 0.2, 0.6], QuestionKind.OTHER) == (Span(0, 3), Span(6, 9))
    assert find_highlights(text, sizes, [1.0, 0.2, 0.3], QuestionKind.OTHER) == (Span(0, 3),)
    assert find_highlights(text, sizes, [1.0, 0.8, 0.3], QuestionKind.OTHER) == (Span(0, 6),)


def test_beside_a_sentence_that_surely_has_the_words_no_other_is_marked():
    """But a list goes on behind it."""
    text, sizes, points = "甲乙。丙丁。戊己。", [3, 3, 3], [1.0, 0.8, 0.6]
    assert find_highlights(text, sizes, points, QuestionKind.AMOUNT, second=math.inf) == (Span(0, 3),)
    assert find_highlights(text, sizes, points, QuestionKind.AMOUNT, second=0.9) == (Span(0, 3),)
    assert find_highlights(text, sizes, points, QuestionKind.LIST, second=math.inf) == (Span(0, 9),)


def test_who_denies_what_was_asked_is_marked_beside_it():
    """The claim has all words of the question, the denial none."""
    text = "“小区的水塔要拆，快搬走。”昨天有人这样给住户打电话。物业说，这是谣言。大家照常过日子。"
    assert any("这是谣言" in sentence for sentence in marked("小区的水塔要拆是真的吗", text))
    assert not any("谣言" in sentence for sentence in marked("小区的水塔哪天拆", text))


def test_how_it_ended_is_marked_beside_what_it_is_about():
    """The best sentence has the words of the question, another one the outcome, and a third one more points."""
    text = "路口的大树倒了。大树砸坏了路灯。居民报了警。当天工人把它移走。"
    assert "当天工人把它移走。" in marked("路口的大树后来移走了没", text)
    text, sizes, points = "甲乙。丙丁。戊己。", [3, 3, 3], [1.0, 0.8, 0.1]
    assert find_highlights(text, sizes, points, QuestionKind.OTHER, held=[[False, False, True]]) == (
        Span(0, 3),
        Span(6, 9),
    )
    assert find_highlights(text, sizes, points, QuestionKind.OTHER, held=[[True, False, True]]) == (Span(0, 6),)


def test_what_is_excepted_from_a_ban_is_marked_beside_it():
    """The best sentence has 禁止, the exception the rarest word of the question."""
    text = "城区全年禁止燃放爆竹。下列情形除外：除夕当天。违者罚款。举报有奖。"
    assert "下列情形除外：除夕当天。" in "".join(marked("除夕城区能燃放爆竹吗", text))


def test_of_a_list_the_row_that_answers_best_is_marked():
    """Rows have no full stop. One with another word is, too."""
    named = [[True, False], [False, False], [False, True]]
    text, sizes = "甲队两分\n乙队三分\n丙队四分", [5, 5, 4]
    assert find_highlights(text, sizes, [1.0, 0.8, 0.7], QuestionKind.AMOUNT, named=named) == (Span(0, 4),)
    both = find_highlights(text, sizes, [1.0, 0.7, 0.8], QuestionKind.AMOUNT, named=named)
    assert both == (Span(0, 4), Span(10, 14))


def test_the_reply_to_a_question_of_the_paper_is_marked():
    """In place of the second sentence; a short reply with the sentence behind it, the next question not."""
    text = "问：能吃药吗？答：不建议。药吃多了反而睡不好觉。问：家长做什么？答：少说话。"
    sizes = [7, 6, 11, 8, 6]
    assert find_highlights(text, sizes, [1.0, 0.1, 0.5, 0.6, 0.1], QuestionKind.OTHER) == (Span(0, 24),)
    assert find_highlights(text, sizes, [0.1, 0.1, 0.1, 1.0, 0.1], QuestionKind.OTHER) == (Span(24, 38),)
    assert find_highlights("能吃药吗？能走路吗？", [5, 5], [1.0, 0.1], QuestionKind.OTHER) == (Span(0, 5),)


@given(
    st.lists(st.text(alphabet="停水5月。！ a", min_size=1, max_size=9), max_size=8),
    st.data(),
    st.sampled_from(list(QuestionKind)),
)
def test_marks_are_ranges_of_the_text(sentences, data, kind):
    """For any text and points the marked ranges lie inside, in order, apart and not empty."""
    text = "".join(sentences).strip()
    sizes = [len(sentence) for sentence in sentences]
    points = data.draw(st.lists(st.floats(-1, 2), min_size=len(sizes), max_size=len(sizes)))
    spans = find_highlights(text, sizes, points, kind)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end < right.start for left, right in itertools.pairwise(spans))
