"""The features of the caption model (caption_score.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["CAPTION_MODEL"]

# Fitted by conditional logistic regression on 720 captions of generated pages of real articles, half of them in the
# layouts that are hardest to read, with the roles that the reader gives the rows: of all rows that a caption may begin
# with, the true one against the others. An L2 penalty held the weights near earlier ones, which were fitted to 1,240
# captions, and half of each change was adopted.
# `python -m benchmarks.fit caption --articles FILE --often STYLE…` fits the weights again.
CAPTION_MODEL = LinearModel(
    (
        # the caption's text
        Feature("splits_word", -3.7, "a word goes on from the row above the text into its first row"),
        Feature("begins_inside", -4.0, "its first row begins with a comma, or with one character and a comma"),
        Feature("begins_sentence", 1.8, "begins as a paragraph does: 近日, 在…，, a date"),
        Feature("announces", 4.4, "begins with 图为 or the like"),
        Feature("announced_inside", -5.0, "图为 or the like begins a later row"),
        Feature("leadin", -6.4, "本报讯 or the like begins one of its rows"),
        Feature("space_inside", -2.9, "rows with more blank lines above than usual, unless all have", values="count"),
        Feature("uneven", -3.9, "rows that are not as wide as the others", values="count"),
        Feature("display_inside", -1.3, "rows of display type after the first row", values="count"),
        Feature("long", -3.6, "cells beyond the usual length of captions", values="40 cells"),
        Feature("few_cells", -1.6, "hardly as long as a sentence"),
        Feature("sentences", -2.5, "rows before the last that end a sentence", values="count"),
        Feature("set_in", -1.4, "indented, on a page that indents its paragraphs"),
        Feature("unbroken", 1.0, "its first row is wider than any column, on a page set in columns"),
        Feature("unbroken_inside", -3.0, "a later row is, on such a page"),
        # what stands above and below the caption
        Feature("after_end", 1.2, "the text above ends a sentence"),
        Feature("after_other", 0.7, "a byline, furniture or nothing stands above"),
        Feature("space_above", 3.0, "more blank lines above than usual"),
        Feature("no_space_above", -0.8, "no such space, though text stands above"),
        Feature("bridged", 4.2, "a word goes on from the row above the caption to the row below it"),
        Feature(
            "bridged_seam",
            1.0,
            "what meets where the text goes on past the caption stands together elsewhere",
            values="0 to 3",
        ),
        Feature("left_open", 1.8, "the body text above stops in mid-sentence, and no paragraph begins below"),
        Feature("closed_amid", -0.6, "the text above ends a sentence, but no paragraph begins below"),
        Feature("other_width", 0.4, "its rows are not as wide as those above"),
        Feature("first_narrow", -1.1, "its first row is narrower than the others"),
        Feature(
            "own_topic",
            -1.4,
            "the share of its first row's character pairs in the texts around, less that in its other rows",
            values="-1 to 1",
        ),
        Feature("flush", 1.1, "not indented, under a finished sentence, on a page that indents its paragraphs"),
        # the title; all 0 where the caption has none
        Feature("title", 1.0, "there is a title"),
        Feature("title_row", -3.0, "rows of the title after the first", values="count"),
        Feature("title_display", 2.5, "rows of the title set as display type", values="count"),
        Feature("title_deck", -2.0, "display type stands above the title, so that it may be a headline's last deck"),
        Feature("title_goes_on", -4.0, "a word goes on from the title into the text"),
        Feature("title_clauses", -3.8, "punctuation within the title"),
        Feature("title_sentence", -4.0, "a sentence ends in the title"),
        Feature("title_long", -3.6, "longer than most photo titles"),
        Feature("title_fills", -3.1, "its last row is as wide as the text's rows"),
        Feature("title_space_below", -1.6, "more blank lines below the title than usual"),
        Feature(
            "title_topic",
            5.8,
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
