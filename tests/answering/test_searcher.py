"""Which reading of a question counts: alone, or after those before it."""

import math
from collections import Counter

import pytest

from bot import Article, Retriever
from bot.answering.searcher import Searcher

PAPER = Retriever.from_articles(
    [
        Article("fish", "养鱼能手开讲", ["村民陈晓岚在文化礼堂讲了稻田养鱼的办法。陈晓岚说，一亩稻田能多收三百斤鱼。"]),
        Article("bus", "公交线路调整", ["106路公交车下月起改走滨江大道，末班车延长到晚上十点。"]),
        Article("gym", "健身房开放", ["城西健身房周末向居民免费开放，凭身份证登记。"]),
    ]
)


@pytest.mark.parametrize("question", ["那健身房呢", "公交车呢？", "稻田呢"])
def test_a_part_of_a_question_alone_is_perhaps(question):
    """Nobody asked anything before: which passage on the gym is wanted nobody can say."""
    answer = PAPER.answer(question)
    assert not answer.answered
    assert answer.rule == "part"


def test_a_part_after_a_question_is_asked_with_it():
    """那公交车呢 asks for the same of the bus."""
    answer = PAPER.answer("公交车呢？", ["健身房免费开放吗？"])
    assert answer.rule not in ("first", "part")


def test_who_asks_on_is_shown_the_article_at_hand():
    """The paper does not say where the trainers are from; the article on the gym may be related."""
    answer = PAPER.answer("那里面的教练是哪里请来的？", ["城西健身房什么时候免费开放？"])
    assert (answer.band, answer.rule) == ("related", "asks on")
    assert answer.hits[0].article.id == "gym"


@pytest.mark.parametrize("text", ["git", "npm", "wifi"])
def test_letters_that_no_article_has_are_no_part_of_a_question(text):
    """A command that is typed after an answer is not answered by what was asked before."""
    answer = PAPER.answer(text, ["健身房什么时候开放？"])
    assert (answer.band, answer.unknown) == ("silent", (text,))


def test_a_day_of_the_person_is_no_unknown_word():
    """今儿个 is 今天, whose absence tells nobody why nothing was found."""
    assert "今儿个" not in PAPER.answer("今儿个停电吗？").unknown


def test_another_place_is_asked_what_was_asked_and_not_all_there_is_of_it():
    """那嘉善呢 after 桐乡 gets neither what 桐乡 has nor anything else of 嘉善, but the sentence on it, if any."""
    others = Article("factory", "嘉善一家工厂扩产", ["嘉善一家机械厂的车间里，工人正在装配新设备。"])
    windows = Article("windows", "桐乡医保窗口延时", ["桐乡医保窗口周六照常办理业务，每周延长服务六小时。"])
    asked, part = "桐乡医保窗口周六办理业务吗？", "那嘉善呢？"
    alone = Retriever.from_articles([windows, others])
    assert alone.answer(asked).answered
    assert alone.answer(part, [asked]).band == "silent"
    both = Article(
        "both", "医保窗口延时", ["桐乡医保窗口周六照常办理业务。", "嘉善医保窗口周六也办理业务，上午九点开门。"]
    )
    answer = Retriever.from_articles([both, others]).answer(part, [asked])
    assert answer.answered and "嘉善医保窗口" in answer.hits[0].passage.text


def test_a_place_that_the_article_lacks_is_refused():
    """The ponds of one town are no answer for another, whether or not the town was named before."""
    ponds = Article("ponds", "山塘整治", ["今年全镇整治了八十座山塘，工程已经全部完工。"])
    fair = Article("fair", "海宁皮革展开幕", ["海宁皮革展昨天开幕，一百家企业参加。"])
    paper = Retriever.from_articles([ponds, fair])
    for asked in ("整治了几座山塘？", "永康整治了几座山塘？"):
        for part in ("海宁呢？", "那嘉善呢？"):
            assert paper.answer(part, [asked]).band == "silent", (asked, part)


def test_a_part_is_not_answered_by_itself_after_a_question():
    """滨江大道呢 says nothing of what is asked of the road, however surely an article has it."""
    assert PAPER.answer("滨江大道呢？", ["城西健身房什么时候免费开放？"]).rule != "alone"


def test_a_part_that_another_article_has_is_asked_of_the_article_at_hand():
    """小孩的呢 after an insurance of old people is about that, and not about what children learn at school."""
    insurance = Article("insurance", "越惠保开放参保", ["越惠保今天开放参保，七十岁以上老人的保费由政府买单。"])
    school = Article("school", "劳动课开进田间", ["小孩在田里学插秧，学校说小孩都喜欢这门课。"])
    paper = Retriever.from_articles([insurance, school])
    answer = paper.answer("小孩的呢", ["越惠保老人要交钱吗"])
    assert answer.hits[0].article.id == "insurance"
    assert not answer.answered


@pytest.mark.parametrize("text", ["茶", "鱼", "路"])
def test_one_character_is_not_answered_by_what_was_asked_before(text):
    """It would be answered by the words of the question before, whatever it is."""
    before = PAPER.answer("健身房免费开放吗？")
    answer = PAPER.answer(text, ["健身房免费开放吗？"])
    assert before.answered
    assert answer.confidence == PAPER.answer(text).confidence


def test_a_measure_word_is_no_part_of_what_is_counted():
    """几本书 asks for 书 and not for 本书, which no article has; the answer may be printed with 册.

    座 of 座位 is no measure word: 座位 is what no article has.
    """
    library = Article("library", "图书馆延长开放", ["市图书馆每天晚上9时闭馆，每位读者一次可借图书10册，借期30天。"])
    paper = Retriever.from_articles([library, Article("bus", "公交线路调整", ["106路公交车下月起改走滨江大道。"])])
    answer = paper.answer("图书馆一次能借几本书")
    assert answer.answered and answer.span
    assert answer.hits[0].passage.text[answer.span.start : answer.span.end] == "10册"
    assert paper.answer("图书馆有多少座位").unknown == ("座位",)


def test_whether_somebody_counts_is_asked_of_the_article_at_hand():
    """个体户算不算: 算不算 only asks, and no article needs to have it."""
    delay = Article("delay", "医保可以缓缴", ["职工医保可缓缴三个月，中小微企业和个体工商户都在范围内。"])
    paper = Retriever.from_articles([delay, Article("gym", "健身房开放", ["城西健身房周末向居民免费开放。"])])
    answer = paper.answer("个体户算不算", ["职工医保缓缴几个月"])
    assert answer.answered and answer.hits[0].article.id == "delay"


def test_a_question_that_nothing_answers_keeps_its_own_article():
    """Where the article at hand says as good as nothing of it, the nearest passage of its own is found."""
    answer = PAPER.answer("健身房教练多少岁", ["村民陈晓岚讲了什么办法？"])
    assert answer.hits[0].article.id == "gym"


def test_a_question_that_nothing_answered_leaves_its_article_on_display():
    """Who was told nothing on the prize asks on about the gym."""
    answer = PAPER.answer("周末开不开放", ["健身房免费开放吗？", "那奖金多少"], k=1)
    assert answer.hits[0].article.id == "gym"


def test_a_pronoun_is_no_new_subject():
    """他 is the villager that was spoken of, though another article has all the other words."""
    answer = PAPER.answer("他的末班车延长到几点", ["陈晓岚讲了什么办法"], k=1)
    assert not answer.answered


def test_questions_without_an_answer_are_looked_up_no_more_often_than_twice(monkeypatch):
    """Alone and after those before them, though each of them leans on all before it."""
    paper = Retriever.from_articles([Article("fish", "养鱼能手开讲", ["村民陈晓岚在文化礼堂讲了稻田养鱼的办法。"])])
    looked_up = []
    look_up = Searcher._look_up

    def count(self, question, *others):
        looked_up.append(question.typed)
        return look_up(self, question, *others)

    monkeypatch.setattr(Searcher, "_look_up", count)
    paper.answer("多高", ["多少钱", "在哪里", "什么时候", "多久", "几点"])
    assert max(Counter(looked_up).values()) <= 2


COURSES = Retriever.from_articles(
    [
        Article(
            "courses",
            "老年大学开始报名",
            [
                "老年大学开设国画、太极拳等课程，每门课收学费120元。",
                "国画班由退休教师沈慧兰执教，每周二上午9时上课，限招35人。",
                "报名可到一楼大厅，带身份证和照片。",
            ],
        ),
        Article("pool", "游泳馆开放", ["游泳馆新馆开放，面积3000平方米，水深1.5米，晚上10点关门。"]),
        Article("piano", "二手转让", ["九成新珠江钢琴，现售9800元，自提。", "电动三轮车，能拉800斤，2600元。"]),
        Article("home", "家政服务", ["金牌月嫂，26天12800元，可先面试。"]),
    ]
)


def test_an_unanswered_question_between_does_not_stand_for_the_subject():
    """我七十二了能便宜吗 found nothing: what is asked next is asked of the courses, and not of what is cheaper."""
    history = ["国画班谁教？", "几点上课？", "我七十二了能便宜吗？"]
    answer = COURSES.answer("要带什么？", history)
    assert answer.answered
    assert "身份证" in answer.hits[0].passage.text


def test_who_asks_whether_something_is_so_is_told_no_more_than_what_may_be_related():
    """The article has nothing of 疼, so that it does not say whether it hurts."""
    assert not COURSES.answer("上完疼不疼？", ["国画班几点上课？"]).answered


def test_the_name_of_what_is_measured_need_not_be_printed():
    """3000平方米 is the size, though the article has no 面积."""
    answer = COURSES.answer("面积多少？", ["游泳馆几点关门？"])
    assert answer.answered
    assert "3000" in answer.hits[0].passage.text


def test_what_is_found_alone_and_after_others_is_no_surer_alone_and_no_less():
    """Whatever was asked before, the piano is that of the one advert."""
    alone = COURSES.answer("二手钢琴多少钱？")
    after = COURSES.answer("二手钢琴多少钱？", ["月嫂多少钱？"])
    assert after.hits[0].article.id == "piano"
    assert after.confidence == alone.confidence


def test_an_article_without_any_such_measure_is_not_shown_for_it():
    """Nothing in the article on the courses is a height."""
    assert COURSES.answer("身高多少？", ["国画班谁教？"]).rule != "asks on"


@pytest.mark.parametrize(("question", "printed"), [("养了几头牛", "12头"), ("为什么要种草", "杂草")])
def test_who_asks_on_is_answered_though_their_words_do_not_stand_together(question, printed):
    """头牛 is no word, and 种草 stands in 种上杂草: the article has all that is said of them."""
    farm = Article(
        "farm",
        "靖西种养结合",
        [
            "黄照发今年41岁，种了十亩火龙果，年收入六万元。",
            "黄照发在树苗间种上杂草，草根抓地力强，土壤就不易被冲刷。",
            "黄照发养了12头西门塔尔牛，牛粪还田。",
        ],
    )
    others = [
        Article("cow", "奶牛场扩建", ["城北奶牛场扩建，一头牛一天产奶三十公斤，如今头牛已经卖出。"]),
        Article("grass", "公园种草", ["城东公园春季种草，五月开放，市民可以带孩子去露营。"]),
    ]
    answer = Retriever.from_articles([farm, *others]).answer(question, ["黄照发种的是什么果？"])
    assert (answer.answered, answer.hits[0].article.id) == (True, "farm")
    assert printed in answer.hits[0].passage.text


def test_what_was_lent_by_the_earlier_question_is_not_missed_once_the_article_at_hand_is_chosen():
    """The passage on the courses is as sure as its features say, though its article lacks words of the question."""
    answer = COURSES.answer("学完发证吗，交多少学费？", ["老年大学有哪些课程？"], why=True)
    evidence = answer.explanations[0].evidence
    odds = sum(points for _, _, points in evidence)
    assert answer.rule == "surer after"
    assert answer.confidence == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.001)
    assert all(name != "history" for name, _, _ in evidence)
