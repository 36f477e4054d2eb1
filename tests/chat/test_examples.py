"""Questions that a corpus really answers."""

from bot import Article, Retriever
from bot.chat.examples import find_examples


def corpus(*articles):
    """A retriever over articles, each a headline and a text, from the oldest to the newest."""
    return Retriever.from_articles(
        [
            Article(id=f"a{number}", headline=headline, paragraphs=[text], date=f"2022-08-{number:02}")
            for number, (headline, text) in enumerate(articles, start=1)
        ]
    )


def examples(*articles, most=3):
    retriever = corpus(*articles)
    return find_examples(retriever.articles, retriever.answer, most)


BRIDGE = ("老桥封闭施工", "城东老桥将于8月20日封闭，行人请走新桥。")
LIFT = ("“银龄梯”进了敬老院", "“银龄梯”是敬老院的新电梯。银龄梯由社区出资，银龄梯每天开到晚上九点。")
MUSEUM = ("一座新馆", "城西水利博物馆位于建设路18号，周一闭馆。")
TREES = ("三角梅开满河堤", "河堤上的三角梅开了，市民纷纷来拍照。")


def test_names_days_and_places_are_asked_for_the_newest_first():
    """Each question is of another article, and is answered."""
    assert examples(BRIDGE, LIFT, MUSEUM) == ("城西水利博物馆在哪里？", "银龄梯是什么？", "城东老桥什么时候封闭？")
    retriever = corpus(BRIDGE, LIFT, MUSEUM)
    assert all(retriever.answer(question).answered for question in examples(BRIDGE, LIFT, MUSEUM))


def test_news_is_asked_for_where_there_are_no_such_facts():
    """A headline that is a statement; what stands in quotation marks once is no name."""
    assert examples(TREES, ("“大动作”来了", "“大动作”从今年开始，住户等了很久。")) == ("三角梅开满河堤是怎么回事？",)


def test_a_question_that_the_corpus_answers_with_another_article_is_none():
    """Nor is there any in an empty corpus."""
    assert examples() == ()
    assert examples(BRIDGE, LIFT, most=1) == ("银龄梯是什么？",)
    assert find_examples(corpus(BRIDGE).articles, corpus().answer) == ()
