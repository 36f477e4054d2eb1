"""Files → pages."""

import pytest

from bot.errors import CorpusError, PageError
from bot.ingest.pages import decode, find_pages, read_pages

TEXT = (
    "本报讯（记者 李华）　近日，我市医疗保障局发布通知，对符合条件的企业实施阶段性缓缴政策，最迟于年底前补缴到位。\n"
    * 3
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_page_is_read_in_the_encodings_that_papers_use(encoding):
    """The text comes out as it went in; a byte-order mark is no text."""
    assert decode(TEXT.encode(encoding), "p.txt").text == TEXT


def test_a_page_in_big5_is_read():
    """Traditional Chinese from Taiwan or Hong Kong."""
    text = (
        "本報訊（記者 李華）近日，我市醫療保障局發佈通知，對符合條件的企業實施階段性緩繳政策，最遲於年底前補繳到位。\n"
        * 3
    )
    assert decode(text.encode("big5"), "p.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        ("\ufeff".encode("utf-8"), "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not text|binary"),
        (b"text\x00text", "binary"),
        (b"\xff\xfeA", "damaged"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data, reason):
    """Empty, binary and damaged files are page errors that name the file."""
    with pytest.raises(PageError, match=reason) as caught:
        decode(data, "p.txt")
    assert str(caught.value).startswith("p.txt: ")


def test_pages_are_found_in_folders_and_by_name(tmp_path):
    """.txt and .md in the folder and below, sorted; hidden ones and other kinds left out; a named file is taken."""
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "e.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [name for _, name in find_pages([tmp_path])] == ["a.md", "b.txt", "sub/c.TXT"]
    assert [name for _, name in find_pages([tmp_path / "e.docx"])] == ["e.docx"]


@pytest.mark.parametrize("path", ["missing", "."])
def test_a_corpus_without_pages_is_an_error(tmp_path, path):
    """A missing path and an empty folder are named."""
    with pytest.raises(CorpusError):
        find_pages([tmp_path / path])


def test_a_bad_page_costs_nothing_else(tmp_path):
    """Errors come in place of the pages that cannot be read; the others are read."""
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "2.txt").write_bytes(b"\x00" * 50)
    (tmp_path / "3.txt").write_text("大" * 3000, encoding="utf-8")
    (tmp_path / "4.txt").write_text(TEXT, encoding="utf-8")
    found = list(read_pages([tmp_path], max_bytes=8000))
    assert [isinstance(page, PageError) for page in found] == [False, True, True, False]
    assert "too large" in str(found[2])
