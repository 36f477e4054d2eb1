"""Files of corrections."""

import pytest

from bot.corpus.correction_file import read_corrections


def read(tmp_path, text, encoding="utf-8"):
    """The corrections of a file with this text, and the errors about its lines."""
    path = tmp_path / "03.txt.fix"
    path.write_bytes(text.encode(encoding))
    return read_corrections(path, "03.txt.fix")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_file_may_have_any_encoding(tmp_path, encoding):
    """Notepad writes a byte order mark before UTF-8, or GB18030."""
    found, problems = read(
        tmp_path, "文章：市图书馆从六月一日起每周五周六夜间开放\r\n标题：市图书馆夜里也开门\r\n", encoding
    )
    assert problems == []
    assert [correction.headline for correction in found] == ["市图书馆夜里也开门"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("标题：题\n", 1, "no article is named yet"),
        (
            "文章：市图书馆从六月\n标题：题\n题目：题\n",
            3,
            "begins with none of 文章：, 标题：, 作者：, 种类：, 行：, 删除：",
        ),
        ("文章：市图书馆从六月\n标题：题\n一句话\n", 3, "begins with none of"),
        ("文章：市图\n标题：题\n", 1, "is too short"),
        ("文章：市图书馆从六月\n标题：题\n种类：诗\n", 3, "is no kind: take one of 文章, 图片, 残篇"),
        ("文章：市图书馆从六月\n标题：题\n行：从头到尾\n", 3, "are no lines: write 12-40"),
        ("文章：市图书馆从六月\n标题：题\n行：9-3\n", 3, "are no lines"),
        ("文章：市图书馆从六月\n标题：题\n删除：也许\n", 3, "is no answer: take 是 or 否"),
        ("文章：市图书馆从六月\n标题：题\n标题：又\n", 3, "标题 is there twice"),
        ("\n文章：市图书馆从六月\n", 2, "nothing follows 文章"),
    ],
)
def test_a_faulty_line_is_reported_with_its_number(tmp_path, text, line, reason):
    """In one sentence; the other lines count."""
    found, problems = read(tmp_path, text)
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"03.txt.fix, line {line}: ")
    assert reason in str(problems[0])
    assert all(correction.headline == "题" for correction in found if correction.words)


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (bytes(range(256)) * 9, "binary")])
def test_a_file_that_is_not_text_is_reported(tmp_path, data, reason):
    """Empty and binary files."""
    path = tmp_path / "03.txt.fix"
    path.write_bytes(data)
    found, problems = read_corrections(path, "03.txt.fix")
    assert found == []
    assert reason in str(problems[0])


@pytest.mark.parametrize(
    ("text", "lines"),
    [("行：12", ((12, 12),)), ("行：1-2、4—5，7 至 9", ((1, 2), (4, 5), (7, 9))), ("lines: 1–4", ((1, 4),))],
)
def test_ranges_of_lines_may_be_written_in_several_ways(tmp_path, text, lines):
    """With the dashes of either language, and with those that `baowen articles` prints."""
    ((correction,), problems) = read(tmp_path, f"文章：市图书馆从六月\n{text}\n")
    assert correction.lines == lines
    assert problems == []


def test_lines_below_a_faulty_article_line_are_skipped(tmp_path):
    """Only the article line is reported; lines before any article line are reported one by one."""
    found, problems = read(tmp_path, "标题：题\n作者：李华\n文章：市图\n标题：题\n文章：市图书馆从六月\n作者：李华\n")
    assert [correction.words for correction in found] == ["市图书馆从六月"]
    assert [str(problem).partition(":")[0][-1] for problem in problems] == ["1", "2", "3"]
