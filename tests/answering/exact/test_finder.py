"""The exact words that answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import Article, Retriever
from bot.answering.exact.finder import ENOUGH, ExactAnswerFinder
from bot.intent.answer_pattern import find_answer_pattern
from bot.question.question import Question
from bot.records import Answer, Span
from bot.text.normalization import fold
from bot.text.sentences import cut_sentences
from tests.support.paper import make_hit


def find(question, text, *terms):
    """The likeliest words of a text for a question with these terms of equal weight, and how likely they are."""
    asked = Question(question)
    finder = ExactAnswerFinder(asked, dict.fromkeys(terms or asked.query.fields["pairs"], 1.0))
    sentences = ["".join(fold(sentence).split()) for sentence in cut_sentences(text)]
    best = finder.find(sentences, [1.0] * len(sentences)).best
    return best and (sentences[best.sentence][best.start : best.stop], best.likelihood)


def words(question, text, *terms):
    """What is shown as the exact words of a text."""
    found = find(question, text, *terms)
    return found[0] if found and found[1] >= ENOUGH else None


@pytest.mark.parametrize(
    ("question", "text", "terms", "exact"),
    [
        ("泳池几点开门？", "泳池上午9时30分开门，每人15元。", ["泳池", "开门"], "上午9时30分"),
        ("白菜多少钱一斤？", "菜价（单位：元/斤）。洋芋1.6 大葱3。白菜1.2 鸡蛋8。", ["白菜"], "1.2"),
        ("白菜多少钱一斤？", "菜价（元/斤）。洋芋1.6 大葱3。白菜1.2 鸡蛋8。", ["白菜"], "1.2"),
        ("白菜多少钱一斤？", "菜价如下。洋芋1.6 大葱3。白菜1.2 鸡蛋8。", ["白菜"], None),
        ("白菜多少钱一斤？", "菜价涨到5元/斤。洋芋1.6 大葱3。白菜1.2 鸡蛋8。", ["白菜"], "5元"),
        ("泳池几点到几点开门？", "泳池晚上7点至第二天的6点开门。", ["泳池", "开门"], "晚上7点至第二天的6点"),
        ("泳池什么时候最热？", "泳池每年的5月份到9月份最热。", ["泳池", "最热"], "5月份到9月份"),
        ("泳池2017开放时间", "泳池2017年的开放时间是5月1日。", ["泳池", "开放"], "5月1日"),
        ("泳池谁发明的？", "泳池的发明是建筑史上的大事。", ["泳池", "发明"], None),
        ("馆长是谁？", "馆长是曾任教练的童书雅。", ["馆长"], "童书雅"),
        ("泳池用什么打开？", "泳池的盖板不能单独打开。", ["泳池", "打开"], None),
        ("泳池多少钱？", "泳池上午9时30分开门，每人15元。", ["泳池"], "15元"),
        ("泳池哪天开放？", "泳池6月1日开放，水深1.4米。", ["泳池", "开放"], "6月1日"),
        ("泳池水有多深？", "泳池6月1日开放，水深1.4米。", ["泳池", "水深"], "1.4米"),
        ("泳池什么时候关的？", "泳池去年8月关闭。", ["泳池"], "去年8月"),
        ("泳池关了多久？", "泳池关了三个月。", ["泳池"], "三个月"),
        ("泳池关了多久？", "泳池建于一九七二年，关了三个月。", ["泳池", "关了"], "三个月"),
        ("泳池工期有多长？", "泳池长50米，工期八个月。", ["泳池", "工期"], "八个月"),
        ("泳池泳道有多长？", "泳池泳道长50米，工期八个月。", ["泳池", "泳道"], "50米"),
        ("泳池到车站要多久？", "泳池旁通车后更快：20分钟到车站。", ["泳池", "车站"], "20分钟"),
        ("泳池形成要多少年？", "泳池自然形成需要2000年。", ["泳池", "形成"], "2000年"),
        ("泳池消毒要多久？", "泳池消毒要四个小时，每三分钟测一次。", ["泳池", "消毒"], "四个小时"),
        ("泳池哪天开放？", "泳池选在除夕前一天开放。", ["泳池", "开放"], "除夕前一天"),
        ("泳池几点几分起开放？", "泳池关到24时止，8时起开放。", ["泳池", "开放"], "8时起"),
        ("泳池隔多久换一次水？", "泳池每周换水，每天消毒两次。", ["泳池", "换水"], "每周"),
        ("教练是谁？", "教练童书雅说，人不多。", ["教练"], "童书雅"),
        ("教练几岁了？", "教练今年四十六岁，教了20年。", ["教练"], "四十六岁"),
        ("泳池的电话是多少？", "泳池电话0571-63208899，票价15元。", ["泳池", "电话"], "0571-63208899"),
        ("泳池在哪里？", "泳池位于建设路18号，有两层。", ["泳池"], "建设路18号"),
        ("泳池由哪个部门管理？", "泳池由市体育局管理。", ["泳池", "管理"], "市体育局"),
        ("泳池的钱谁掏？", "泳池的钱由区政府买单。", ["泳池"], "区政府"),
        ("泳池有几条泳道？", "泳池有8条泳道，2名救生员。", ["泳池", "泳道"], "8条"),
        ("泳客占百分之几？", "泳客占30%，比去年多200人。", ["泳客"], "30%"),
        ("比赛得了第几名？", "比赛得了第三名。", ["比赛"], "第三名"),
        ("泳客平均年龄降到多少？", "泳客平均年龄从52岁降到43.5岁。", ["泳客", "年龄"], "43.5岁"),
        ("泳池评了什么卫生等级？", "泳池卫生评级为A级。", ["泳池", "卫生"], "a级"),
        ("碧漪是什么意思？", "古越语中“碧漪”意为“清水池”，今年开放。", ["碧漪"], "清水池"),
        ("碧漪 意思", "“碧漪”在古越语中是“清水池”的意思。", ["碧漪"], "清水池"),
        ("泳赛来了几个县市参加？", "来自7个县市的300多名选手参加泳赛。", ["泳赛", "参加"], "7个"),
    ],
)
def test_the_words_of_the_kind_asked_for_are_found(question, text, terms, exact):
    """Times, money, lengths, how long and how often, people, ages, telephones, places, offices, counts, shares."""
    assert words(question, text, *terms) == exact


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("泳池开放日是几号？", "泳池开放日当天人多，当日下午还有表演。"),
        ("游泳赛在哪举行？", "游泳赛在我市举行，游泳赛在本县举办。"),
        ("清河上游在哪里？", "清河上游地区有游泳池。"),
    ],
)
def test_what_only_points_somewhere_is_no_day_and_no_place(question, text):
    """当天 and 我市 say nothing to who asks which."""
    assert words(question, text, "泳池", "游泳") is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("为什么关门？", "泳池6月1日关门。"),
        ("泳池怎么走？", "泳池位于建设路18号。"),
        ("泳池好吗？", "泳池票价15元。"),
        ("局长是谁？", "教练童书雅说，人不多。"),
        ("泳池6月1日开放吗，哪天？", "泳池6月1日开放。"),
        ("泳池有多少人和船？", "泳池有8人。"),
        ("泳池多少钱？", "大人15元进泳池，小孩8元进泳池。"),
        ("泳池贷款利率是多少？", "泳池贷款覆盖率达到60%。"),
        ("他今年几岁？", "泳池储备35岁以下教练。"),
    ],
)
def test_no_words_rather_than_a_guess(question, text):
    """A reason, a way, another's name, what was asked, two numbers, two prices alike, an age that is nobody's."""
    assert words(question, text, "泳池") is None


def test_of_what_was_and_what_is_the_newer_is_taken():
    """从 … 提高至 …, and the older where that is asked."""
    text = "泳池票价从15元提高到20元。"
    assert words("泳池票价多少钱？", text, "泳池", "票价") == "20元"
    assert words("泳池票价原来多少钱？", text, "泳池", "票价") == "15元"


def test_what_the_question_says_itself_is_no_answer():
    """四万多 is 4万多; but a year that it names is a part of the day asked for."""
    text = "看病花去4万多元,自己掏了8000元。"
    assert words("看病四万多自己掏了多少", text, "看病", "自己", "掏了") == "8000元"
    assert words("2019年大桥哪天通车", "大桥2019年5月1日通车。", "大桥", "通车") == "2019年5月1日"


def test_the_words_are_those_printed():
    """Spaces inside, wide digits, Traditional characters, signs that fold into two: the range is of what is printed."""
    for question, text, printed in (
        ("医保最晚什么时候缴？", "最迟于 2022 年 12 月底前缴医保。", "2022 年 12 月底前"),
        ("泳池门票多少钱？", "㎡大的泳池门票每人１５元。", "１５元"),
        ("泳池水温多少度？", "泳池水温２８℃左右。", "２８℃左右"),
        ("本市的市花是什么？", "本市的市花是荷花。", "荷花"),
        ("泳池關了多久？", "　泳池關了三個月。", "三個月"),
    ):
        retriever = Retriever.from_articles([Article(id="a", headline="", paragraphs=[text])])
        answer = retriever.answer(question)
        assert answer.span
        assert answer.hits[0].passage.text[answer.span.start : answer.span.end] == printed


def test_the_answer_has_the_words_of_its_first_hit(retriever):
    """In Traditional as in Simplified; none where the paper does not answer."""
    for question in ("职工医保缓缴最晚什么时候补缴？", "職工醫保緩繳最晚什麼時候補繳？"):
        answer = retriever.answer(question)
        hit = answer.hits[0]
        assert hit.passage.text[answer.span.start : answer.span.end] == "2022 年 12 月底前"
        assert any(mark.start <= answer.span.start and answer.span.end <= mark.end for mark in hit.highlights)
    assert retriever.answer("东河肉饼一个卖多少钱？").span is None


def test_a_price_by_the_piece_stands_beside_每():
    """一亩能赚多少 is answered by 每亩, not by the sum that comes first."""
    text = "共建资金30万元用于鲜花项目，每亩收益3万元至5万元。"
    assert words("鲜花一亩收益多少钱？", text, "鲜花", "收益") == "3万元至5万元"


def test_an_answer_takes_only_a_range_of_its_first_hit():
    """Without hits, beyond the text and empty: refused."""
    hit = make_hit("到年底。")
    assert Answer("问", True, 0.9, (hit,), span=Span(1, 3)).answering_spans(hit) == (Span(1, 3),)
    assert Answer("问", True, 0.9, (hit,)).answering_spans(hit) == hit.highlights
    for hits, span in (((), Span(0, 1)), ((hit,), Span(2, 9)), ((hit,), Span(2, 2))):
        with pytest.raises(ValueError, match="no range"):
            Answer("问", bool(hits), 0.9, hits, span=span)


TEXT = st.text(alphabet="泳池今年12月日时点分至—到 从每人元岁%在开举行由局负责教练王樟说，。(℃㎡第", max_size=40)


@given(
    st.sampled_from("几点 多少钱 哪天 谁是教练 在哪里 几人 多久 哪个部门 几岁 百分之几".split()),
    TEXT,
)
def test_any_text_has_a_range_or_none(question, text):
    """The range lies inside the text, is not empty, and has no white space at its ends."""
    found = find(f"泳池{question}", text)
    if found:
        assert found[0] and found[0] in "".join(fold(text).split())
        assert 0 < found[1] < 1


@given(st.text(max_size=60))
def test_any_question_wants_something_or_nothing(question):
    """Never an error."""
    asked = Question(question)
    want = find_answer_pattern(asked.squeezed, asked.intent)
    assert want is None or want.pattern


def test_the_labelled_questions_are_answered_as_measured():
    """At least nine of ten words that are shown are right, on either half, and half of the questions have some."""
    from tests.support.spans import ask, rates

    for half in ("work", "report"):
        shown, right, _ = rates(list(ask(half)))
        assert right.share >= 0.9
        assert shown.share >= 0.5


def test_a_labelled_answer_stands_in_its_corpus():
    """A label that is printed nowhere would measure nothing."""
    import json
    import tomllib

    from tests.support.spans import DATA, SEEDS

    articles = (DATA / "spans_articles.toml").read_text("utf-8")
    texts = {
        "articles": "".join(text for article in tomllib.loads(articles)["article"] for text in article["paragraphs"]),
        "seeds": "".join(
            "".join(text for hit in article.paragraphs for text in hit.split())
            for article in Retriever.from_folder(SEEDS).articles
        ),
    }
    for line in (DATA / "spans.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        assert all(words in texts[record["corpus"]] for words in record["spans"]), record["question"]


def test_a_place_that_the_question_names_has_no_other_in_its_sentence():
    """Where something happens at a place of the question, another place of the sentence is no answer."""
    text = "海山省城镇道路现场会在望海召开。"
    assert words("望海的现场会在哪里召开？", text, "现场", "召开") is None
    assert words("城镇道路现场会在哪里召开？", text, "现场", "召开") == "望海"


def test_words_said_of_another_place_are_none():
    """The number of 平湖 is no answer for 海宁, though all other words of the question stand beside it."""
    text = "海宁市动作很快。平湖市建成充电站19座。"
    assert words("平湖建成充电站多少座", text) == "19座"
    assert find("海宁建成充电站多少座", text) is None


def test_a_term_beside_another_number_speaks_for_that_one():
    """铜器 stands beside 210件 and 酒器 beside 155件: each lacks what the other has."""
    question = Question("酒器有几件")
    finder = ExactAnswerFinder(question, {"铜器": 1.0, "酒器": 1.0})
    first, second = finder.find_candidates(["墓里的210件铜器中,酒器有155件。"], [1.0])
    assert [first.words, second.words] == ["210件", "155件"]
    assert [first.features["beside_other"], second.features["beside_other"]] == [0.5, 0.5]


def test_the_year_that_is_asked_about_decides_by_the_date_of_the_page():
    """去年 in a paper of 2020 is 2019, whatever sum over several years stands nearer."""
    sentences = ["2019年,全省造林433万亩,完成计划。", "三年来,全省累计造林1242万亩。"]
    finder = ExactAnswerFinder(Question("全省去年造林多少亩"), {"全省": 1.0, "造林": 1.0})
    best = finder.find(sentences, [1.0, 1.0], date="2020-01-16").best
    assert best and sentences[best.sentence][best.start : best.stop] == "433万亩"


def test_the_headline_of_a_table_of_prices_may_have_their_unit():
    """菜篮子价格 单位：元/公斤 stands above rows of names and numbers, which are prices by that."""
    asked = Question("白菜多少钱一斤")
    finder, rows = ExactAnswerFinder(asked, {"白菜": 1.0}), ["洋芋1.6", "白菜1.2", "鸡蛋8"]
    points = [0.0, 1.0, 0.0]
    best = finder.find(rows, points, headline="菜篮子价格 单位：元/公斤").best
    assert best and (best.sentence, rows[1][best.start : best.stop]) == (1, "1.2")
    assert finder.find(rows, points, headline="菜篮子价格").best is None
