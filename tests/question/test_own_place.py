"""What a local newspaper calls its own place."""

import pytest

from bot import Article, Retriever


@pytest.mark.parametrize("question", ["云溪县的书记是谁", "云溪县今年高考报名有多少人"])
def test_a_local_paper_writes_of_its_own_place_without_the_name(question):
    """云溪县 is 我县 in 云溪日报, and nowhere in another paper or where there are two."""
    texts = ["县委书记张伟检查防汛工作，要求各乡镇落实责任。", "今年我县高考报名人数为3200人。", "村里的果园开园了。"]

    def answered(*newspapers):
        return (
            Retriever.from_articles(
                Article(f"{at}", "", [text], newspaper=newspapers[at % len(newspapers)])
                for at, text in enumerate(texts)
            )
            .answer(question)
            .answered
        )

    assert answered("云溪日报")
    assert not answered("清河日报")
    assert not answered("云溪日报", "清河日报")
