"""What asks, and what a long message asks."""

import pytest

from bot.speech.asking import asks, find_last_question, leave_out, split_questions


@pytest.mark.parametrize(
    "text", "修好了没 几点开门 谁修的桥 桥通不通车 有没有桥 修桥吗 收费不？ 修了几周 桥在哪 桥是干嘛用的".split()
)
def test_a_question_is_known_by_its_words(text):
    """Question words, particles at the end, and a verb said twice."""
    assert asks(text)


@pytest.mark.parametrize("text", ["桥修好了", "这么多人", "我们去看桥", "几乎没有了", "过桥苦得很哪"])
def test_what_tells_does_not_ask(text):
    """么 of 这么 is no particle."""
    assert not asks(text)


def test_the_last_question_of_a_long_message_is_what_it_asks():
    """With the sentence before it where it is short; the beginning where nothing asks; a short message is whole."""
    story = "我住在河东，天天走老桥。" * 10
    assert (
        find_last_question(story + "想问一下新桥到底什么时候能通车？谢谢。", 50) == "想问一下新桥到底什么时候能通车？"
    )
    assert find_last_question(story + "河上要修新桥。什么时候通车？", 50) == "河上要修新桥。什么时候通车？"
    assert (
        find_last_question(story.replace("。", "，") + "想问一下新桥到底什么时候能通车", 50)
        == "想问一下新桥到底什么时候能通车"
    )
    assert find_last_question(story, 50) == story[:50]
    assert find_last_question("桥。什么时候通车？", 50) == "桥。什么时候通车？"


@pytest.mark.parametrize(
    ("question", "words", "rest"),
    [
        ("西湖区的停车费多少钱？", ("西湖区",), "停车费多少钱？"),
        ("请问在西湖区停车多少钱？", ("西湖区",), ""),
        ("在西湖區停车多少钱？", ("西湖区",), "停车多少钱？"),
        ("ETC的停车费多少钱？", ("ETC",), "停车费多少钱？"),
        ("西湖区苏堤的停车费多少钱？", ("苏堤", "西湖区"), "停车费多少钱？"),
        ("西湖区的共享单车多少钱？", ("西湖区", "单车"), "共享单车多少钱？"),
        # the rest would ask something else, or nothing
        ("停车场的电话多少？", ("电话",), ""),
        ("停车在西湖区多少钱？", ("西湖区",), ""),
        ("西湖区", ("西湖区",), ""),
        ("火车站停车费多少", ("停车费", "火车站"), ""),
        ("自杀的方法", ("自杀",), ""),
        ("西湖区的停车费多少钱？", (), ""),
    ],
)
def test_words_at_the_beginning_of_a_question_can_be_left_out(question, words, rest):
    """They say whose or where; in the middle or at the end they are what is asked."""
    assert leave_out(words, question) == rest


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("小程序叫啥，怎么下载", ["小程序叫啥", "怎么下载"]),
        ("几点开门？还有，门票多少钱", ["几点开门", "门票多少钱"]),
        ("我家在城东，几点停水", []),
        ("几点停水？", []),
    ],
)
def test_questions_asked_at_once_are_told_apart(text, questions):
    """What only tells where somebody lives is no question of its own."""
    assert split_questions(text) == questions
