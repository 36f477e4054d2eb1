"""What is marked in a passage that is shown."""

from dataclasses import replace

from bot.chat.marks import NO_MARKS, Marks, find_lead, find_marks
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


def test_what_answers_stands_before_a_long_passage_of_which_it_is_little():
    """Each paragraph's part of it; nothing before a short one, one that answers as a whole, or has no marks."""
    hit = replace(make_hit("甲" * 200, breaks=[50]), highlights=(Span(40, 60), Span(90, 99)))
    assert find_lead(hit, Marks((), hit.highlights)) == [Span(40, 50), Span(50, 60), Span(90, 99)]
    assert find_lead(hit, Marks((), (Span(0, 120),))) == []
    assert find_lead(hit, NO_MARKS) == []
    assert find_lead(make_hit("甲" * 100), Marks((), (Span(0, 9),))) == []
