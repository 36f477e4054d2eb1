"""The features of the doubt model (doubts.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["DOUBT_MODEL"]

# Fitted by choice between all readings of 15,400 runs of doubtful rows of 4,800 generated pages, three quarters of them
# set of real articles, a quarter in styles mixed at random, and of those of 36 pages that are read rightly, each ten
# times. A small L2 penalty holds the weights near 0. Fitted on two thirds of the articles, they misjudge 161 rows of
# pages set of the others, of which the roles given row by row misjudge 271.
# `python -m benchmarks.fit doubt --articles FILE` fits the weights again.
DOUBT_MODEL = LinearModel(
    # a choice between readings has no bias, because all would have it
    features=(
        # the rows by themselves
        Feature("score", 0.72, "the headline model's scores of the rows of display type", values="sum"),
        Feature("ends_sentence", -2.31, "rows of display type at whose end a sentence ends", values="count"),
        Feature("kept", 0.21, "rows that keep the role which they had", values="count"),
        # two rows of body text
        Feature("body_body_apart", -0.36, "more space than usual between them", values="count"),
        Feature("body_body_comma", 0.66, "the upper one ends with ， 、 or ：", values="count"),
        Feature("body_body_seam", 0.48, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("body_body_closing", 2.31, "the lower one closes a bracket of the upper one", values="count"),
        Feature("body_body_flush", -0.54, "the lower one is not indented, on a page with indents", values="count"),
        Feature("body_body_same_width", 0.38, "they are equally wide", values="count"),
        Feature("body_body_narrower", -0.29, "the lower one is narrower", values="count"),
        # body text over display type
        Feature("body_display_ended", 0.75, "a sentence ends above", values="count"),
        Feature("body_display_word", -0.3, "how surely a word goes on over the line's end", values="sum"),
        Feature("body_display_seam", -0.42, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("body_display_bracket", 1.02, "a bracket stays open in the body text", values="count"),
        # display type over body text
        Feature("display_body_border", -0.89, "such a border", values="count"),
        Feature("display_body_apart", 0.98, "more space than usual between them", values="count"),
        Feature("display_body_comma", -1.78, "the display type ends with ， 、 or ：", values="count"),
        Feature("display_body_word", -0.26, "how surely a word goes on over the line's end", values="sum"),
        Feature("display_body_seam", -0.98, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("display_body_report", 1.21, "the body text begins as reports do", values="count"),
        Feature("display_body_flush", -1.17, "it is not indented, on a page with indents", values="count"),
        Feature("display_body_skipped", -2.33, "a caption or furniture stands between them", values="count"),
        Feature("display_body_same_width", -0.92, "they are equally wide", values="count"),
        # two rows of display type
        Feature("display_display_border", 0.87, "such a border", values="count"),
        Feature("display_display_seam", 0.92, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("display_display_report", -1.31, "the lower one begins as reports do", values="count"),
        Feature("display_display_flush", 0.53, "it is not indented, on a page with indents", values="count"),
        Feature("display_display_same_width", 0.53, "they are equally wide", values="count"),
        Feature("display_display_narrower", 0.3, "the lower one is narrower", values="count"),
        Feature("byline_display_border", -1.14, "display type under a byline or a jump mark", values="count"),
        # stretches of body text and of display type
        Feature("tiny_text", -1.37, "stretches of body text that are shorter than any paragraph", values="count"),
        Feature("short_text", -0.79, "stretches that are shorter than most", values="count"),
        Feature("tiny_story", 0.82, "those shorter than any paragraph under display type", values="count"),
        Feature("repeated", -0.68, "rows of display type that stand elsewhere on the page, too", values="count"),
        Feature("interrupts", 0.63, "stretches of display type amid a sentence", values="count"),
        Feature("bridged_word", 0.59, "how surely a word goes on past such a stretch", values="sum"),
        Feature("bridged_seam", 1.2, "what meets past such a stretch stands together elsewhere", values="sum"),
        Feature("rows", -0.5, "rows of display type beyond the third in a stretch", values="count"),
        Feature("lead", 2.06, "the share of its character pairs in the first words below", values="sum"),
        Feature("story", -0.66, "that in all the text below", values="sum"),
        Feature(
            "unlike_headlines",
            -0.81,
            "the share of sure headlines set otherwise: with space above, or without",
            values="sum",
        ),
    ),
)
