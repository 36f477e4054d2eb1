"""What kind of phrase answers a question."""

import pytest

from bot.intent.answer_pattern import find_answer_pattern
from bot.intent.intent import read_intent
from bot.intent.phrase_kind import PhraseKind, find_phrase_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("谁修好了水塔", "person"),
        ("水塔由谁负责维修", "body"),
        ("水塔建在哪里", "place"),
        ("水塔旁边是哪座桥", "thing"),
        ("村民送来了什么", "what"),
        ("水塔现在的名称为?", "what"),
        ("水塔的前身是?", "what"),
        ("水塔为什么停用", "reason"),
        ("守塔人送锦旗图个什么", "reason"),
        ("塔顶的铁环是干什么用的", "reason"),
        ("水塔 验收 单位名", "keywords"),
        ("志愿者守着的那座塔叫什么名字", "thing"),
        ("守塔人外号叫什么", "thing"),
        ("塔的名字出自哪首诗", "thing"),
        ("去柳溪的大使叫什么名字", "person"),
        ("守塔的老人家叫什么", "person"),
        ("三座塔名字的头一个字连起来是什么", "what"),
        ("哪吒闹海 票房", "keywords"),
    ],
)
def test_the_kind_of_phrase_is_told_from_the_question(question: str, kind: PhraseKind) -> None:
    """Somebody, a body, a place, a thing with a kind, anything else, a reason, and keywords."""
    asked = "".join(question.split())
    intent = read_intent(asked)
    assert find_phrase_kind(asked, intent, find_answer_pattern(asked, intent)) == kind


@pytest.mark.parametrize("question", ["水塔有多少吨", "水塔几点关门", "水塔怎么修", "水塔能不能参观", "水塔红是不是?"])
def test_numbers_manners_and_yes_or_no_want_no_phrase(question: str) -> None:
    """A number or time has its own finder, and the words of the others cannot be marked."""
    intent = read_intent(question)
    assert find_phrase_kind(question, intent, find_answer_pattern(question, intent)) is None
