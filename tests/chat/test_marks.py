"""What is marked in a passage that is shown."""

from dataclasses import replace

from bot.chat.marks import NO_MARKS, Marks, find_lead, find_marks, find_rest
from bot.records import Span
from tests.support.paper import make_answer, make_hit

HITS = make_hit("停水到五点。", highlights=[(0, 6)]), make_hit("别的。", 2, highlights=[(0, 2)])
SURE = replace(make_answer(*HITS), span=Span(3, 5))


def test_exact_words_and_their_sentences_are_marked_in_the_first_passage_only():
    """Those after it were not found to answer; without exact words the sentences answer."""
    first, second = SURE.hits
    assert find_marks(SURE, first) == Marks((Span(3, 5),), (Span(0, 6),))
    assert find_marks(SURE, second) == NO_MARKS
    assert find_marks(replace(SURE, span=None), first) == Marks((Span(0, 6),), (Span(0, 6),))


def test_where_it_is_not_sure_nothing_is_said_to_answer():
    """The sentences alone are marked; where nothing answers, they are not either."""
    unsure = replace(SURE, confidence=0.18)
    assert find_marks(unsure, unsure.hits[0]) == Marks((), (Span(0, 6),))
    refused = make_answer(*SURE.hits, answered=False)
    assert find_marks(refused, refused.hits[0]) == NO_MARKS


def lead(text, *sentences, breaks=()):
    """What stands before a passage whose sentences, given as texts, answer: the lines as they are read."""
    spans = tuple(Span(text.index(one), text.index(one) + len(one)) for one in sentences)
    hit = replace(make_hit(text, breaks=list(breaks)), highlights=spans)
    parts = find_lead(hit, Marks((), spans))
    return [f"{part.before}{text[part.span.start : part.span.end]}{part.after}" for part in parts]


def test_what_answers_stands_before_a_long_passage_of_which_it_is_little():
    """Each paragraph's part of it; nothing before a short one, one that answers as a whole, or has no marks."""
    hit = replace(make_hit("甲" * 200, breaks=[50]), highlights=(Span(40, 60), Span(90, 99)))
    spans = [part.span for part in find_lead(hit, Marks((), hit.highlights))]
    assert spans == [Span(40, 50), Span(50, 60), Span(90, 99)]
    assert find_lead(hit, Marks((), (Span(0, 120),))) == []
    assert find_lead(hit, NO_MARKS) == []
    assert find_lead(make_hit("甲" * 100), Marks((), (Span(0, 9),))) == []


def test_dots_stand_where_words_of_the_paper_are_left_out():
    """Between sentences that are no neighbours, and where a sentence goes on before or after what answers."""
    rest = "别的话很多很多。" * 15
    assert lead(f"停水到五点。{rest}恢复供水。", "停水到五点。", "恢复供水。") == ["停水到五点。……", "恢复供水。"]
    assert lead(f"{rest}一是停水；二是停电；三是停气。", "二是停电；") == ["……二是停电；……"]
    assert lead(f"{rest}他说：“停水到五点。”然后走了。", "他说：“停水到五点。”") == ["他说：“停水到五点。”"]
    # a line without a full stop is whole where its paragraph is
    text = f"停水时间 五点{rest}"
    assert lead(text, "停水时间 五点", breaks=[7]) == ["停水时间 五点"]
    # what goes on in the next paragraph goes on
    assert lead(f"一是停水；二是停电。{rest}", "一是停水；", "二是停电。", breaks=[5]) == ["一是停水；", "二是停电。"]


def test_what_stands_before_a_passage_is_not_read_twice():
    """Dots stand in its place, but for a whole paragraph at the beginning or the end."""
    rest = "别的话很多很多。" * 15
    hit = replace(make_hit(f"停水。{rest}来电。完。", breaks=[123]), highlights=(Span(0, 3), Span(123, 126)))
    assert find_rest(hit, find_lead(hit, Marks((), hit.highlights))) == [f"……{rest}", "……完。"]
    hit = replace(hit, highlights=(Span(123, 128),))
    assert find_rest(hit, find_lead(hit, Marks((), hit.highlights))) == [f"停水。{rest}"]
    hit = replace(make_hit(f"停水。{rest}来电。{rest}", breaks=[123, 126]), highlights=(Span(123, 126),))
    assert find_rest(hit, find_lead(hit, Marks((), hit.highlights))) == [f"停水。{rest}", "……", rest]
