"""The features of the boundary model (boundaries.py) and their weights."""

from bot.linear_model import Feature, LinearModel

# Fitted by logistic regression on 6,500 boundaries of 1,300 generated pages, half of them set of real articles, some
# with subheadings, a third in layouts that are hard to read, with the roles that the reader gives the rows, faults
# included; and on those of the seeds and of 35 real pages, each ten times. An L2 penalty held the weights near earlier
# ones, which were fitted on 2,200 such pages and no real ones. .7 % of the boundaries of other such pages are misjudged
# (10 of 1,472). `python -m benchmarks.fit boundary --articles FILE --read FOLDER --often STYLE…` fits them again.
RARE = "generated pages have it hardly or not at all; set with real pages"
REAL = "set with real pages; the next fit may free it, because generated pages have it, too"
PULL = "generated pages have pull quotes of a clause only, real ones of whole sentences"

BOUNDARY_MODEL = LinearModel(
    # a story goes on more often than not
    bias=-2.41,
    features=(
        # what stands between the two texts
        Feature("byline", 5.56, "a byline"),
        Feature("jump", 12.43, "（上接第1版） below, or （下转第3版） above"),
        Feature("space", 6.31, "at least two blank lines more than usual"),
        Feature("nothing", -3.88, "neither display type nor byline nor （上接第1版）"),
        # display type between; all 0 where there is none
        Feature("display", 0.7, "display type"),
        Feature("length", 1.49, "its length", values="tens of characters, up to 4"),
        Feature("short", -1.87, "as short as most subheadings"),
        Feature("commas", -3.24, "its commas", values="count"),
        Feature("numbered", -6.58, "begins with a number: 一、 （二）"),
        Feature("quoted", -3.0, "a pull quote: the text above has the same words", by_hand=PULL),
        Feature("mark", 6.0, "has “# ” before it", by_hand=REAL),
        Feature("unmarked", -4.0, "has none, where the headlines of all signed stories have it", by_hand=RARE),
        Feature("subheading", -9.0, "has “## ”, where headlines have “# ”", by_hand=RARE),
        Feature("apart", 3.0, "space above, where the headlines of all signed stories have it", by_hand=REAL),
        Feature("close", -4.0, "no space above, where the headlines of all signed stories have it", by_hand=REAL),
        Feature("goes_on", -8.0, "no byline, and the text below begins inside a sentence", by_hand=RARE),
        Feature("subheadings", -1.71, "the story above has subheadings"),
        Feature("alike_above", -1.34, "one of them is as long"),
        Feature("alike_below", -1.2, "the next display type is as long"),
        Feature(
            "topic", 2.6, "how much nearer it is to the first clauses below than to the story above", values="-1 to 1"
        ),
        # the text above
        Feature("closing_byline", 10.85, "ends with a byline in brackets"),
        Feature("unfinished", -1.54, "stops in mid-sentence"),
        Feature("displaced_end", -9.51, "nothing but the last characters of a story, printed above its beginning"),
        Feature("introduction", -4.5, "sums up an unsigned story, whose byline stands below it", by_hand=RARE),
        # the text below
        Feature("leadin", 13.23, "begins with 本报讯 or the like, which nothing outweighs"),
        Feature(
            "news_day",
            2.49,
            "names the day of the news in its first clauses, under display type or a byline: 近日, 12月3日",
        ),
        Feature("signed_again", 6.0, "ends with a byline, and the story above has one, too", by_hand=REAL),
        Feature("byline_again", 1.86, "a byline stands above, and the story above has one, too"),
        Feature("furniture", 3.32, "the page's own lines or the name of a section stand above, beside other things"),
        Feature("introduces", 0.98, "one paragraph between display type and a byline"),
        Feature("notice", 12.0, "a classified notice: 遗失声明：…", by_hand=RARE),
        Feature("frame", 6.6, "a text frame of its own", by_hand=RARE),
        # the story above and the text below
        Feature("headline_above", 1.14, "the similarity of the story's headline with the text above", values="0 to 1"),
        Feature("headline_below", -6.8, "the same with the text below", values="0 to 1"),
        Feature("story_length", 1.89, "the length of the story above, as a logarithm, less 6", values="-6 to 5"),
        Feature("cohesion", -32.43, "the similarity of the two texts, less the usual", values="-0.08 to 0.12"),
    ),
)
