"""Characters that sound alike."""

from pathlib import Path

import pypinyin

from bot.speech import sounds
from bot.speech.sounds import sound_alike, sound_of
from tests.support.sounds import made, plain_syllable


def test_the_table_is_what_pypinyin_says():
    """The file is made of pypinyin, and of nothing else."""
    path = Path(sounds.__file__).with_name("data").joinpath("sounds.txt")
    assert path.read_text(encoding="utf-8") == made(), f"pypinyin {pypinyin.__version__} reads otherwise: make it anew"


def test_sounds_that_are_mixed_up_are_one():
    """zh is z, l is n, f is h, and ng is n."""
    assert [plain_syllable(syllable) for syllable in ("zhang", "lan", "fen", "jin")] == ["zan", "nan", "hen", "jin"]


def test_characters_that_sound_alike_are_found():
    """斤 for 金, 塍 for 成 and 乡 for 响, but not 木 for 金."""
    assert "斤" in sound_alike("金") and "塍" in sound_alike("成") and "乡" in sound_alike("响")
    assert "木" not in sound_alike("金")


def test_what_has_no_reading_sounds_like_itself():
    """A letter, a sign, and a character that no one reads."""
    assert [sound_alike(character) for character in ("a", "，", "\n", "\u4dbf", "\U00020000")] == [
        "a",
        "，",
        "\n",
        "\u4dbf",
        "\U00020000",
    ]


def test_texts_that_sound_alike_have_one_sound():
    """写 and 谢 are one syllable without its tone; letters stay."""
    assert sound_of("谢谢a") == sound_of("写写a") != sound_of("再见a")
