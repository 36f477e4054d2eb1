"""Who wrote it: bylines, photo credits, and people's names in them.

A byline is titles (记者, 通讯员 …), names, and the little words between them (文/图, 摄, □) and nothing else. Names come
spread (李 华), glued (王家慧崔松云) or plain; surnames tell where one ends and the next begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.text.segmenter import is_word

__all__ = ["Byline", "is_name", "is_title", "may_be_byline", "merge_spread", "read_byline", "split_names"]

# The Hundred Family Surnames, those of them that are in use, and the common ones that the old list lacks.
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉"
    "宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳"
    "沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖佟覃辜付代闫岳兰苟邸仝尧晋楼苑粟敬漆麦区揭禤隋亓尉么仵原旷邝候闪谌练竹茆植钮逯笪乜粘佀位撒冒阿帖迟修要檀楚晁玉卿苌续庆达斯"
    "楚闾法汝鄢涂钦归海帅缑亢况有琴商牟佘佴伯赏墨哈谯年爱阳佼言福涂危战门银粟占凡初洛冼上官矫鹿由丛仉冶"
)
# The hundred most frequent of them, four fifths of all people: where names are glued, the likelier cut has more of them.
_FREQUENT = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭"
    "廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_COMPOUND = frozenset(
    (
        "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 轩辕 端木 南宫 独孤 "
        "东郭 西门 申屠 太史 公冶 淳于 单于 闻人 钟离 鲜于 赫连 呼延 澹台 拓跋 百里 完颜 纳兰 第五"
    ).split()
)

_CJK = "\u3400-\u9fff"
# What stands before a title and belongs to it.
_QUALIFIER = (
    rf"(?:本报|本网|本刊|本台|全媒体?|融媒体?|多媒体|新媒体|首席|见习|实习|特约|特派|资深|主任|驻[{_CJK}]{{2,4}}站?|新华社|中新社|"
    rf"[{_CJK}]{{2,4}}(?:日报|晚报|晨报|早报|商报|快报|时报|都市报|新闻|融媒))"
)
_TITLE = re.compile(
    rf"{_QUALIFIER}*[ 　]*(?:摄影记者|文字记者|记者|通讯员|实习生|评论员|报道员|撰稿人|撰稿|作者|供稿|采写)"
)
# Letters that say who wrote and who took the picture: 文/图, 图文, 文 摄影. They count only as words of their own.
_ROLE = re.compile(
    rf"(?<![{_CJK}])(?:文[/／、·]?图|图[/／、·]?文|文[/／]摄影?|摄影|摄|文(?![ 　]+(?![图摄])[{_CJK}](?![{_CJK}]))|图|整理|供图|撰文|报道)(?![{_CJK}])"
)
# A photographer: the name and 摄 after it, with or without a space.
_PHOTO_WORD = re.compile(r"(?:摄影报道|摄影|供图|图/文|文/图|摄)$")
_REPORTS = re.compile(r"[ 　]*报道[:：]?$")
# Most lines are told from bylines by these: without a title, a line with such a character is none.
_MAY_NAME = re.compile("记者|通讯员|实习生|评论员|报道|撰稿|作者|供稿|采写|摄|图|文")
_NO_NAME = re.compile("[，。的了是在不有个这们到要0-9]")
_NO_NAMES_RUN = re.compile(f"[{_CJK}]{{5}}")
# What reporters do: 记者从市园林局 goes on with 获悉.
_REPORTER_DOES = re.compile("记者(?:从|在|了解|获悉|看到|采访)")
_BULLETS = re.compile(r"^[□■◎●○▲△▼◆◇★☆※▌▍►▶◤·•\-—]+[ 　]*")
_BYLINE_MARKS = ("□", "◎", "○")
_SEPARATORS = re.compile(r"[ 　\t\xa0、，,；;/／|｜:：]+")
_NAME_CHARACTERS = re.compile(rf"[{_CJK}]+(?:[·•・][{_CJK}]+)*$")


@dataclass(frozen=True, slots=True)
class Byline:
    """Names found where nothing but a byline stands."""

    names: tuple[str, ...]
    # a title such as 记者 stands with them: then there is little doubt
    titled: bool
    # 摄, 供图 …: these people took a picture
    photo: bool


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether a text looks like one Chinese person's name: surname and one or two characters."""
    if not 2 <= len(text) <= 4:
        return False
    if text[:2] in _COMPOUND:
        return len(text) >= 3
    return text[0] in _SURNAMES and len(text) <= 3


def _is_likely_name(text: str) -> bool:
    """Whether a text is rather a name than words: 秋收忙 begins with a surname too, but a rare one, and with a word."""
    if not is_name(text):
        return False
    return len(text) == 2 or text[0] in _FREQUENT or text[:2] in _COMPOUND or not is_word(text[:2])


def split_names(text: str) -> tuple[str, ...] | None:
    """The names that a run of characters consists of: 王家慧崔松云 gives two; None where it cannot be names.

    Of several ways to cut, the one with most three-character names and most frequent surnames is taken.
    """
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
    found = best[len(text)]
    return found[1] if found and found[1] else None


def merge_spread(tokens: list[str]) -> list[str]:
    """Names printed with a space inside (李 华) made one token again."""
    merged: list[str] = []
    singles = ""
    for token in [*tokens, ""]:
        if len(token) == 1:
            singles += token
            continue
        # 李 华 王 维: two characters a name, unless there are three in all
        step = 3 if len(singles) == 3 else 2
        merged.extend(singles[at : at + step] for at in range(0, len(singles), step))
        singles = ""
        if token:
            merged.append(token)
    return merged


def is_title(text: str) -> bool:
    """Whether a text is a title such as 本报记者 and nothing else: the names stand on the next line."""
    return bool(_TITLE.fullmatch(_BULLETS.sub("", text)))


def may_be_byline(text: str) -> bool:
    """Whether a text has a title or the like, or else nothing that no name has; True for few lines of body text."""
    return bool(_MAY_NAME.search(text)) or not (len(text) > 20 or _NO_NAME.search(text) or _NO_NAMES_RUN.search(text))


@lru_cache(maxsize=4096)
def read_byline(text: str, *, lenient: bool = False) -> Byline | None:
    """The names in a text that is a byline and nothing else; None where it is anything more.

    Brackets around the whole, bullets before it, titles and words such as 文/图 are passed over. Where a title stands,
    a name may be any two to four characters; without one, every name must begin with a surname, or `lenient`, one of
    them at least: for a line where a byline is to be expected (边巴扎西 尤佳).
    """
    if not may_be_byline(text):
        return None
    text = text.strip()
    # □ and ◎ before names are a byline's mark
    marked = text[:1] in _BYLINE_MARKS
    text = _BULLETS.sub("", text)
    if len(text) > 1 and text[0] in "（(" and text[-1] in ")）":
        text = text[1:-1].strip()
    if not 2 <= len(text) <= 60 or any(mark in text for mark in "。！？“”《》") or _REPORTER_DOES.search(text):
        return None
    photo = bool(_PHOTO_WORD.search(text))
    if not photo:
        text = _REPORTS.sub("", text)
    if photo:
        text = _PHOTO_WORD.sub("", text)
    rest, titles = _TITLE.subn(" ", text)
    rest, roles = _ROLE.subn(" ", rest)
    tokens = merge_spread([token for token in _SEPARATORS.split(rest) if token])
    titled = titles > 0
    names: list[str] = []
    for token in tokens:
        if not _NAME_CHARACTERS.match(token):
            return None
        if is_name(token) or (titled and ("·" in token or "•" in token or "・" in token)):
            names.append(token)
        elif (titled or photo) and (found := split_names(token)):
            names.extend(found)
        elif (titled or lenient) and 2 <= len(token) <= 4 and len(tokens) <= 8:
            names.append(token)
        elif photo and len(tokens) == 1 and 2 <= len(token) <= 3 and not is_word(token):
            # nobody but a photographer stands alone before 摄, whatever the surname
            names.append(token)
        else:
            return None
    if not names:
        return None
    if not titled and not photo and not any(map(_is_likely_name, names)):
        return None
    if lenient and not titled and not any(is_name(name) and not is_word(name) for name in names):
        return None
    return Byline(tuple(names), titled or marked, photo or (roles > 0 and "摄" in text))
