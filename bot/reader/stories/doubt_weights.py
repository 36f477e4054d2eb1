"""The features of the doubt model (doubts.py) and their weights."""

from bot.linear_model import Feature, LinearModel

__all__ = ["DOUBT_MODEL"]

# Fitted by choice between all readings of 14,700 runs of doubtful rows of 3,500 generated pages, nine tenths of them
# set of real articles, a third in the layouts that are hardest to read, some in styles mixed at random, and of those of
# 37 pages that are read rightly, each ten times. An L2 penalty holds the weights near 0. Fitted on two thirds of the
# articles, the model misjudges 64 rows of pages set of the others; with the earlier features it misjudges 70, and the
# roles given row by row are wrong in 134. `python -m benchmarks.fit doubt --articles FILE --often STYLE… --read FOLDER`
# fits the weights again.
DOUBT_MODEL = LinearModel(
    # a choice between readings has no bias, because all would have it
    features=(
        # the rows by themselves
        Feature("score", 0.66, "the headline model's scores of the rows of display type", values="sum"),
        Feature("ends_sentence", -1.39, "rows of display type at whose end a sentence ends", values="count"),
        Feature("kept", 0.26, "rows that keep the role which they had", values="count"),
        # two rows of body text
        Feature("body_body_apart", 0.04, "more space than usual between them", values="count"),
        Feature("body_body_comma", 0.73, "the upper one ends with ， 、 or ：", values="count"),
        Feature("body_body_word", 0.07, "how surely a word goes on over the line's end", values="sum"),
        Feature("body_body_seam", 0.85, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("body_body_closing", 1.76, "the lower one closes a bracket of the upper one", values="count"),
        Feature("body_body_flush", -0.18, "the lower one is not indented, on a page with indents", values="count"),
        Feature("body_body_same_width", 0.6, "they are equally wide", values="count"),
        Feature("body_body_narrower", 0.26, "the lower one is narrower", values="count"),
        Feature("body_body_first_line", 0.34, "the upper one is narrower by an indent", values="count"),
        Feature("body_body_inside", -0.85, "the lower one begins inside a sentence", values="count"),
        # body text over display type
        Feature("body_display_ended", 0.9, "a sentence ends above", values="count"),
        Feature("body_display_word", -0.27, "how surely a word goes on over the line's end", values="sum"),
        Feature("body_display_seam", -0.66, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("body_display_bracket", -0.38, "a bracket stays open in the body text", values="count"),
        Feature("body_display_same_width", 0.07, "they are equally wide", values="count"),
        # display type over body text
        Feature("display_body_border", -0.59, "such a border", values="count"),
        Feature("display_body_apart", 1.02, "more space than usual between them", values="count"),
        Feature("display_body_comma", -1.16, "the display type ends with ， 、 or ：", values="count"),
        Feature("display_body_word", -0.19, "how surely a word goes on over the line's end", values="sum"),
        Feature("display_body_seam", -0.75, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("display_body_report", 0.95, "the body text begins as reports do", values="count"),
        Feature("display_body_flush", -0.63, "it is not indented, on a page with indents", values="count"),
        Feature("display_body_skipped", -1.22, "a caption or furniture stands between them", values="count"),
        Feature("display_body_same_width", -0.73, "they are equally wide", values="count"),
        Feature("display_body_first_line", -0.2, "the display type is narrower by an indent", values="count"),
        # two rows of display type
        Feature("display_display_border", 1.11, "such a border", values="count"),
        Feature("display_display_seam", 0.57, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("display_display_report", -1.69, "the lower one begins as reports do", values="count"),
        Feature("display_display_flush", 1.03, "it is not indented, on a page with indents", values="count"),
        Feature("display_display_same_width", 0.06, "they are equally wide", values="count"),
        Feature("display_display_narrower", 0.53, "the lower one is narrower", values="count"),
        Feature("byline_display_border", -0.69, "display type under a byline or a jump mark", values="count"),
        Feature("display_byline_border", -0.26, "display type over a byline or a jump mark", values="count"),
        # stretches of body text and of display type
        Feature("tiny_text", -1.3, "stretches of body text that are shorter than any paragraph", values="count"),
        Feature("short_text", -0.83, "stretches that are shorter than most", values="count"),
        Feature("tiny_story", 0.34, "those shorter than any paragraph under display type", values="count"),
        Feature("repeated", -0.88, "rows of display type that stand elsewhere on the page, too", values="count"),
        Feature("clause", 0.21, "display type that is a whole clause of another text of the page", values="count"),
        Feature("clause_after_end", -0.37, "such clauses right below the end of a sentence", values="count"),
        Feature("interrupts", -0.39, "stretches of display type amid a sentence", values="count"),
        Feature("interrupting_clause", 1.7, "such stretches that are a whole clause of another text", values="count"),
        Feature("interrupting_quote", 1.89, "such stretches with a row that stands elsewhere, too", values="count"),
        Feature("bridged_word", 0.53, "how surely a word goes on past such a stretch", values="sum"),
        Feature("bridged_seam", 1.82, "what meets past such a stretch stands together elsewhere", values="sum"),
        Feature("rows", -0.27, "rows of display type beyond the third in a stretch", values="count"),
        Feature("lead", 1.6, "the share of the display type's character pairs in the first words below", values="sum"),
        Feature("story", 0.17, "the share of them in all the text below", values="sum"),
        Feature("above", -2.98, "the share of them in the text above", values="sum"),
        Feature("above_only", 4.25, "how much larger the share in the text above is than that below", values="sum"),
        Feature(
            "unlike_headlines",
            -1.21,
            "the share of sure headlines set otherwise: with space above, or without",
            values="sum",
        ),
    ),
)
