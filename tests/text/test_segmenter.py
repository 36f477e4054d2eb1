"""Words, and how likely two texts are one."""

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.records import Page
from bot.settings import default_corpus
from bot.text.segmenter import OwnSegmenter, Segmenter, default_segmenter, shared_segmenter
from bot.text.user_dictionary import UserDictionary
from tests.support.pages import read_pages

SEGMENTER = default_segmenter()
WITHOUT_RJIEBA = Segmenter()
WITHOUT_RJIEBA.stay_small()
# jieba loads its dictionary when it first cuts a text; the tests look into it before
jieba.dt.initialize()


def log_probability(text: str) -> float:
    """The same as jieba itself finds it."""
    route: dict[int, tuple[float, int]] = {}
    jieba.dt.calc(text, jieba.dt.get_DAG(text), route)
    return float(route[0][0])


def test_texts_with_no_word_across_their_border_gain_nothing() -> None:
    """No word of the dictionary begins with 供给侧改 and goes on with 苹果."""
    assert SEGMENTER.joint_gain("供给侧改", "苹果很甜") == 0.0


def test_a_word_cut_in_two_gains_by_being_one() -> None:
    """葡 and 萄 are nothing each by itself."""
    assert SEGMENTER.joint_gain("又大又甜的葡", "萄熟了") > 5


def test_an_empty_text_gains_nothing() -> None:
    """Nothing goes on into nothing."""
    assert SEGMENTER.joint_gain("", "萄熟了") == SEGMENTER.joint_gain("葡", "") == 0.0


def test_the_gain_is_what_jieba_finds() -> None:
    """At every line end of a real page: the likeliest ways to cut both texts as one, less those to cut each."""
    page = next(page for page in read_pages([default_corpus()]) if isinstance(page, Page))
    lines = [line for span in page.lines if (line := page.text[span.start : span.end].strip())]
    for above, below in pairwise(lines):
        left, right = above[-5:], below[:5]
        if left[-1].isalnum() and right[0].isalnum():
            whole = log_probability(left + right) - log_probability(left) - log_probability(right)
            assert SEGMENTER.joint_gain(left, right) == pytest.approx(whole, abs=1e-9)


MIXED = [
    "",
    "记者在2022年8月17日的COP15大会上说，增长3.5%，其中1.2.3版占36-38℃的一半。",
    "电话0571-85310000转8_1，网址www.zjol.com.cn，邮箱a_b-c@163.com，价格￥3.5/kg，v2.0c版",
    "他说:“小明硕士毕业于中国科学院计算所,后在日本京都大学深造”。C++、AT&T和T恤；卡拉OK...no.1",
    "㐀㒨一丁、龦龿豈﨎𠀀𪜀𫝀〇〇七 𬌗 的字；ａｂｃ１２３％，①②",
    "我爱北京天安门abc-def我爱a.b北京3.5万吨3.5万3.5.",
]


def pages():
    return [page.text for page in read_pages([default_corpus()]) if isinstance(page, Page)]


def as_jieba_cuts(text: str) -> list[str]:
    return list(jieba.cut_for_search(text))


def with_cache_in(folder):
    segmenter = Segmenter()
    segmenter.cache_in(folder)
    return segmenter


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the words of jieba's dictionary in it."""
    folder = tmp_path_factory.mktemp("words")
    with_cache_in(folder).words("")
    return folder


def test_a_few_words_of_the_dictionary_cut_a_text_as_all_of_them(folder) -> None:
    """Each page by a segmenter of its own, which reads the words of that page only."""
    for text in [*pages(), *MIXED]:
        assert with_cache_in(folder).words_for_search(text) == as_jieba_cuts(text)


def test_a_small_segmenter_cuts_as_all_words_do_and_keeps_few_of_them(folder, monkeypatch) -> None:
    """It forgets its words when they are too many, also while other threads cut, and never loads rjieba."""
    monkeypatch.setattr("bot.text.segmenter._FEW_WORDS", 3000)
    segmenter = with_cache_in(folder)
    segmenter.stay_small()
    texts = [*pages(), *MIXED]
    pieces = [text[at : at + 100] for text in texts for at in range(0, len(text), 100)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(segmenter.words_for_search, pieces)) == list(map(as_jieba_cuts, pieces))
    assert segmenter._dictionary is not None
    assert len(segmenter._dictionary.tokenizer.counts) < len(jieba.dt.FREQ) / 8
    assert segmenter._rjieba is None


def test_the_words_of_a_text_are_read_and_no_others(folder) -> None:
    """What begins with another character stays in the file; when all is read, it is jieba's dictionary."""
    segmenter = with_cache_in(folder)
    assert segmenter.is_word("北京") and "上海" not in segmenter._tokenizer("").counts
    everything = segmenter._tokenizer("".join({word[0] for word in jieba.dt.FREQ}))
    assert everything.counts == jieba.dt.FREQ and everything.total == jieba.dt.total


def test_words_are_written_after_processes_were_forked(tmp_path) -> None:
    """Which share them in memory; those of a text alone are parsed, before and afterwards."""
    segmenter = with_cache_in(tmp_path)
    segmenter.load_words()
    assert segmenter.words("北京") == ["北京"]
    assert list(tmp_path.iterdir()) == []
    segmenter.load()
    assert [path.name for path in tmp_path.iterdir()] == ["dictionary.words"]
    assert len(segmenter._tokenizer("北京").counts) < len(jieba.dt.FREQ) / 100
    assert with_cache_in(tmp_path).words("北京") == ["北京"]


@given(st.text(st.sampled_from("的确实在地方面包含有关中国人民银行长大学生会"), max_size=30) | st.text())
def test_any_text_is_cut_as_by_jieba_itself(text) -> None:
    """Also one whose characters can be put together into words in many ways."""
    assert WITHOUT_RJIEBA.words(text) == list(jieba.cut(text))
    assert WITHOUT_RJIEBA.words_for_search(text) == as_jieba_cuts(text)


@pytest.mark.parametrize("at", [3, 16, 30, 200_000, 2_000_000, -5])
def test_a_damaged_cache_is_made_anew(folder, tmp_path, at) -> None:
    """One wrong byte in it, wherever it is: the words come from jieba, and the file is as it should be afterwards."""
    whole = (folder / "dictionary.words").read_bytes()
    damaged = bytearray(whole)
    damaged[at] ^= 0xFF
    (tmp_path / "dictionary.words").write_bytes(damaged)
    text = "".join({word[0] for word in jieba.dt.FREQ})
    assert with_cache_in(tmp_path).words("网易杭研大厦") == ["网易", "杭研", "大厦"]
    assert with_cache_in(tmp_path)._tokenizer(text).counts == jieba.dt.FREQ
    assert (tmp_path / "dictionary.words").read_bytes() == whole


@pytest.mark.parametrize("data", [b"", b"baowen words 2\n", b"something else"])
def test_a_cache_that_is_cut_short_is_made_anew(folder, tmp_path, data) -> None:
    """An empty one, its first line alone, and one of another program."""
    (tmp_path / "dictionary.words").write_bytes(data)
    assert with_cache_in(tmp_path).is_word("北京")
    assert (tmp_path / "dictionary.words").read_bytes() == (folder / "dictionary.words").read_bytes()


def test_where_nothing_can_be_cached_the_dictionary_is_loaded(tmp_path) -> None:
    """The folder is a file: no error, and the words are there."""
    (tmp_path / "file").touch()
    assert with_cache_in(tmp_path / "file").is_word("北京")


def test_a_word_of_the_dictionary_need_not_have_a_part_of_speech(tmp_path, monkeypatch) -> None:
    """jieba takes such lines, too; and what only begins words is none."""
    (tmp_path / "dict.txt").write_text("甲乙丙 5\n丁 3 n\n", encoding="utf-8")
    (tmp_path / "finalseg").mkdir()
    (tmp_path / "finalseg" / "prob_emit.py").touch()
    monkeypatch.setattr(jieba.__spec__, "origin", str(tmp_path / "__init__.py"))
    segmenter = Segmenter()
    segmenter.stay_small()
    assert segmenter.words("丁甲乙丙甲乙") == ["丁", "甲乙丙", "甲", "乙"]
    assert not segmenter.is_word("甲乙", usual=False)


def test_jieba_comes_without_pkg_resources() -> None:
    """Which it would import to open its own files; who imports it later finds it as ever."""
    code = (
        "import sys; from bot.text.segmenter import Segmenter; Segmenter().words('北京');"
        "print('pkg_resources' in sys.modules, 'jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_python_says_nothing_of_jieba_when_it_compiles_it(root, tmp_path) -> None:
    """Its regexes have old escapes; who has just installed 报问 would read of them before the first answer."""
    code = "from bot.text.segmenter import Segmenter; print(Segmenter().words('北京')[0])"
    environ = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    command = [sys.executable, "-W", "always", "-c", code]
    done = subprocess.run(command, capture_output=True, cwd=root, env=environ, check=True)
    assert (done.stdout.decode().strip(), done.stderr) == ("北京", b"")


@pytest.mark.parametrize("text", ["北京", "钦堂", ""])
def test_a_word_is_one_of_the_dictionary(text) -> None:
    """As jieba has it: with a frequency above 0."""
    assert SEGMENTER.is_word(text, usual=False) == bool(jieba.dt.FREQ.get(text))


@pytest.fixture(scope="module")
def experienced():
    """A segmenter that has cut so much that it cuts by rjieba."""
    segmenter = Segmenter()
    segmenter.words("北京" * 10_000)
    return segmenter


def test_a_long_process_cuts_as_jieba(experienced) -> None:
    """Pages line by line, and text of all kinds: the same words by rjieba, which such a process has loaded."""
    texts = [line for text in pages() for line in text.splitlines()] + MIXED
    for text in texts:
        assert experienced.words_for_search(text) == as_jieba_cuts(text)
        assert experienced.words(text) == list(jieba.cut(text))
    assert "rjieba" in sys.modules


def test_without_rjieba_jieba_cuts(monkeypatch) -> None:
    """Where it cannot be imported, as on a platform that it has no wheel for: the same words, and no error."""
    monkeypatch.setitem(sys.modules, "rjieba", None)
    segmenter = Segmenter()
    for text in ["北京" * 10_000, *MIXED]:
        assert segmenter.words(text) == list(jieba.cut(text))


@given(st.text(st.sampled_from("中国北京市的了和有龦㐀豈〇0123.5%-_+#&abcX，。 \n“é") | st.characters(), max_size=30))
def test_any_text_is_cut_as_by_jieba(experienced, text) -> None:
    """Any text, with what the two are known to see otherwise in it."""
    if "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text):
        assert experienced.words_for_search(text) == as_jieba_cuts(text)


@given(st.lists(st.text(alphabet="停水医保城东a1.-_ \u3400", max_size=12), max_size=6))
def test_many_texts_are_cut_as_each_alone(experienced, texts) -> None:
    """By rjieba or jieba, with a line break after each text."""
    words = [word for piece in experienced.words_of_all(texts) for word in piece]
    assert words == [word for text in texts for word in (*experienced.words(text), "\n")]


@given(st.text(alphabet="中国人民共和哈停水ab1", min_size=3, max_size=8))
def test_words_inside_a_word_are_those_for_search(experienced, text) -> None:
    """By rjieba and by jieba: before each word of three characters and more come those that it holds."""
    for segmenter in (experienced, SEGMENTER):
        words = [(*segmenter.inner_words(word), word) if len(word) > 2 else (word,) for word in segmenter.words(text)]
        assert [part for parts in words for part in parts] == segmenter.words_for_search(text)


def test_a_segmenter_of_its_own_cuts_many_texts_too() -> None:
    """And not rjieba, however much it has cut."""
    own = OwnSegmenter(list)
    own.load()
    assert list(own.words_of_all(["停水三天"])) == [[], ["停", "水", "三", "天", "\n"], []]


def test_segmenters_with_other_words_do_not_disturb_each_other():
    """Each cuts and joins by its own words, whichever was asked last."""
    own = Segmenter(UserDictionary((("湾塘头", 2000),)))
    for _ in range(2):
        assert "湾塘头" in own.words("城东湾塘头停水") and "湾塘头" not in SEGMENTER.words("城东湾塘头停水")
        assert own.is_word("湾塘头") and not SEGMENTER.is_word("湾塘头", usual=False)
        assert own.joint_gain("湾塘", "头") > 0.0 == SEGMENTER.joint_gain("湾塘", "头")


def test_the_same_words_share_a_segmenter_in_a_process():
    """After pickling as well: a dictionary is large, and a worker process is given a segmenter with every task."""
    words = UserDictionary((("湾塘头", 20),))
    assert shared_segmenter(words) is shared_segmenter(UserDictionary(words.words)) is not SEGMENTER
    assert pickle.loads(pickle.dumps(Segmenter(words))) is shared_segmenter(words)
    assert pickle.loads(pickle.dumps(SEGMENTER)) is SEGMENTER
