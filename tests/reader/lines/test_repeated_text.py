"""Repeated text: rows whose words stand elsewhere on the page, and pull quotes among them."""

from bot.reader.lines.repeated_text import find_pull_quotes, find_repeated, is_quotation, is_quoted
from bot.reader.lines.rows import read_rows
from bot.records import Page

MILL = [
    "老磨坊的水车又转起来了。停了二十多年的石磨重新磨出面粉，村里人排着队来买。",
    "“面粉里有太阳的味道。”磨坊主人高大山说，他把水渠清了三遍，又请木匠换了十二块叶板。",
    "如今磨坊每天只开半天，剩下的半天留给来写生的学生。",
]


def repeated_rows(*blocks):
    """For each row of a page with space between its blocks whether it is repeated, and whether it is a pull quote."""
    rows = read_rows(Page("page.txt", "\n\n".join(blocks)))
    apart = [row.gap > 0 for row in rows]
    repeated = find_repeated(rows, apart)
    return repeated, find_pull_quotes(repeated, apart)


def test_words_of_the_text_in_a_block_of_their_own_are_a_pull_quote():
    """The paragraph that they stand in is none."""
    repeated, quotes = repeated_rows(MILL[0], "停了二十多年的石磨", *MILL[1:])
    assert repeated == quotes == [False, True, False, False]


def test_a_quote_may_take_several_rows():
    """Its words are looked for across the line ends."""
    repeated, quotes = repeated_rows(MILL[0], "停了二十多年\n的石磨重新\n磨出面粉", *MILL[1:])
    assert repeated == quotes == [False, True, True, True, False, False]


def test_a_text_that_stands_twice_with_its_surroundings_is_no_quote():
    """A paragraph that the page repeats with what stands around it is text both times."""
    repeated, quotes = repeated_rows("磨坊", *MILL, "磨坊", *MILL)
    assert repeated == quotes == [False] * 8


def test_a_few_characters_are_no_quote_but_a_whole_quotation_is():
    """Eight characters stand twice by chance seldom; a quotation of five in a block of its own never does."""
    assert repeated_rows(MILL[0], "二十多年的石磨", *MILL[1:])[0] == [False] * 4
    assert repeated_rows("“面粉里有太阳的味道。”", *MILL)[0] == [True, False, False, False]
    assert repeated_rows(MILL[0].replace("水车", "“大木头水车”"), "“大木头水车”")[1] == [False, True]


def test_rows_right_below_others_are_repeated_only_in_a_block_of_their_own():
    """A headline may stand in its text word for word, and lines of the text may say the same by chance."""
    repeated, quotes = repeated_rows("停了二十多年的石磨\n记者 高小兰", *MILL)
    assert repeated[0] and not quotes[0]
    repeated, _ = repeated_rows(MILL[0], "老人说：\n停了二十多年的石磨\n又转起来了。", *MILL[1:])
    assert not any(repeated)


def test_a_quotation_has_its_marks_at_both_ends():
    """Words before or after it make it a sentence."""
    assert is_quotation("“面粉里有太阳的味道。”")
    assert not is_quotation("“面粉”和“水车”") and not is_quotation("他说：“好。”")


def test_display_type_is_quoted_if_a_text_has_its_words():
    """Punctuation and spaces do not count; what is short stands there by chance."""
    assert is_quoted("停了二十多年 的石磨", MILL[0])
    assert not is_quoted("石磨", MILL[0])
