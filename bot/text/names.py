"""Names: which texts look like a person's, where names that stand together are parted, and the short forms of names.

A bracket defines a short form by saying so, 浙江电力设计公司（以下简称“浙电设”）, or by holding a name whose characters
occur in order in the name before it, 长期护理保险（长护险）. Indexing writes both names as keys for prefix look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.text.characters import CJK
from bot.text.patterns import compile_late
from bot.text.segmenter import default_segmenter

# The hundred most frequent surnames, which four fifths of all people have; in Traditional characters, too.
_FREQUENT = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻餘鍾薑範譚鄒陸龍萬錢湯賀賴龔顧"
)
COMMON_SURNAMES = (
    _FREQUENT + "厉虞殷章柯骆俞包柴楼华施严陶戚柏云葛奚郎鲁韦苗凤花倪滕毕安齐伍卜平和穆祁米贝明臧计成茅庞纪舒屈"
    "项祝阮蓝闵席季路娄童颜梅盛刁樊凌霍支管莫房裘缪干解应宗宣贲郁单杭洪诸左吉钮嵇邢滑裴荣翁荀冼卞伏"
    "駱華韋齊貝紀藍莊簡歐厲樓嚴魯鳳畢龐閔婁顏單應諸鈕榮"
)
"""Surnames of one character that are common, most frequent first; few of them are words too."""

# The other surnames in use. Many are common words (要, 从, 年): alone they say little.
_RARE = (
    "褚卫尤喻水窦昌柳酆鲍费廉岑邬乐时皮元湛禹狄谈麻强危昝经羊於惠甄曲家封芮羿储靳汲邴糜松井富巫乌焦巴弓牧隗山谷车"
    "宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭戎祖符景詹束幸司韶郜蓟薄印宿怀蒲邰从鄂索咸籍卓蔺屠蒙池阴胥能苍双闻莘党翟贡劳"
    "逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏瞿充慕连茹习宦艾鱼容向古慎戈庾终暨居衡步都耿满弘匡"
    "国寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖"
    "佟覃辜付代闫岳兰苟邸仝尧晋苑粟敬漆麦区揭禤隋亓尉么仵原旷邝候闪谌练竹茆植笪粘佀位撒冒阿帖迟修要檀楚玉卿苌续庆"
    "达斯闾法汝鄢涂钦归海帅缑亢况有琴商牟佘佴伯赏墨哈谯年爱阳佼言福战门银占凡初洛上官矫鹿由丛仉冶"
    # in Traditional characters
    "衛鄔竇費鮑談強儲車貢鄺闞饒晉關闕鞏聶諶練溫滿師習連藺壽邊農別寧祿雙權帥塗閆勵況"
)
_SURNAMES = frozenset(COMMON_SURNAMES + _RARE)
_COMPOUND = frozenset(
    (
        "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 轩辕 端木 南宫 独孤 "
        "东郭 西门 申屠 太史 公冶 淳于 单于 闻人 钟离 鲜于 赫连 呼延 澹台 拓跋 百里 完颜 纳兰 第五 "
        "歐陽 司馬 諸葛 東方 尉遲 公孫 長孫 軒轅 東郭 西門"
    ).split()
)
# How the short names of offices end.
_OFFICES = frozenset("办局部委厅署辦廳")
# Without 简称 in the bracket an abbreviation has so many characters or more, and its full name at most so many times as
# many.
_SHORTEST, _MAX_RATIO = 3, 4
_HAN = f"[{CJK}]"
# An opening bracket is what each of these is folded to, or what its folded form begins with.
_OPENING = compile_late("[(（⁽₍︵﹙⑴-⒇⒜-⒵㈀-㈞㈠-㉃\U0001f110-\U0001f129]")
# A pattern as text, because only indexing needs it: `re` compiles it for the first article with a bracket.
_BRACKET = (
    rf"({_HAN}{{3,24}})[\"”’」』》]*\((以?下?[简统]?称(?:为|[:])?)?[\"“‘「『《\s:]*({_HAN}{{2,8}})[\"”’」』》\s]*\)"
)


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether a text looks like one Chinese person's name: a surname and one or two characters."""
    if not 2 <= len(text) <= 4:
        return False
    if text[:2] in _COMPOUND:
        return len(text) >= 3
    return text[0] in _SURNAMES and len(text) <= 3


def is_likely_name(text: str) -> bool:
    """Whether a text is a name rather than words: 秋收忙 begins with a surname, but with a rare one and with a word."""
    if not is_name(text):
        return False
    if len(text) == 2 or text[0] in _FREQUENT or text[:2] in _COMPOUND:
        return True
    # 国台办 is an office
    return text[-1] not in _OFFICES and not default_segmenter().is_word(text[:2])


def has_common_surname(text: str) -> bool:
    """Whether a text begins with a surname that is common: 林一帆, but not 粮满仓."""
    return text[0] in COMMON_SURNAMES or text[:2] in _COMPOUND


def split_names(text: str) -> tuple[str, ...] | None:
    """The names that a run of characters consists of: 王家慧崔松云 gives two; None where it cannot be names.

    Of several ways to cut, the function takes the one with most names of three characters and most frequent surnames.
    Four characters are two names only if both surnames are common: 阿尔达克 is one name.
    """
    # for each length the best cut of the text's beginning: its points and the names
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(text)
    for end in range(2, len(text) + 1):
        for size, weight in ((3, 3), (2, 1), (4, 2)):
            before = best[end - size] if end >= size else None
            name = text[end - size : end]
            if before is None or not is_name(name):
                continue
            candidate = (before[0] + weight + (name[0] in _FREQUENT), (*before[1], name))
            current = best[end]
            if current is None or candidate[0] > current[0]:
                best[end] = candidate
    whole = best[len(text)]
    if not whole or not whole[1] or (len(text) == 4 and not all(map(has_common_surname, whole[1]))):
        return None
    return whole[1]


def merge_spread(tokens: list[str]) -> list[str]:
    """The tokens of a line with names that were printed with a space inside (李 华) made one token again."""
    merged: list[str] = []
    singles = ""
    for token in [*tokens, ""]:
        if len(token) == 1:
            singles += token
            continue
        # 李 华 王 维 are two names of two characters; three characters are one name
        step = 3 if len(singles) == 3 else 2
        merged.extend(singles[at : at + step] for at in range(0, len(singles), step))
        singles = ""
        if token:
            merged.append(token)
    return merged


def is_place(words: str) -> bool:
    """Whether characters may be a place, as far as a dictionary says: 休士頓, 加拿大多倫多; a name is likelier one."""
    word = default_segmenter().is_word
    if word(words, usual=False) and not is_name(words):
        return True
    return any(word(words[:cut]) and word(words[cut:]) for cut in range(2, len(words) - 1))


def abbreviation_key(name: str, other: str = "") -> str:
    """The key of a name that a bracket pairs with another one; without `other` the prefix of all keys of the name."""
    return f"{name}\t{other}"


def may_define(text: str) -> bool:
    """Whether a text, folded or not, has an opening bracket, as what defines an abbreviation does."""
    return _OPENING.search(text) is not None


def find_abbreviation_keys(texts: Iterable[str]) -> Iterator[str]:
    """Yields the keys of the abbreviations in the texts of an article; a key may come several times.

    Args:
        texts: the headline and each paragraph, folded.
    """
    for folded in texts:
        for short, full in _bracketed(folded):
            yield abbreviation_key(short, full)
            yield abbreviation_key(full, short)


def _bracketed(folded: str) -> Iterator[tuple[str, str]]:
    """Yields the abbreviations that brackets of a text define, each with its full name."""
    for before, marker, inside in re.findall(_BRACKET, folded):
        full = _matched_end(inside, before)
        if full is None or len(full) <= len(inside) or inside in full:
            continue
        # without 简称 a bracket may hold anything; require that both names end alike
        if marker or (len(inside) >= _SHORTEST and full[-1] == inside[-1] and len(full) <= _MAX_RATIO * len(inside)):
            yield inside, full


def _matched_end(short: str, full: str) -> str | None:
    """The shortest end of a full name that holds the characters of an abbreviation in order; None if there is none.

    Characters are matched from the right, as in Schwartz and Hearst (2003), "A Simple Algorithm for Identifying
    Abbreviation Definitions in Biomedical Text".
    """
    position = len(full)
    for character in reversed(short):
        position = full.rfind(character, 0, position)
        if position < 0:
            return None
    return full[position:]
