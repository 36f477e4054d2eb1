"""The features of the caption model (caption_score.py) and their weights."""

from bot.linear_model import Feature, LinearModel

# Fitted by conditional logistic regression on 3,926 captions of 3,600 generated pages, half of them of real articles,
# a third in the layouts hardest to read, and of the seeds and of 35 real pages, each ten times, with the roles
# that the reader gives the rows: of all rows that a caption may begin with, the true one against the others. An L2
# penalty held the weights near earlier ones. .3 % to 1.2 % of the captions of other such pages are misjudged.
# `python -m benchmarks.fit caption --articles FILE --read FOLDER --often STYLE…` fits the weights again.
CAPTION_MODEL = LinearModel(
    (
        # the caption's text
        Feature("splits_word", -3.55, "a word goes on from the row above the text into its first row"),
        Feature("begins_inside", -4.04, "its first row begins with a comma, or with one character and a comma"),
        Feature("begins_sentence", 1.38, "begins as a paragraph does: 近日, 在…，, a date"),
        Feature("announces", 3.29, "begins with 图为 or the like"),
        Feature("announced_inside", -5.24, "图为 or the like begins a later row"),
        Feature("leadin", -6.52, "本报讯 or the like begins one of its rows"),
        Feature("space_inside", -3.39, "rows with more blank lines above than usual, unless all have", values="count"),
        Feature("disjoint", 0.15, "how surely the row goes on that least goes on the one above it", values="log odds"),
        Feature("uneven", -4.97, "rows that are not as wide as the others", values="count"),
        Feature("display_inside", -1.3, "rows of display type after the first row", values="count"),
        Feature("long", -5.03, "cells beyond the usual length of captions", values="40 cells"),
        Feature("few_cells", -1.2, "hardly as long as a sentence"),
        Feature("sentences", -2.71, "rows before the last that end a sentence", values="count"),
        Feature("set_in", -1.24, "indented, on a page that indents its paragraphs"),
        Feature("unbroken", 1.0, "its first row is wider than any column, on a page set in columns"),
        Feature("unbroken_inside", -3.0, "a later row is, on such a page"),
        # what stands above and below the caption
        Feature("after_end", 1.24, "the text above ends a sentence"),
        Feature("after_other", 0.08, "a byline, furniture or nothing stands above"),
        Feature("space_above", 3.85, "more blank lines above than usual"),
        Feature("no_space_above", -1.19, "no such space, though text stands above"),
        Feature("bridged", 3.79, "a word goes on from the row above the caption to the row below it"),
        Feature(
            "bridged_seam",
            1.11,
            "what meets where the text goes on past the caption stands together elsewhere",
            values="0 to 3",
        ),
        Feature("goes_past", 0.29, "the text below goes on the text above", values="log odds"),
        Feature("goes_in", -0.37, "its first row goes on the text above", values="log odds"),
        Feature("left_open", 1.86, "the body text above stops in mid-sentence, and no paragraph begins below"),
        Feature("closed_amid", -0.61, "the text above ends a sentence, but no paragraph begins below"),
        Feature("other_width", 1.85, "its rows are not as wide as those above"),
        Feature("first_narrow", -2.04, "its first row is narrower than the others"),
        Feature(
            "own_topic",
            -2.53,
            "the share of its first row's character pairs in the texts around, less that in its other rows",
            values="-1 to 1",
        ),
        Feature("flush", 1.12, "not indented, under a finished sentence, on a page that indents its paragraphs"),
        # the title; all 0 where the caption has none
        Feature("title", 2.7, "there is a title"),
        Feature("title_row", -4.34, "rows of the title after the first", values="count"),
        Feature("title_display", 1.8, "rows of the title set as display type", values="count"),
        Feature("title_deck", -1.19, "display type stands above the title, so that it may be a headline's last deck"),
        Feature("title_goes_on", -4.01, "a word goes on from the title into the text"),
        Feature("title_continues", -0.5, "how surely the text goes on the title", values="log odds, 0 to 8"),
        Feature("title_clauses", -4.32, "punctuation within the title"),
        Feature("title_sentence", -4.19, "a sentence ends in the title"),
        Feature("title_long", -4.11, "longer than most photo titles"),
        Feature("title_fills", -3.24, "its last row is as wide as the text's rows"),
        Feature("title_space_below", -1.85, "more blank lines below the title than usual"),
        Feature(
            "title_topic",
            7.54,
            "the share of its character pairs in the caption, less the larger of those in the texts above and below",
            values="-1 to 1",
        ),
        Feature(
            "title_trails",
            -4.0,
            "the share of this page's display type that stands below its text, beyond a half, doubled",
            values="0 to 1",
            by_hand="few styles of the page generator print headlines after their stories",
        ),
        Feature("title_quoted", -4.0, "the story around says the same words: a pull quote"),
    )
)
