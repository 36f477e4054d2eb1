"""What is known about a question and its best passage."""

from types import SimpleNamespace

import pytest

from bot import Article, Retriever
from bot.answering.features import AT_HAND, measure_commonness, measure_leaning
from bot.answering.words.asked_words import AskedWord


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("80座山塘的工程至少要跑几次现场？", "60座山塘的工程至少要跑几次现场？"),
        ("新塍镇的吾邻门在哪里试点？", "泗安镇的吾邻门在哪里试点？"),
        ("檀溪镇今年年底种多少亩芍药？", "莲都镇今年年底种多少亩芍药？"),
    ],
)
def test_another_number_or_place_makes_an_answer_less_sure(retriever, right, other):
    """What the question names is not in the article, though all its other words are."""
    assert retriever.answer(other).confidence < retriever.answer(right).confidence - 0.1


def test_for_another_number_no_exact_words_are_shown(retriever):
    """The passage tells its own number; words taken from it alone would not."""
    assert retriever.answer("80座山塘的工程至少要跑几次现场？").span is not None
    assert retriever.answer("60座山塘的工程至少要跑几次现场？").span is None


@pytest.mark.parametrize("question", ["石浦镇引进了几个重大项目", "双林镇有几个共享法庭", "泗安镇的吾邻门在哪里试点"])
def test_a_town_that_no_page_names_is_not_answered_for(retriever, question):
    """Another town's courts and projects are no answer."""
    assert not retriever.answer(question).answered


def test_a_village_named_together_with_its_street_is_known(retriever):
    """新湾共裕村 is 共裕村 of the street 新湾: the page has the village's own name."""
    why = retriever.answer("新湾共裕村的田包出去，一亩涨了几成", why=True).explanations[0]
    assert {name: value for name, value, _ in why.evidence}["elsewhere"] == 0


def test_a_county_without_its_kind_is_known():
    """修水的鸟类 are those of 修水县."""
    birds = Article("a", "来了候鸟", ["修水的鸟类有41种，鱼类有60种。"])
    assert measure("修水县的鸟类有几种？", birds, OTHER)["elsewhere"] == 0
    assert measure("秀水县的鸟类有几种？", birds, OTHER)["elsewhere"] == 1


def test_a_time_in_any_words_is_a_time():
    """零点 answers 几点; where no time is printed at all the question is answered less surely."""
    told, open_always = (
        Retriever.from_articles(
            [Article("a", "地铁延长运营", [text]), Article("b", "菜价平稳", ["黄瓜每斤三元，与上周持平。"])]
        )
        for text in ("春节期间，地铁末班车延长至零点，方便市民返程。", "春节期间，地铁末班车延长，方便市民返程。")
    )
    question = "地铁末班车延长到几点？"
    assert told.answer(question).answered
    assert open_always.answer(question).confidence < told.answer(question).confidence


def measure(question, *articles):
    """The features of a question over some articles, by name."""
    why = Retriever.from_articles(list(articles)).answer(question, why=True).explanations[0]
    return {name: value for name, value, _ in why.evidence}


OTHER = Article("z", "菜价平稳", ["黄瓜每斤三元，与上周持平。"])


def test_what_stands_near_the_passage_is_found_too():
    """The sentence that answers need not name the subject again; the farther away it is named, the less it counts."""
    answering = "现在改为自动生产，大约十三秒一个。"
    filling = [f"车间第{number}次改造以后，灯光和通风都好多了。" for number in "一二三四五六七八"]
    texts = ["".join(["丰源阀门厂搬进了新厂房。", *between, answering]) for between in ([], filling * 2, filling * 3)]
    texts.append("".join(["老厂搬进了新厂房。", *filling, answering]))
    covered = [measure("丰源阀门厂几秒做一个？", Article("a", "车间改造", [text]), OTHER)["covered"] for text in texts]
    assert covered == sorted(covered, reverse=True)
    assert covered[0] > covered[1] > covered[-1]


def test_a_word_that_was_cut_badly_is_found_by_its_characters():
    """阀要 is no word; 阀 stands in the passage."""
    right, wrong = (
        measure("做一个阀要几秒？", Article("a", "车间改造", [f"大约13秒做一个{thing}。"]), OTHER)["covered"]
        for thing in "阀碗"
    )
    assert right > wrong


def test_a_number_of_which_there_is_no_sign_is_none():
    """Who asks for a number is not answered by a passage with all other words."""
    question = "何家园贴窗花那天来了多少游客？"
    lead = "何家园贴窗花那天，"
    told = measure(question, Article("a", "过年", [f"{lead}来了3200名游客。"]), OTHER)
    untold = measure(question, Article("a", "过年", [f"{lead}来了许多游客。"]), OTHER)
    assert (untold["none"], told["none"] < 0.2) == (1.0, True)
    assert told["exact"] > untold["exact"] == 0.0


def test_a_time_that_is_not_found_is_as_much_of_a_sign_as_a_count():
    """No words of the article look like either."""
    article = Article("a", "过年", ["何家园贴窗花那天，来了许多游客，大家都很高兴。"])
    questions = ("何家园贴窗花来了多少游客？", "何家园贴窗花来游客是几点？", "何家园贴窗花花了多长时间？")
    assert [measure(question, article, OTHER)["none"] for question in questions] == [1.0, 1.0, 1.0]


def test_who_asks_on_has_said_what_it_is_about():
    """到场 is no word of the article that was asked for before, which has a number of people."""
    paper = Retriever.from_articles(
        [
            Article("a", "过年", ["何家园贴窗花，大家都很高兴。那天8点开门，接待3200名游客。"]),
            OTHER,
            Article("c", "修路", ["西街修路。"]),
        ]
    )
    answer = paper.answer("到场的有多少人？", ["何家园贴窗花热闹吗？"], why=True)
    evidence = {name: value for name, value, _ in answer.explanations[0].evidence}
    assert answer.hits[0].article.id == "a"
    assert evidence["covered"] == AT_HAND
    # 东海 and 封路 are of another story, though the article at hand has an hour, too
    answer = paper.answer("东海大桥几点封路？", ["何家园贴窗花热闹吗？"], why=True)
    assert all(value < AT_HAND for name, value, _ in answer.explanations[0].evidence if name == "covered")


def test_a_name_that_is_not_said_is_missed():
    """Who asks for a name is not answered by a passage that names nobody."""
    question = "何家园的窗花展负责人叫什么名字？"
    told = measure(question, Article("a", "过年", ["何家园的窗花展负责人叫王建国，今年五十岁。"]), OTHER)
    untold = measure(question, Article("a", "过年", ["何家园的窗花展负责人说，大家都很高兴。"]), OTHER)
    assert told["unnamed"] < untold["unnamed"]
    assert measure("何家园的窗花展在哪里？", Article("a", "过年", ["何家园的窗花展在河边。"]), OTHER)["unnamed"] == 0.0


def test_who_asks_for_no_number_misses_none():
    """How and why are answered in sentences."""
    assert measure("何家园为什么贴窗花？", Article("a", "过年", ["何家园贴窗花，是为了迎新年。"]), OTHER)["none"] == 0.0


def test_a_verb_of_one_character_counts_though_it_is_no_word():
    """馊 asks for something else than 卖, and only 馊 is lost where the passage is about sales."""
    article = Article("a", "蛋糕店开张", ["新开的蛋糕店每天卖出三百个蛋糕。"])
    sold, sour = (measure(f"蛋糕店的蛋糕几天会{verb}？", article, OTHER)["lost"] for verb in "卖馊")
    assert sold < sour


def test_what_the_article_has_elsewhere_is_lost_only_as_characters_of_no_word():
    """A word that the article has is counted by `covered`; its characters are not counted once more."""
    text = "新开的蛋糕店每天卖出三百个蛋糕。"
    assert measure("蛋糕店每天卖出几个蛋糕？", Article("a", "蛋糕店开张", [text]), OTHER)["lost"] == 0


def test_a_long_article_makes_an_answer_less_sure():
    """It has some words of any question; from 2,000 characters on it is as long as can be."""
    filling = "街上的灯光比从前亮了许多。"
    long = [
        measure("黄瓜每斤几元？", Article("a", "菜价", ["黄瓜每斤三元。" + filling * n]))["long"]
        for n in (0, 80, 160, 320)
    ]
    assert long == sorted(long)
    assert 0 < long[0] < 0.02 and long[-2] == long[-1] == 1


@pytest.mark.parametrize("question", ["SELECT * FROM x", "%s%n"])
def test_a_single_letter_is_no_letter_of_a_word(retriever, question):
    """The seeds have AAA and MAX, but neither x nor s as words."""
    assert retriever.answer(question).band == "silent"


def test_the_way_to_a_place_is_an_address():
    """The paper tells what the office did, and no street."""
    office = Article("a", "信访局受表彰", ["信访局去年办结信访件两百件，受到表彰。"])
    assert measure("信访局怎么走？", office)["lacking"] == 1
    assert measure("信访局怎么处理信访件？", office)["lacking"] == 0


WORDS = [AskedWord("水管", idf=2.0, rarity=8.0, stand_ins=()), AskedWord("施工", idf=2.0, rarity=8.0, stand_ins=())]


def test_common_words_cost_a_question_alone():
    """Rarities of 16 together are 11 below 27, at .32 each; three such words are 3 below, and four are enough."""
    assert measure_commonness(WORDS) == pytest.approx(3.52)
    assert measure_commonness([*WORDS, WORDS[0]]) == pytest.approx(0.96)
    assert measure_commonness([*WORDS, *WORDS]) == 0


def rank_first(number):
    """A ranking for the words with one of two articles first."""
    index = SimpleNamespace(folded=["城东水管施工。", "西山施工。"].__getitem__, max_idf=4.0)
    return SimpleNamespace(index=index, passages=[SimpleNamespace(article_number=number)], asked_words=WORDS)


def test_a_question_leans_on_the_article_that_has_its_words():
    """Both words in the article found alone and one of two that count alike in the one at hand, then the other way.

    .484 - .943 · 1 + .318 · 2 - .171 · 16 is -2.559. Of the shares come 4.3 and 4.66 / 2, which is 6.63, or 4.3 / 2 and
    4.66, which is 6.81.
    """
    first, second = rank_first(0), rank_first(1)
    assert measure_leaning(first, second, 1.0, 2.0) == pytest.approx(3.737)
    assert measure_leaning(second, first, 1.0, 2.0) == pytest.approx(3.917)


def test_a_short_question_loses_but_not_what_is_short_anyway():
    """Who asks of what a paper does not say asks in few words; key words and what a name means are short anyway."""
    market = Article("a", "西门菜场改造", ["西门菜场的改造本月完成，摊位增加三十个，摊主老陈下周搬回。"])
    short, longer = measure("菜场摊位多少？", market, OTHER), measure("西门菜场改造后摊位增加了多少？", market, OTHER)
    assert short["short"] > longer["short"] > 0
    assert measure("菜场 摊位", market, OTHER)["short"] == 0
    assert measure("西门菜场是什么？", market, OTHER)["short"] == 0


def test_the_length_of_a_question_after_another_tells_nothing():
    """Long or short, it counts as ten characters do (1 - 10/14); alone it is short or not."""
    market = Article("a", "西门菜场改造", ["西门菜场的改造本月完成，摊位增加三十个，摊主老陈下周搬回。"])
    retriever = Retriever.from_articles([market, OTHER])
    for question in ("那增加了多少？", "那里的摊位在改造完成以后一共增加了多少？"):
        why = retriever.answer(question, ["西门菜场的改造什么时候完成？"], why=True).explanations[0]
        assert why.history
        assert {name: value for name, value, _ in why.evidence}["short"] == pytest.approx(4 / 14)
    assert measure("摊位增加了多少？", market, OTHER)["short"] > 4 / 14
