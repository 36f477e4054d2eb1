"""The features of the headline model (headline_score.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["HEADLINE_MODEL"]

# Fitted by logistic regression on 73,000 rows of 1,200 generated pages, half of them set of real articles, a third in
# styles mixed at random. An L2 penalty held the weights near earlier ones, and half of each change was adopted, because
# the fit knows the true roles of the rows above. 0.2 % of the rows of other generated pages are misjudged (40 of
# 20,236). `python -m benchmarks.fit headline --articles FILE` fits the weights again.
WORDING = "the page generator has few headlines of its own, so their wording would decide"
RARE = "generated pages hardly have it; set with real pages"
REAL = "set with real pages; the next fit may free it, because generated pages have it, too"

HEADLINE_MODEL = LinearModel(
    # body text is more frequent than display type
    bias=-2.9,
    features=(
        # the end of the row
        Feature("ends_sentence", -6.8, "ends with 。 or ；", by_hand=WORDING),
        Feature("ends_clause", -1.4, "ends with ， 、 or ：", by_hand=WORDING),
        Feature("ends_exclaiming", -2.0, "ends with ？ or ！, as headlines do too", by_hand=WORDING),
        Feature("credit", -5.5, "ends with a photo credit: 某某 摄"),
        Feature("hanging", -1.9, "ends with a word that needs another after it: 的, 在, 和"),
        Feature("asks_and_stands_out", 0.7, "ends with ？ or ！ and does not fill its column"),
        Feature("stands_out", 2.9, "neither fills its column nor ends a sentence, as body text never does"),
        Feature("whole_line", 2.5, "ends no sentence, where every line is a whole paragraph", by_hand=REAL),
        Feature("maybe_cut", -0.4, "stands out, but paragraphs of this page are cut in mid-sentence"),
        # its beginning
        Feature("begins_sentence", -1.8, "begins as a paragraph does: 近日, 据了解, 在…，"),
        Feature("begins_inside", -1.9, "begins with a comma, or with one character and a comma"),
        Feature("leadin", -6.9, "begins with 本报讯 or the like"),
        Feature("dash", 2.6, "begins with ——"),
        # what is inside
        Feature("holds_sentence", -6.4, "a sentence ends within the row"),
        Feature("comma", -3.0, "has a comma, where headlines have spaces", by_hand=WORDING),
        Feature("commas", -3.2, "commas after the first", values="count", by_hand=WORDING),
        Feature("couplet", 1.9, "two clauses of equal length with a comma between"),
        Feature("phrases", 1.7, "two or more phrases with a space between"),
        Feature("day", -2.2, "names the day, as reports do: 近日, 5日"),
        Feature("asks_inside", -1.1, "？ or ！ within the row"),
        Feature("long_phrase", -1.6, "characters without punctuation beyond the first ten", values="tens"),
        Feature("open_bracket", -3.1, "a quote or bracket only begins or only ends here"),
        Feature("jump", -6.3, "begins with （上接第1版）, or ends with （下转第3版）"),
        # its width and place in the column
        Feature("short", 0.2, "no wider than most headlines"),
        Feature("long", -0.5, "wider than most headlines"),
        Feature("too_long", -4.0, "wider than any headline"),
        Feature("justified", -2.7, "has spaces between its characters, so that it fills its column"),
        Feature("continues", -1.6, "fits the column of body text that stops in mid-sentence above"),
        Feature("fits_column_below", -1.3, "as wide as the column below, where no paragraph begins"),
        Feature("indented", -4.6, "indented, on a page that indents its paragraphs"),
        Feature("flush", 0.9, "not indented on such a page, and no body text goes on here"),
        # the space around it
        Feature("apart", 0.3, "more blank lines above than usual"),
        Feature("far_apart", 2.5, "at least two more"),
        Feature("tight", 1.8, "fewer blank lines above or below than usual"),
        Feature("close_set", 2.0, "in a block whose rows stand closer than the page's lines", by_hand=REAL),
        Feature("block", 3.0, "in a block of a few rows with space around, in which no sentence ends"),
        # the rows above and below
        Feature("word_crosses_above", -3.0, "a word goes on from the body text above"),
        Feature("word_crosses_below", -1.8, "a word goes on in the body text below"),
        Feature("word_may_cross", -1.0, "a word may go on there, but need not"),
        Feature("next_begins_inside", -3.2, "the row below begins inside a sentence, so this one has no end"),
        Feature("next_begins_sentence", 1.6, "the row below begins as a paragraph does"),
        Feature("before_paragraph", 1.4, "an indented first line stands below"),
        Feature("before_start", 1.0, "a byline or a lead-in stands below"),
        Feature("before_jump", -5.7, "（下转第3版） stands below: the end of a column"),
        Feature("leads", 3.3, "no sentence ends between here and a byline or lead-in a few rows below"),
        Feature("above_display", 0.3, "display type stands below", by_hand="known for few rows only"),
        Feature("below_display", 1.5, "display type stands above, with no more space than usual"),
        Feature("under_head", 1.2, "the same, and not indented on a page that indents its paragraphs"),
        Feature("below_label", 3.0, "the name of a section stands above"),
        Feature("after_byline", -2.6, "a byline stands above, so the body follows"),
        Feature("after_story", 1.6, "the row above closes a story: a byline in brackets, or （下转第3版）"),
        Feature("under_jump", 4.0, "（上接第1版） stands above, and the row fills no column", by_hand=RARE),
        # the whole page
        Feature("top", 2.0, "nothing but furniture stands above"),
        Feature("last", 1.6, "nothing but furniture stands below"),
        Feature("unmarked", -0.5, "has no “# ”, on a page whose headlines have it"),
        Feature("repeated", 6.0, "stands elsewhere on the page word for word: a pull quote"),
        Feature("topic_below", 4.1, "the share of its character pairs in the rows below", values="0 to 1"),
        Feature("topic_above", 0.9, "the share of its character pairs in the rows above", values="0 to 1"),
    ),
)
