"""What kind of talk a message is, decided by its form and by the small classes of words that it consists of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from bot.records import Talk
from bot.speech.alarm import find_alarm
from bot.speech.asking import asks
from bot.speech.browsing import read_browsing
from bot.speech.dialect import spell_standard
from bot.speech.foreign import has_no_chinese, is_foreign, is_pinyin
from bot.speech.sounds import sound_of
from bot.speech.talk_words import talk_words
from bot.text.characters import CJK
from bot.text.patterns import compile_late

ABOUT_ARTICLE: frozenset[Talk] = frozenset(("more", "back", "repeat", "article", "source", "author", "date", "wrong"))
"""The kinds that concern what was shown before."""

# What a person wants to do or to have looked up: 我想办低保, 帮我查低保.
_WANTS = compile_late(r"\W*(?:我们?|咱们?|俺)?(?:想|要|得|需要|打算|准备|帮我|给我|替我|看看|查)")
# 那个主任叫什么 and 客服有多少人 ask about people of whom the paper may say something.
_ASKS_OF_SOMEBODY = compile_late("[叫姓](?:什么|啥)|(?:多少|几)[个名位]?人")
# 都是啥 and 贵了还是便宜了 ask, though they have nothing but words of assent.
_ASKS_WHAT = compile_late("什么|啥|怎么|为什么|.还是.")
# 为啥这么热 asks what the paper may say; 怎么这么热 does not, nor does 今天为啥这么热 of the person's own day.
_ASKS_REASON = compile_late("(?!.*(?:[今明昨][天日儿早晚]|外[面头]))(?=.*(?:为什么|为啥|为何))")
# 今天报到的有多少人 asks for no newspaper.
_REPORTS = compile_late("报[到名告案警考销价]")
# Who tells of a mishap, 社保卡丢了, asks what is to be done; who tells of their own, 我家停水了, makes a remark.
_MISHAP = compile_late(
    rf"\W*(?=.{{3}})(?!.*[我咱俺])(?:[{CJK}]{{0,8}}?(?:[丢掉坏停断堵漏破塌摔忘]|过期|到期|被[骗偷盗拖]|没[到发收来电水])[{CJK}]{{0,2}}了"
    rf"|[{CJK}]{{2,8}}没(?:人|有人|谁)管了?)\W*"
)
# What tells something, or asks nothing of the paper, and no more does so where it asks when: 什么时候结束, 几点下班.
_TELLING: frozenset[Talk] = frozenset(
    (
        *("farewell", "feeling", "assent", "thanks", "compliment", "laughter", "remark", "complaint", "greeting"),
        *("explain", "doubt", "clear", "repeat", "article", "more"),
    )
)
# But 我什么时候下班 and 你要多久才懂 ask nothing that is printed.
_ASKS_WHEN = compile_late(
    "(?!.*[我你您咱俺])(?=.*(?:什么时[候间]|啥时[候间]|几时|何时|多久|多长时间|几点|哪[天日年]|哪一[天日年]))"
)
# 结束了吗 asks, 再见 does not.
_ASKS_WHETHER = compile_late(".*[吗么嘛]|(?!没).+没有?")
# 没了 ends a conversation, 没了？ asks for more.
_THAT_IS_ALL = compile_late(r"\W*(?:没(?:有|别的|什么|啥)?[了啦]|就(?:这[些样]|到这里?)了?)\W*\?\W*")
# A rhetorical question, which wants no answer.
_RHETORICAL = compile_late(
    r"\W*(?:怎么|咋)(?:才|就)\w{0,3}这么?[点些]|\W*你们(?:也|都)不\w{1,3}(?<![吗嘛么呢])\W*$"
    r"|\W*(?:[那这]个?不就是|[那这]?还不就?是|难道不?是).*[吗嘛么]"
    r"|\W*(?:我们|咱们?|俺们?|我家).{0,6}(?:咋|怎么|为啥)就?没有?(?:这个|这样|这种|这么).{0,4}$"
)
# Who says what they think of something, 菜价真贵, does not ask for it; nor who laughs or complains beside it.
_OPINION = compile_late(
    rf"[{CJK}][真太超](?:tm|他妈|特么)?的?[{CJK}]{{1,2}}\W*$|[{CJK}]得(?:真|太)?[好对妙惨](?=\W|$)"
    r"|^\W*(?:[唉哎]|怪不得|难怪|幸好|幸亏|好在|活该|早知道|可惜)"
)
_MOODS: frozenset[Talk] = frozenset(("laughter", "complaint", "compliment", "feeling"))
# Those that need nothing else to be said of them.
_REQUESTS: frozenset[Talk] = frozenset(("repeat", "article", "source", "author"))
# These may be asked of something else behind other keywords: 小说 作者, 经费 来源.
_NOUNS: frozenset[Talk] = frozenset(("source", "author"))
_KEYWORD = compile_late(f"(?!.*[这那刚上前您你我咱请谢帮])[{CJK}0-9a-z]{{2,}}")

# Longer messages are no talk, the marks and repeated characters not counted.
LONGEST = 20
# In messages of so many characters a word may have one that only sounds right: 写写, 转认工.
LONGEST_SLIP = 6
# What stands beside talk, if it asks nothing: 刚下班来看看, 我去做饭了.
_TELLS = compile_late(
    "(?:(?:我|咱|俺|刚|先|就|这下|等|老是|总是|每次|第一次|今天|娃|孩子|家里|麻烦)..*|.*[我了啦着啊呀]|.*看看)"
)
# What stands beside 不对 if the person has another opinion.
_HEARSAY = compile_late(
    r"(?:我|人家|别人|他们|怎么)*(?:听(?:人家?|别人|他们)?[说讲]|记得|人家[说讲]|网上[说讲]|群里[说讲]).+"
)
_HEARD = compile_late("听(?:人家?|别人|他们)?[说讲]")
# Kinds that stand beside others, and count if there is no other; the first before the last.
_POLITE: tuple[Talk, ...] = ("thanks", "greeting", "laughter", "assent")
_MARKS = compile_late(r"[\W_]+")
# 谢谢谢谢谢, 你好你好: a unit that is typed again and again, and more than two of one character
_AGAIN = compile_late(r"(.{2,4}?)\1+")
_DRAWN_OUT = compile_late(r"(.)\1{2,}")
# What follows has nothing to do with what was asked: 换个问题停水到几点？ 算了，问问医保
_CLEARS = compile_late(
    r"(?:算了|好了|好吧|行|那)?\W*(?:(?:我?想?再?(?:换|问)[一个下]*(?:问题|话题|事|新的|别的)[问吧]?|不(?:说|问|聊)这个了?|重新问|新问题|说点别的)(?:\W+|(?=[我你请那]))|算了\W*问问)(?=\w)"
)
# What is asked for follows: 不对，我问的是城西
_CORRECTS = compile_late(
    r"(?:(?:不对|不是这个|不是|错了)\W*我(?:是|想|要)?(?:问(?!题)的?(?:其实)?是?|说的?是)|我(?:想|要)?问的?(?:其实)?是"
    r"|我是(?:想?问|说)|我的意思是)\W*(?=\w)"
)
# What does not end before the question: 还有，城西呢？ 9 点开门？
_NO_LEAD = (None, "more", "nonsense", "sum", "foreign")
_CLAUSE = compile_late(r"[\s,，。!！?？~;；、…]+")
_NUMERAL = "0-9一二三四五六七八九十百千万两零点半."
_UNIT = "(?:年|月|周|天|小时|分钟|秒|公里|里|斤|公斤|两|米|亩)"
_OPERATOR = r"[-+*/x×÷^]|加上?|减去?|乘以?|除以?|的平方"
_ASKED_FOR = r"(?:请问|帮我|给我|计?算一?下|计算|算算|你知道|那|你)*"
_MEASURE = "(?:[个块元钱角毛斤克米里亩度天日周月年秒]|小时|分钟|公里|公斤)"
_SUM_FORMS = (
    # 1+1=?, 三加五等于几
    rf"{_ASKED_FOR}[{_NUMERAL}]+(?:(?:{_OPERATOR})[{_NUMERAL}]+)+(?:=|等于|是|得)*(?:多少|几)?[啊呀呢吗]*",
    # 三百块打八折是多少, 一年有多少天: two numbers or two units, and else nothing but words of reckoning
    rf"{_ASKED_FOR}(?=.*[{_NUMERAL}]+[^{_NUMERAL}]+[{_NUMERAL}]|.*{_UNIT}(?:有|等于|是|合)?(?:多少|几)个?{_UNIT})"
    rf"(?:[{_NUMERAL}折打每共剩平均分给人减再又还的有和到是等于合占]|{_OPERATOR}|{_MEASURE}|百分之|利息|房租|工资|一共|总共)+"
    rf"(?:=|多少|几){_MEASURE}*[啊呀呢吗]*(?:帮我|你|给我)*[算祘]*(?:一下)?",
)
_SUMS = tuple(map(compile_late, _SUM_FORMS))
# Who asks what may be done for one of these sets no task: 能替我老伴换不.
_OWN = "家?(?:[爸妈爹娘爷奶丈妻哥弟姐妹儿女娃孩孙亲村厂店]|外[公婆]|老[公婆伴人]|朋友|同事|邻居|公司|单位)"


def _any_of(name: str) -> str:
    """A pattern of one of the words of a list."""
    return "|".join(sorted(talk_words().lists[name], key=len, reverse=True))


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[Talk, re.Pattern[str]], ...]:
    """Messages that are known by their form; the lists are those of data/talk.txt."""
    tasks = (
        # 打什么游戏 may ask about one that was reported on
        rf"(?![^你]*(?:什么|啥|谁|哪|几点|多少))(?:{_any_of('task_leads')})*(?:{_any_of('task_verbs')})(?:{_any_of('task_counts')})*.{{0,8}}?"
        rf"(?:{_any_of('task_things')})(?:{_any_of('task_ends')})*",
        # what is to be done for the person, if it is not to look something up
        rf"(?:请|麻烦|能不能|可不可以|可以|你|您|能|会|那|快|就)*(?:帮|给|替|为|陪)(?:我|俺|咱|我们)"
        rf"(?![去来]?(?:{_any_of('look_up')}))(?!们|{_OWN})[^?吗]{{2,}}",
        rf"(?:请|给我|帮我|能不能|可以|你|能)*推荐[一几两个下点些家款部本].*"
        rf"|.*(?:{_any_of('languages')})(?:怎么|咋)(?:说|写|读|念)|.*(?:的.字?|这个?字|.字)(?:怎么|咋|如何)(?:读|念|发音)",
        rf"(?:来|玩|陪我|我们|咱们|一起|会不会|会|你|能)*(?:{_any_of('games')})(?:{_any_of('task_ends')})*",
    )
    return tuple((kind, compile_late(form)) for kind, form in (*(("task", form) for form in tasks), *_FORMS))


_FORMS: tuple[tuple[Talk, str], ...] = (
    # 你到底会不会啊; 你会不会唱歌 asks for something
    (
        "complaint",
        "(?:那|哎|喂)?[你您](?:到底|究竟|倒底|是不是|还)*(?:会不会|行不行|懂不懂|能不能行|听不听得懂|听得懂吗|听懂没|有没有用|管不管用|在不在听)"
        "(?:人?话|的|用)?[啊呀呢吗嘛]*",
    ),
    (
        "weather",
        rf"[{CJK}]{{0,4}}?(?:今|明|后|昨|这几|这两)(?:天|日|晚|早|儿个?)的?(?:[早晚]上|[上下中]午)?(?:会|还会|要|有|是|有没有|会不会|要不要|可能)*"
        r"(?:天气(?:预报)?|下雨|下雪|下不下雨|下不下雪|雨|雪|气温|温度|几度|多少度|冷不冷|热不热|刮风|晴天?|台风|带伞)(?:怎么?样|怎样|如何|咋样|好不好|好|是?多少度?|几度|吗|么|嘛|呢|情况|预报|什么样|了|的)*",
    ),
    # 有没有城东日报
    (
        "newspapers",
        rf"[你您们这那里手头]*(?:有|查得到|能查|能看)(?:没有)?[{CJK}]{{0,6}}(?:[日晚早时商晨快周]|都市|青年)报[吗么呢没有]*",
    ),
    # 怎么用 asks of the program, 怎么用的 of what was spoken of
    (
        "help",
        r"(?:你|您|这个?|报问|机器人|程序|到底|该|我|应该|那)*(?:怎么|咋|如何)(?:用|问|使用|操作|提问)(?:你|它|这个)?[啊呀呢吗吧]*",
    ),
    # a sound or a word of one character, as if to a question that nobody asked; 啥 does not say what is asked
    ("assent", r"([额呃诶咦唉哎欸嘶哟呀啊呵吓嘘噫不没有要得])\1*"),
    ("complaint", r"([切嘁])\1*"),
    ("explain", "(?:啥|什么|蛤|纳尼)[啊呀哦]?"),
    # one and the same letter or digit, runs of the keyboard, letters without a vowel, a few digits
    (
        "nonsense",
        r"([a-z0-9])\1*|(?:[bcdfghjklmnpqrstvwxz]{5,}|(?:asd|qwe|zxc|jkl|dfg)[a-z0-9]*)|\d{1,4}|(?:test|测试|试试|试一下|测试一下)+\d*",
    ),
)
# What is typed for laughing before or after Chinese: 废物hhh. It has one of these.
_LAUGHTER = ("hh", "233", "emm", "lol", "www", "asd", "qwe")
_TYPED = "h{2,}|233+|emm+|lol|(?:asd|qwe)[a-z]*"
_LAUGHTER_LETTERS = compile_late(f"(?<=[{CJK}])(?:{_TYPED}|www+)|(?:{_TYPED})(?=[{CJK}])")
# 那人工呢？ asks for another part of what was asked, whatever it may mean alone; 那还有呢 does not.
_ANOTHER_PART = compile_late(r"那(?!么|你|您).{1,6}呢\W*")
# Signs of program code, which is no question: SELECT * FROM x, %s%n, ls -la, cd .., git push
_COMMANDS = "import|from|def|class|print|return|git|pip|npm|apt|sudo|docker|python|curl|cd|ls|cat|echo|select"
_CODE = compile_late(
    rf"^(?:{_COMMANDS}) .|[{{}}<>;=*$\\|#\[\]^]|%[a-z]|\w\(|//|--|&&|::|\.\./| -[a-z]+\b| [./~]+(?:\s|$)"
)


@lru_cache(maxsize=256)
def find_talk(folded: str) -> Talk | None:
    """What kind of talk a folded message is where it is talk and nothing else; None for all that may be a question."""
    text = spell_standard(folded.strip())
    if any(letters in text for letters in _LAUGHTER):
        text = _LAUGHTER_LETTERS.sub("", text)
    if not any(map(str.isalnum, text)):
        return "nothing"
    if is_foreign(text):
        return "foreign"
    if len(text) <= LONGEST and (alarm := find_alarm(text)):
        return alarm
    if read_browsing(text) is not None:
        return "browse"
    clauses = [clause for clause in _CLAUSE.split(text) if any(map(str.isalnum, clause))]
    bare = _MARKS.sub("", text)
    if len(bare) > 3 and len(set(bare)) == 1:
        return _find_worded(bare[:4]) or "nonsense"
    if len(bare) > LONGEST:
        bare = _AGAIN.sub(r"\1", _DRAWN_OUT.sub(r"\1\1", bare))
    if len(bare) > LONGEST:
        return None
    arithmetic = re.sub(r"[\s,，。、?？!！]", "", text)
    if any(form.fullmatch(arithmetic) for form in _SUMS):
        return "sum"
    if has_no_chinese(text) and _CODE.search(text):
        return "nonsense"
    kind = _find_kind_of(clauses, bare)
    if kind is None and is_pinyin(text):
        return "foreign"
    if (kind == "human" and _ASKS_OF_SOMEBODY.search(bare)) or (kind == "assent" and _ASKS_WHAT.search(bare)):
        return None
    if (kind in _TELLING and _ASKS_WHEN.match(bare)) or (kind == "farewell" and _ASKS_WHETHER.fullmatch(bare)):
        return None
    if kind == "farewell" and _THAT_IS_ALL.fullmatch(text):
        return "more"
    if (kind == "weather" and _ASKS_REASON.match(bare)) or (kind == "newspapers" and _REPORTS.search(bare)):
        return None
    return None if kind not in ABOUT_ARTICLE and _ANOTHER_PART.fullmatch(text) else kind


def _find_kind_of(clauses: Sequence[str], bare: str) -> Talk | None:
    """The kind of talk that some clauses are together.

    Args:
        clauses: of a message.
        bare: the message without marks.
    """
    kinds = [find_talk(clause) for clause in clauses] if len(clauses) > 1 else [None]
    whole = _find_worded(bare) or _find_form(bare) if None in kinds or "complaint" in kinds else None
    if whole and (None in kinds or whole == "clear"):
        return whole
    if kinds[-1] in _REQUESTS and not (kinds[-1] in _NOUNS and not any(kinds[:-1]) and _are_all(_KEYWORD, clauses)):
        # 我眼睛不好，全文给我看看
        return kinds[-1]
    found = [kind for kind in kinds if kind and kind != "nonsense"]
    main = min(found, key=lambda kind: _POLITE.index(kind) if kind in _POLITE else -1, default=None)
    rest = [clause for clause, kind in zip(clauses, kinds, strict=False) if not kind]
    if not rest:
        return main
    if main == "doubt" and "真" in bare and any(map(_HEARD.search, rest)):
        # 听说医保费可以晚点交，是真的不 asks whether it is so
        return None
    if main in ("wrong", "doubt") and _are_all(_HEARSAY, rest):
        return "doubt"
    if main == "remark" and all(map(is_remark, rest)):
        return main
    # beside a greeting or a complaint people tell of themselves; beside 不对 they say what they asked for
    return main if main not in ABOUT_ARTICLE and _are_all(_TELLS, rest) else None


def _are_all(said: re.Pattern[str], clauses: Sequence[str]) -> bool:
    """Whether all clauses match a pattern and ask nothing."""
    return all(said.fullmatch(clause) and not asks(clause) for clause in clauses)


def is_remark(folded: str) -> bool:
    """Whether a message tells something and asks nothing: 我们小区就没人管，阿弥陀佛; 这不就是月考吗."""
    folded = spell_standard(folded)
    if _RHETORICAL.match(folded):
        return True
    if asks(folded) or _WANTS.match(folded) or _CORRECTS.match(folded) or _MISHAP.fullmatch(folded):
        return False
    if re.search(r"我|咱|你|您|俺|[啊呀哪啦了嘛哈呗吧哦的呐噢哟]\W*$", folded) or _OPINION.search(folded):
        return True
    return any(find_talk(clause) in _MOODS for clause in _CLAUSE.split(folded) if clause)


def _find_form(bare: str) -> Talk | None:
    return next((kind for kind, form in _forms() if form.fullmatch(bare)), None)


def split_lead(folded: str) -> tuple[int, bool]:
    """Where the question begins in a message that begins with talk, and whether this ends what was asked before.

    谢谢，那停水到几点？ asks 那停水到几点？; 换个问题，停水到几点？ ends what was asked before.
    """
    start, clears = 0, False
    while True:
        if lead := _CLEARS.match(folded, start):
            start, clears = lead.end(), True
        elif lead := _CORRECTS.match(folded, start):
            if not asks(folded[lead.end() :]):
                # 我问的是城西 replaces a part of what was asked, as 那城西呢 does
                return folded.index("我", start), clears
            start = lead.end()
        elif (lead := _CLAUSE.search(folded, start)) and start < lead.start() and lead.end() < len(folded):
            talk = find_talk(folded[start : lead.start()])
            if talk in _NO_LEAD or find_talk(folded[lead.end() :]) == "nothing":
                return start, clears
            start, clears = lead.end(), clears or talk == "clear"
        else:
            return start, clears


def _find_worded(bare: str) -> Talk | None:
    """The kind of a message by its words, as typed or with what is typed again and again typed once."""
    short = _DRAWN_OUT.sub(r"\1\1", bare)
    variants = (bare, short, _AGAIN.sub(r"\1", short), re.sub(r"(.)\1+", r"\1", short))
    for slips in (False, True) if len(bare) <= LONGEST_SLIP else (False,):
        for variant in dict.fromkeys(variants):
            if kind := _find_kind(variant, slips):
                return kind
    return None


def _find_kind(bare: str, slips: bool) -> Talk | None:
    found = list(_find_words(bare, slips))
    if bare and all(stop < len(bare) for _, stop, _ in found):
        # not even the words of all kinds together make it up: so it is with most questions
        return None
    return next(
        (kind for kind, groups, others in talk_words().kinds if _consists_of(bare, found, groups, others)), None
    )


def _find_words(bare: str, slips: bool) -> Iterator[tuple[int, int, str]]:
    """Where a message has words of any kind, as typed or, with slips, with one character that only sounds right.

    A word is looked for only where words make up all of the message before it, because no other can help to make it up.
    """
    words, longest = _words()
    ends = {0}
    for start in range(len(bare)):
        if start not in ends:
            continue
        for stop in range(start + 1, min(start + longest, len(bare)) + 1):
            text = bare[start:stop]
            if text in words:
                ends.add(stop)
                yield start, stop, text
            elif slips and 2 <= len(text) <= LONGEST_SLIP:
                for word in _by_sound().get(sound_of(text), ()):
                    # 写写 for 谢谢, but not 在建 for 再见: of two characters one is too much
                    different = {(typed, meant) for typed, meant in zip(text, word, strict=True) if typed != meant}
                    if len(different) == 1 and (len(text) > 2 or len(set(text)) == 1):
                        ends.add(stop)
                        yield start, stop, word


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], int]:
    """The words of all kinds, and the length of the longest."""
    known = talk_words()
    words = known.small.union(known.beginnings, *(others.union(*groups) for _, groups, others in known.kinds))
    return words, max(map(len, words))


@lru_cache(maxsize=1)
def _by_sound() -> Mapping[str, Sequence[str]]:
    """The words that a message is known by, of two characters or more, by their sound."""
    words: dict[str, list[str]] = {}
    for _, groups, _ in talk_words().kinds:
        for word in chain.from_iterable(map(sorted, groups)):
            if 2 <= len(word) <= LONGEST_SLIP:
                words.setdefault(sound_of(word), []).append(word)
    return words


def _consists_of(
    text: str, found: Sequence[tuple[int, int, str]], groups: tuple[frozenset[str], ...], others: frozenset[str]
) -> bool:
    """Whether a text is a row of words of some groups, others and small words, with one of each group.

    Args:
        text: the message without marks.
        found: where it has a word of any kind, in order, and the word.
        groups, others: of one kind.
    """
    known = talk_words()
    # for each position the groups, as bits, that a row of words up to there can have
    reached: list[set[int]] = [{0}, *(set() for _ in text)]
    for start, stop, word in found:
        for number, group in enumerate(groups):
            if word in group:
                reached[stop].update(one | 1 << number for one in reached[start])
        if word in others or word in known.small or (start == 0 and word in known.beginnings):
            reached[stop] |= reached[start]
    return (1 << len(groups)) - 1 in reached[-1]
