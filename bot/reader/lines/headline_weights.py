"""The features of the headline model (headline_score.py) and their weights."""

from bot.linear_model import Feature, LinearModel

# Fitted by logistic regression on 205,000 rows of 3,000 generated pages, two thirds of them set of real articles, a
# quarter in styles mixed at random, and on those of 39 pages that are read rightly. The roles of the rows above are
# the model's own, as they are when it is used. An L2 penalty held the weights near earlier ones. .11 % of the rows of
# other generated pages are misjudged. `python -m benchmarks.fit headline --articles FILE` fits the weights again.
WORDING = "the page generator has few headlines of its own, so their wording would decide"
RARE = "generated pages hardly have it; set with real pages"
REAL = "set with real pages; the next fit may free it, because generated pages have it, too"

HEADLINE_MODEL = LinearModel(
    # body text is more frequent than display type
    bias=-1.68,
    features=(
        # the end of the row
        Feature("ends_sentence", -6.8, "ends with 。 or ；", by_hand=WORDING),
        Feature("ends_clause", -1.4, "ends with ， 、 or ：", by_hand=WORDING),
        Feature("ends_exclaiming", -2.0, "ends with ？ or ！, as headlines do too", by_hand=WORDING),
        Feature("credit", -9.06, "ends with a photo credit: 某某 摄"),
        Feature("hanging", -2.54, "ends with a word that needs another after it: 的, 在, 和"),
        Feature("asks_and_stands_out", -2.42, "ends with ？ or ！ and does not fill its column"),
        Feature("stands_out", 0.98, "neither fills its column nor ends a sentence, as body text never does"),
        Feature("whole_line", 2.5, "ends no sentence, where every line is a whole paragraph", by_hand=REAL),
        Feature("maybe_cut", -1.49, "stands out, but paragraphs of this page are cut in mid-sentence"),
        # its beginning
        Feature("begins_sentence", -1.33, "begins as a paragraph does: 近日, 据了解, 在…，"),
        Feature("begins_inside", -1.9, "begins with a comma, or with one character and a comma", by_hand=REAL),
        Feature("leadin", -10.26, "begins with 本报讯 or the like"),
        Feature("dash", 1.5, "begins with ——"),
        # what is inside
        Feature("holds_sentence", -9.47, "a sentence ends within the row"),
        Feature("comma", -3.0, "has a comma, where headlines have spaces", by_hand=WORDING),
        Feature("commas", -3.2, "commas after the first", values="count", by_hand=WORDING),
        Feature("names", -1.84, "enumerates things: 、 after the first", values="count"),
        Feature("couplet", 1.21, "two clauses of equal length with a comma between"),
        Feature("phrases", 2.61, "two or more phrases with a space between"),
        Feature("phrases_comma", 5.81, "the same with a comma besides"),
        Feature("day", -3.83, "names the day, as reports do: 近日, 5日"),
        Feature("asks_inside", -4.19, "？ or ！ within the row"),
        Feature("colon", -2.16, "a colon within the row, but not after 说 or the like"),
        Feature("long_phrase", -2.27, "characters without punctuation beyond the first ten", values="tens"),
        Feature("open_bracket", -4.86, "a quote or bracket only begins or only ends here"),
        Feature("jump", -6.42, "begins with （上接第1版）, or ends with （下转第3版）"),
        # its width and place in the column
        Feature("long", -0.34, "wider than most headlines"),
        Feature("too_long", -0.39, "wider than any headline"),
        Feature("usual_width", -3.44, "as wide as many rows around that end no sentence", values="0 to 1"),
        Feature("narrower", 4.08, "the share of the column that it lacks, where it does not fill it", values="0 to 1"),
        Feature("no_column", 2.97, "no column is known above or below"),
        Feature("justified", -5.61, "has spaces between its characters, so that it fills its column"),
        Feature("open_flush", -1.7, "body text stops in mid-sentence above, with no more space than usual"),
        Feature("fits_column_below", -1.05, "as wide as the column below, where no paragraph begins"),
        Feature("indented", -7.42, "indented, on a page that indents its paragraphs"),
        Feature("flush", 0.59, "not indented on such a page, and no body text goes on here"),
        # the space around it
        Feature("far_apart", 2.56, "at least two more"),
        Feature("unspaced", -0.92, "stands no farther apart than usual, on a page that has rows which do"),
        Feature("tight", 2.67, "fewer blank lines above or below than usual"),
        Feature("close_set", 2.28, "in a block whose rows stand closer than the page's lines"),
        Feature("block", 3.91, "in a block of a few rows with space around, in which no sentence ends"),
        # the rows above and below
        Feature("word_crosses_above", -0.96, "a word goes on from the body text above"),
        Feature("word_crosses_below", -2.35, "a word goes on in the body text below"),
        Feature("word_may_cross", -2.0, "a word may go on there, but need not"),
        Feature("next_begins_inside", -2.37, "the row below begins inside a sentence, so this one has no end"),
        Feature("next_begins_bound", -1.62, "the row below begins with 了, 的 or the like, which no text begins with"),
        Feature("next_begins_sentence", 2.06, "the row below begins as a paragraph does"),
        Feature("before_paragraph", 2.74, "an indented first line stands below"),
        Feature("before_start", 2.26, "a byline or a lead-in stands below"),
        Feature("before_jump", -8.2, "（下转第3版） stands below: the end of a column"),
        Feature("leads", 4.05, "no sentence ends between here and a byline or lead-in a few rows below"),
        Feature("below_display", 1.13, "display type stands above, with no more space than usual"),
        Feature("under_head", 0.8, "the same, and not indented on a page that indents its paragraphs"),
        Feature("below_label", 3.89, "the name of a section stands above"),
        Feature("after_byline", -3.68, "a byline stands above, so the body follows"),
        Feature("echoes", -2.7, "begins with words of the headline above"),
        Feature("after_story", 2.13, "the row above closes a story: a byline in brackets, or （下转第3版）"),
        Feature("under_jump", 4.0, "（上接第1版） stands above, and the row fills no column", by_hand=RARE),
        # the whole page
        Feature("top", 1.73, "nothing but furniture stands above"),
        Feature("last", 2.9, "nothing but furniture stands below"),
        Feature("unmarked", -0.84, "has no “# ”, on a page whose headlines have it"),
        Feature("repeated", 4.61, "stands elsewhere on the page word for word: a pull quote"),
        Feature("topic_below", 1.81, "the share of its character pairs in the rows below", values="0 to 1"),
        Feature("topic_page", 5.54, "the share of its character pairs elsewhere on the page", values="0 to 1"),
        Feature("topic_above", -3.15, "the share of its character pairs in the rows above", values="0 to 1"),
    ),
)
