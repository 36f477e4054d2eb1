"""The features of the doubt model (doubts.py) and their weights."""

from bot.linear_model import Feature, LinearModel

# Fitted by choice between all readings of 11,212 runs of doubtful rows of 3,600 generated pages, half of them set of
# real articles, a third in the layouts that are hardest to read, and of those of the seeds and of 35 real pages, each
# ten times. An L2 penalty held the weights near earlier ones. 1.1 % of the runs of other such pages are misjudged.
# `python -m benchmarks.fit doubt --articles FILE --read FOLDER --often STYLE…` fits the weights again.
DOUBT_MODEL = LinearModel(
    # a choice between readings has no bias, because all would have it
    features=(
        # the rows by themselves
        Feature("score", 0.71, "the headline model's scores of the rows of display type", values="sum"),
        Feature("ends_sentence", -3.29, "rows of display type at whose end a sentence ends", values="count"),
        Feature("wording", 0.48, "how likely the rows of display type are worded so", values="log odds"),
        Feature("kept", 0.1, "rows that keep the role which they had", values="count"),
        # two rows of body text
        Feature("body_body_apart", 0.08, "more space than usual between them", values="count"),
        Feature("body_body_comma", 1.37, "the upper one ends with ， 、 or ：", values="count"),
        Feature(
            "body_body_continues",
            0.39,
            "the lower one goes on the upper one rather than begins a text",
            values="log odds",
        ),
        Feature("body_body_seam", 0.43, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("body_body_closing", 1.88, "the lower one closes a bracket of the upper one", values="count"),
        Feature("body_body_flush", -0.77, "the lower one is not indented, on a page with indents", values="count"),
        Feature("body_body_same_width", 0.21, "they are equally wide", values="count"),
        Feature("body_body_narrower", -0.39, "the lower one is narrower", values="count"),
        Feature("body_body_first_line", -0.18, "the upper one is narrower by an indent", values="count"),
        Feature("body_body_inside", -1.12, "the lower one begins inside a sentence", values="count"),
        # body text over display type
        Feature("body_display_ended", 1.17, "a sentence ends above", values="count"),
        Feature("body_display_continues", 0.16, "the display type goes on the text above", values="log odds"),
        Feature("body_display_seam", -1.1, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("body_display_bracket", -0.09, "a bracket stays open in the body text", values="count"),
        Feature("body_display_same_width", -0.31, "they are equally wide", values="count"),
        # display type over body text
        Feature("display_body_border", -0.7, "such a border", values="count"),
        Feature("display_body_apart", 1.23, "more space than usual between them", values="count"),
        Feature("display_body_comma", -1.37, "the display type ends with ， 、 or ：", values="count"),
        Feature("display_body_seam", -0.4, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("display_body_report", 0.11, "the body text begins as reports do", values="count"),
        Feature("display_body_flush", -1.23, "it is not indented, on a page with indents", values="count"),
        Feature("display_body_skipped", -1.09, "a caption or furniture stands between them", values="count"),
        Feature("display_body_same_width", -0.68, "they are equally wide", values="count"),
        Feature("display_body_first_line", 0.11, "the display type is narrower by an indent", values="count"),
        # two rows of display type
        Feature("display_display_border", 1.58, "such a border", values="count"),
        Feature("display_display_seam", 1.07, "what meets at the line's end stands together elsewhere", values="sum"),
        Feature("display_display_report", -0.92, "the lower one begins as reports do", values="count"),
        Feature("display_display_flush", -0.18, "it is not indented, on a page with indents", values="count"),
        Feature("display_display_same_width", 0.78, "they are equally wide", values="count"),
        Feature("display_display_narrower", 0.18, "the lower one is narrower", values="count"),
        Feature("byline_display_border", -1.89, "display type under a byline", values="count"),
        Feature("display_byline_border", -1.02, "display type over a byline or a jump mark", values="count"),
        # stretches of body text and of display type
        Feature("tiny_text", -1.71, "stretches of body text that are shorter than any paragraph", values="count"),
        Feature("short_text", -0.73, "stretches that are shorter than most", values="count"),
        Feature("tiny_story", 0.14, "those shorter than any paragraph under display type", values="count"),
        Feature(
            "begins_full",
            -3.6,
            "those below others that begin as wide as they go on, where indents are lost",
            values="share",
        ),
        Feature("begins_narrow", 3.11, "those that begin narrower by an indent there", values="share"),
        Feature("repeated", -1.31, "rows of display type that stand elsewhere on the page, too", values="count"),
        Feature("clause", 0.57, "display type that is a whole clause of another text of the page", values="count"),
        Feature("clause_after_end", -0.52, "such clauses right below the end of a sentence", values="count"),
        Feature("interrupts", -0.25, "stretches of display type amid a sentence", values="count"),
        Feature("interrupting_clause", 2.23, "such stretches that are a whole clause of another text", values="count"),
        Feature("interrupting_quote", 1.74, "such stretches with a row that stands elsewhere, too", values="count"),
        Feature("interrupting_whole", 1.95, "such stretches of which every row stands elsewhere, too", values="count"),
        Feature("bridged", 0.36, "the text below such a stretch goes on that above", values="log odds"),
        Feature("bridged_seam", 1.63, "what meets past such a stretch stands together elsewhere", values="sum"),
        Feature("rows", 0.01, "rows of display type beyond the third in a stretch", values="count"),
        Feature("lead", 2.35, "the share of the display type's character pairs in the first words below", values="sum"),
        Feature("story", 0.19, "the share of them in all the text below", values="sum"),
        Feature("above", -5.64, "the share of them in the text above", values="sum"),
        Feature("above_only", 8.04, "how much larger the share in the text above is than that below", values="sum"),
        Feature(
            "unlike_headlines",
            -1.45,
            "the share of sure headlines set otherwise: with space above, or without",
            values="sum",
        ),
    ),
)
