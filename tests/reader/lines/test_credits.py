"""Credits: the sources of photos and stories, and the lines that they are told from."""

import pytest

from bot.reader.lines.credits import (
    begins_caption,
    ends_with_signer,
    find_closing_note,
    find_credit,
    find_signature,
    find_signer,
    find_source,
)


@pytest.mark.parametrize(
    ("text", "credit", "names"),
    [
        ("渔船归来。 王小雨 摄", "王小雨 摄", ("王小雨",)),
        ("渔船归来。（王小雨 李华 摄）", "（王小雨 李华 摄）", ("王小雨", "李华")),
        ("渔船归来。记者 王小雨 摄影报道", "记者 王小雨 摄影报道", ("王小雨",)),
        ("渔船归来。（图片由海州渔业局提供）", "（图片由海州渔业局提供）", ()),
        ("渔船归来。资料图片", "资料图片", ()),
        ("渔船归来。图片来源：海州网", "图片来源：海州网", ()),
        ("渔船归来。（图／记者王小雨摄）", "（图／记者王小雨摄）", ("王小雨",)),
        ("渔船归来。记者王小雨／摄影", "记者王小雨／摄影", ("王小雨",)),
        ("渔船归来。（图／翻摄画面）", "（图／翻摄画面）", ()),
    ],
)
def test_a_photo_credit_is_found_at_the_end_of_a_caption(text, credit, names):
    """With the photographers, or with who provided the photo."""
    found = find_credit(text)
    assert found is not None
    assert (text[found[0] :], found[1]) == (credit, names)


@pytest.mark.parametrize("text", ["渔船归来。", "老周喜欢上了摄影", "记者 王小雨", "鲜鱼由码头供应", "（记者 王小雨）"])
def test_sentences_and_bylines_have_no_credit(text):
    """A word of photography or of supply alone is none."""
    assert find_credit(text) is None


@pytest.mark.parametrize(
    "source", ["（本报综合）", "（据新华社）", "（来源：农村大众报）", "（海州日报供稿）", "（摘自《海州晚报》）"]
)
def test_the_source_of_a_story_stands_in_brackets_at_its_end(source):
    """Where it begins is returned."""
    assert find_source(f"船行两里。{source}") == 5


@pytest.mark.parametrize("text", ["船行两里。（王小雨）", "船行两里。", "据新华社报道"])
def test_other_ends_are_no_source(text):
    """-1 stands for none."""
    assert find_source(text) == -1


def test_names_in_brackets_sign_a_story():
    """Pen names too, but no remarks and no words."""
    assert find_signature("船行两里。（王小雨）") == (5, ("王小雨",))
    assert find_signature("船行两里。（南枫）") == (5, ("南枫",))
    assert find_signature("船行两里。（严明 方圆）") == (5, ("严明", "方圆"))
    assert find_signature("船行两里。（待续）") is None and find_signature("船行两里。（掌声）") is None
    assert find_signature("船行两里。（娱乐组）") is None


def test_a_caption_says_that_it_is_one():
    """图为…, ▲…, 上图：…; ▲上接第1版 is a mark of a story, and ▲ before a lead-in begins a telegram."""
    assert all(map(begins_caption, ["图为渔船归来。", "▲渔船归来", "上图：渔船归来", "图①：渔船"]))
    assert not begins_caption("渔船归来") and not begins_caption("▲上接第1版")
    assert not begins_caption("▲中央社讯　渡口今日停航") and not begins_caption("▲海州七日电　渡口今日停航")
    assert not begins_caption("▲本报记者 王小雨") and begins_caption("▲本报记者 王小雨 摄")


def test_an_item_of_an_old_paper_is_no_caption():
    """It has full stops for commas; full stops over and over take no endless time to see."""
    assert not begins_caption("▲渡船停航。渡客折回。又候半日。")
    assert begins_caption(f"▲{'。' * 20000}，")


def test_a_pupil_is_signed_with_the_class_in_brackets():
    """建设路小学四（2）班 says where she is."""
    assert find_signer("建设路小学四（2）班　程小禾") == "程小禾"


def test_the_writer_of_a_letter_may_stand_behind_its_last_sentence():
    """Behind a space, and spaces over and over take no endless time to see."""
    assert ends_with_signer("孩子们放学要摸黑走。　北街居民 赵先生")
    assert not ends_with_signer("孩子们放学要摸黑走。　请予回复") and not ends_with_signer("北街居民 赵先生")
    assert not ends_with_signer(f"孩子们放学要摸黑走。{' ' * 20000}。")


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("（新华社海州5月3日电 王小雨、李华）", ("王小雨", "李华")),
        ("（据新华社海州5月3日电，王小雨 李华）", ("王小雨", "李华")),
        ("（据新华社海州5月3日电 记者王小雨）", ("王小雨",)),
        ("（据新华社海州、临川电）", ()),
    ],
)
def test_the_note_of_a_wire_names_its_reporters(note, names):
    """With 记者 or without, after the dateline at the end of the story."""
    found = find_closing_note(f"新桥今天通车。{note}")
    assert found == (7, names)


def test_other_words_after_a_dateline_are_no_note():
    """Only names may stand there."""
    assert find_closing_note("新桥今天通车。（新华社电 有删节）") is None


def test_names_of_papers_over_and_over_are_no_note():
    """Nor does it take endless time to see, though they can be taken apart in very many ways."""
    assert find_closing_note(f"（社{'日报' * 98}【）") is None
