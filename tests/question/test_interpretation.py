"""What is looked up for a question."""

from bot import Article
from bot.question.interpretation import Interpreter
from bot.question.lexicon import Lexicon
from bot.question.preferences import Preferences
from bot.question.question import Question
from bot.retrieval.index import Index

INDEX = Index(
    [
        Article(id="a", headline="", paragraphs=["住房公积金可以提取二百三十次，潮汐窗口在市民服务中心。"]),
        Article(id="b", headline="", paragraphs=["湿地公园管理委员会（简称湿管委）招人。"]),
    ]
)
INTERPRETER = Interpreter(INDEX, Lexicon(["公积金 < 房子的钱", "退休金 < 养老钱"]), Preferences(INDEX))


def interpret(question, *history):
    return INTERPRETER.interpret(Question(question), [Question(earlier) for earlier in history])


def test_each_term_says_where_it_comes_from():
    """Typed, from history, another form of a number, the lexicon, an abbreviation of the corpus, a repaired slip."""
    assert interpret("提取").query.origins["pairs"] == {"提取": "typed"}
    assert interpret("那提取呢", "公积金").query.origins["pairs"]["公积"] == "history"
    assert interpret("230次").query.origins["pairs"]["百三"] == "number"
    assert interpret("房子的钱").query.origins["pairs"]["公积"] == "lexicon"
    assert interpret("湿管委").query.origins["pairs"]["湿地"] == "corpus"
    assert interpret("朝汐窗口").query.origins["pairs"]["潮汐"] == "repair"


def test_only_what_a_person_said_is_asked():
    """A passage is perfect without what was added."""
    query = interpret("房子的钱").query
    assert "公积" in query.fields["pairs"]
    assert "公积" not in query.asked["pairs"]


def test_words_that_the_corpus_does_not_have_are_not_added():
    """养老钱 is a subject of the question, but 退休金 stands nowhere."""
    interpretation = interpret("养老钱")
    assert [subject.typed for subject in interpretation.subjects] == ["养老钱"]
    assert interpretation.expansions == ()


def test_a_slip_is_repaired_in_what_is_suggested():
    """The question as typed, with what was meant; None where nothing is to be repaired."""
    assert interpret("公积斤怎么提取？").suggestion == "公积金怎么提取？"
    assert interpret("公积金怎么提取？").suggestion is None
