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


def weight_of_added(group, question):
    """What 公积 counts in the query of a question, with a lexicon of one group."""
    interpreter = Interpreter(INDEX, Lexicon([group]), Preferences(INDEX))
    return interpreter.interpret(Question(question), []).query.fields["pairs"]["公积"]


def test_what_a_word_leads_to_counts_the_more_the_rarer_it_is():
    """The paper has 窗口, so that may be what is meant; it does not have 房子的钱."""
    group = "公积金 << 房子的钱 窗口"
    assert weight_of_added(group, "房子的钱") > weight_of_added(group, "窗口")


def test_what_an_official_word_leads_to_does_not_count_more():
    """The paper is likely to print 房子的钱 itself where it stands before <."""
    assert weight_of_added("公积金 房子的钱", "房子的钱") < weight_of_added("公积金 << 房子的钱", "房子的钱")


def test_each_of_many_words_counts_less():
    """An article that has all of them is not the likelier for it."""
    fewer, more = "公积金 提取 << 房子的钱", "公积金 提取 窗口 市民 服务中心 << 房子的钱"
    assert weight_of_added(fewer, "房子的钱") > weight_of_added(more, "房子的钱")


def test_what_one_character_leads_to_counts_less():
    """One character has many meanings."""
    group = "公积金 << 屋 房子的钱"
    assert weight_of_added(group, "房子的钱") > weight_of_added(group, "屋")


def test_a_slip_is_repaired_in_what_is_suggested():
    """The question as typed, with what was meant; None where nothing is to be repaired."""
    assert interpret("公积斤怎么提取？").suggestion == "公积金怎么提取？"
    assert interpret("公积金怎么提取？").suggestion is None


def test_an_encoder_gets_numbers_as_papers_print_them():
    """四千二百个 is printed 4200个; digits stay as typed, and 千岛湖, 长三角 and 一成不变 name no number."""
    assert interpret("新增四千二百个托位是哪年").meant == "新增4200个托位是哪年"
    assert interpret("涨了五成的是什么").meant == "涨了50%的是什么"
    assert interpret("三百人的村和两千三百人的镇").meant == "300人的村和2300人的镇"
    assert interpret("那八月十六号呢", "公积金").meant == "公积金那8月16日呢"
    assert interpret("30%的人去千岛湖吗").meant == "30%的人去千岛湖吗"
    assert interpret("长三角一成不变的是什么").meant == "长三角一成不变的是什么"
