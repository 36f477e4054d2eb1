"""How dialects ask and answer, in the words of the standard language: 几多钱, 几钿, 啥辰光, 边个, 晓得哉."""

from __future__ import annotations

from bot.text.patterns import compile_late

# Written down from general knowledge: Cantonese and Hakka, Wu, the south-west and the north. Of two that begin alike
# the longer one stands first.
_STANDARD = (
    ("几多钱|几钱(?![重一二两三])|几钿|多少钿|多少钞票", "多少钱"),
    ("几多", "多少"),
    # of the north-west
    (r"(?<![多么不])多钱(?=一?[斤个张次年月]|\W*$)", "多少钱"),
    (r"(?<=[速价费长高宽重度共要交罚收])好多(?=\W*$)", "多少"),
    ("几耐|几久", "多久"),
    ("多大(?:年纪|岁数)(?=了?\\W*$)", "几岁"),
    (r"有几(?=[长高重远深宽阔]\W*$)", "有多"),
    # of the south-west, at the end of what is asked: 来了好多人看 tells something
    ("好多(?=岁|(?:钱|个?人|天|年|号|[块米里斤户])(?:一[斤个张次]|[啊哦嘛呢哟])?\\W*$)", "多少"),
    ("多少辰光|几许辰光", "多久"),
    ("[啥撒何]个?辰光|几时", "什么时候"),
    (r"(?<!星)辰光(?!学)", "时候"),
    ("[啥撒]人(?=[?？说讲写是]|$)|系边个|边个", "谁"),
    ("边[度处](?!理|置)", "哪里"),
    ("点解|为撒", "为什么"),
    ("点样|啷个|咋个|哪能(?=[办弄用问走去买报交领算]|回事)", "怎么"),
    ("[啥撒]个(?!月|小时|时候)|啥子|撒子|[撒咩](?=名|人|事|时候|地方|东西|意思|料|水)|咩(?=嘢)|乜嘢|么子", "什么"),
    ("咩嘢?(?=[?？]|$)", "吗"),
    ("啥么事|啥物事", "什么东西"),
    ("啥场化", "哪里"),
    (r"有冇|有莫得|有没得|(?<!\w)阿有", "有没有"),
    (r"(?<!\w)阿要", "要不要"),
    (r"(?<!\w)阿是", "是不是"),
    ("冇|莫得(?!感情)", "没有"),
    # 采伐, 步伐 and 北伐 end otherwise
    (r"(?<![砍采讨北征步杀攻挞间盗滥])伐(?=[啦呀哦]?\W*$)|(?<=\w\w)[不勿]啦(?=\W*$)", "吗"),
    ("嘅", "的"),
    ("嗰", "那"),
    ("咗", "了"),
    ("喺", "在"),
    ("啲", "些"),
    ("佢哋", "他们"),
    ("佢", "他"),
    ("而家", "现在"),
    ("[琴寻]日(?=[^本语报])", "昨天"),
    ("唔(?=[使系知要会可得])", "不"),
    # 阿拉伯, 阿拉善, 阿拉尔, 阿拉山口, 阿拉斯加, 阿拉木图 are names
    ("阿拉(?![伯善尔法丁贡]|山口|斯加|木图|巴马|比卡)", "我们"),
    ("[勿弗](?=[要对是晓懂会好行能])", "不"),
    ("覅", "不要"),
    (r"(?<!伯)仲(?=有|未)", "还"),
    ("今朝(?=天气|几|会|有|要)", "今天"),
    (r"(?<=[力热冷烦饿气急笑吓忙累])煞(?=\W|了|哉|$)", "死"),
    (r"(?<=[得好对到])哉", "了"),
    (r"[干嘎]哈(?=[的呢啊呀]|\W|$)", "干什么"),
    ("侬|恁(?![么地般])", "你"),
    ("搿", "这"),
)
_DIALECT = compile_late("|".join(f"({words})" for words, _ in _STANDARD))


def spell_standard(folded: str) -> str:
    """A folded question with the asking words of dialects in the standard language."""
    return _DIALECT.sub(lambda found: _STANDARD[(found.lastindex or 1) - 1][1], folded)
