"""What the lines around an article on a web page say: date, source, authors, editors, buttons, other stories.

To read a new kind of author line, add its word to `_MARKED_LABELS`; to leave out a new button, add it to `_BUTTONS`; to
end an article at a new kind of line, add its beginning to `_ENDS`.
"""

from __future__ import annotations

import re

from bot.text.characters import BULLETS, CJK
from bot.text.names import is_name, merge_spread, split_names
from bot.text.normalization import fold
from bot.text.patterns import (
    EDITORS,
    NEWSPAPER,
    NEWSPAPER_ENDING,
    REPORTERS,
    WEEKDAY,
    WRITERS,
    compile_pattern,
    iso_date,
)
from bot.text.segmenter import default_segmenter

LONGEST_LINE = 80
"""Characters: no line about date, source and authors is longer."""

# --- dates and sources ---------------------------------------------------------------------------------------------

# 2019-10-23, 2019年10月23日, 2019/10/23, 2019.10.23, and 2019 10/23 in boxes of their own
_DATE = compile_pattern(r"(?<!\d)((?:19|20)\d\d)\s?[-年/.\s]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})(?!\d)\s?日?")
_DATE_LINE = compile_pattern(rf"{_DATE.pattern}\s*(?:{WEEKDAY})?.{{0,4}}")
_PAGE_LINE = compile_pattern(r"第\s*([A-Z]?\d{1,3})\s*版|([A-Z]\d{2})版?(?=\s|[:：]|$)")
_EPAPER = compile_pattern(rf"{_PAGE_LINE.pattern}|[上下]一版|版面(?:导航|概览|目录)|标题导航")
# What stands before the name of a source.
_SOURCE_LABEL = r"(?:来源|來源|稿源|出处|来自)(?:于)?\s*[:：]"
_SOURCE = compile_pattern(rf"{_SOURCE_LABEL}\s*([{CJK}A-Za-z0-9·（）()《》]{{2,24}})")
# What stands glued to a source: the button or the label after it.
_SOURCE_END = compile_pattern(r"(?:举报|分享|评论|收藏|打印|字号|我要评论|作者|编辑|责任编辑|阅读|浏览|参与)+$")
_NEWSPAPER = compile_pattern(rf"(?<![{CJK}]){NEWSPAPER}(?![{CJK}])")
_SITE_NAME = compile_pattern(rf".{{0,10}}(?:{NEWSPAPER_ENDING}|数字报|电子报|数字版|新闻网)(?:电子版|数字报)?")
_SITE_LENGTH = 14


def find_date(text: str) -> str | None:
    """The first day with its year in a text, as ISO 8601; None where there is none."""
    days = (iso_date(*match.groups()) for match in _DATE.finditer(text))
    return next((day for day in days if day), None)


def is_epaper_line(text: str) -> bool:
    """Whether a line stands on the pages of e-papers only: 上一版, 第03版：要闻."""
    return _EPAPER.match(text) is not None


def find_page_number(text: str) -> str | None:
    """The number of the page in a line such as 第03版：要闻 or A03版; None where it names none."""
    match = _PAGE_LINE.match(text)
    return match[1] or match[2] if match else None


def is_date_line(text: str) -> bool:
    """Whether a line holds nothing but a day: 2021年3月2日 星期二."""
    return _DATE_LINE.fullmatch(text) is not None


def find_source(text: str) -> str | None:
    """Where a story comes from, as a line such as 来源：江州日报 says, or the newspaper that it names alone."""
    if match := _SOURCE.search(text):
        return _SOURCE_END.sub("", match[1]).removeprefix("《").removesuffix("》") or None
    match = _NEWSPAPER.search(text)
    return match[0] if match else None


def is_newspaper(text: str) -> bool:
    """Whether a text is the name of a newspaper: 江州日报."""
    return re.fullmatch(NEWSPAPER, text) is not None


def find_newspaper(text: str) -> str | None:
    """The newspaper in the name of a site: 江州日报 in 江州日报数字报; None where the text is no such name."""
    match = re.match(NEWSPAPER, text) if is_site_name(text) else None
    return match[0] if match else None


def is_site_name(text: str) -> bool:
    """Whether a heading is the name of the newspaper or of its site."""
    return len(text) <= _SITE_LENGTH and _SITE_NAME.fullmatch(text) is not None


# A title of a page ends with these before the name of the site: 标题_新浪新闻, 标题 - 人民网, 标题--文化--人民网.
_TITLE_END = compile_pattern(r"\s*(?:_|\||｜|--+|——|(?<=\s)[-–—](?=\s)|-(?=[^-]{2,12}(?:网|報|报|在线|频道|新闻)$))\s*")


def strip_site_name(title: str) -> str:
    """The headline in a page's title: what stands before the site's name; "" where that is all."""
    first = next(filter(None, _TITLE_END.split(title.strip())), "").strip()
    return "" if is_site_name(first) else first


# What parts a label from what it says.
_MARK = r"\s*[/／:：|｜丨】・]\s*"

# --- lines that are no text of an article ----------------------------------------------------------------------------

# The patterns of this part match folded text (`fold`): Simplified characters, small letters, narrow marks.

# Where in the site a page stands, 首页 > 地方; the keywords of an article, #南投 #公车.
_PATH = r"(?:首页|主页)(?:\s*[/>›»|—-].*)?"
_KEYWORDS = r"(?:#[^\s#]{1,12}\s*)+"
# How # is printed; folded all of them are the first.
_NUMBER_SIGNS = ("#", "＃", "﹟")
# A line of nothing but the words on a site's buttons, or of three names or more: 下載程式｜私隱政策｜聯絡我們.
_BUTTONS = compile_pattern(
    # atomic, because some words are made of others, and trying all ways to part them takes for ever
    r"[\W\d]*+(?>(?:[上下]一[版篇期页条则]|分享(?:到|至)?|转[发寄]|收藏(?:本文)?|举报|纠错|评论|留言|回[复应]|点赞|按?赞好?"
    r"|打印(?:本[页稿文])?|列印|关闭(?:窗口|本页)?|返回(?:首页|顶部|列表)|回到?(?:首页|顶部|页首)|[字号体型]+|[大中小]|放大|缩小|默认|朗读"
    # of a paper's pages on the web
    r"|版面(?:导航|概览|目录)|标题导航|通版|[首末]版|(?:数字报|网站)?首页|返回主页|文章(?:标题|内容|作者)|发布日期|(?:新闻|站内)搜索|新浪"
    r"|收听|听新闻|微信|微博|qq空间|朋友圈|好友|复制(?:链接|连结|网址)|facebook|twitter|whatsapp|telegram|line|pdf版?"
    r"|下载|加入|加?关注|订阅|追踪|登[录入]|后|发表|我要"
    # to read on
    r"|请|继续|往下|向下|点[击我选此]|展开|收起|查看|观看|浏览|阅读|看|更多|余下|全文|原文|内容|详情"
    # what is shown until a film has come
    r"|(?:影片|视频|图片|内容|页面)?(?:载入|加载|播放)中"
    r"|广告|advertisement|ad|end|完|a)[\W\d]*+)++"
    rf"|[^\W\d]{{2,8}}(?:\s*[|丨]\s*[^\W\d]{{2,8}}){{2,}}|{_KEYWORDS}|{_PATH}",
    re.IGNORECASE,
)
# What a reader may do with the page; notes of the site on the story.
_NOTES = compile_pattern(
    r".{0,8}(?:微信扫|扫一扫)|※.{0,4}提醒[您你]|订阅.{0,4}(?:电子报|频道|youtube)|[(【]?原(?:标|文标)?题[:为]|本文(?:原标题|来源):"
    r"|.{0,30}(?:cookie|隐私|私隐)|.{0,30}(?:下载|打开|安装).{0,12}(?:app|客户端)|.{0,12}客户端.{0,20}下载"
    r"|.{0,4}图片.{0,4}来[自源]于?.{0,2}网络|.{0,4}当前位置|\W{0,3}点击|[\[【(]广告[\]】)]"
)
_CONSENT = compile_pattern(r"请?.{0,4}同意.{0,8}隐私权?(?:规范|政策|条款|声明)")
_NOTE_LENGTH = 60
# What leads to other stories: 相关阅读, 延伸閱讀：…, 更多海州新聞：
_ELSEWHERE = compile_pattern(
    r"(?:相关|延伸|推荐)[ ·•]*(?:阅读|新闻|推荐|文章|链接|连结|报[道导]|评论)"
    r"|(?:热门|更多|最新|往期|精彩|网友|大家都在|今日|编辑)[ ·•]*"
    r"(?:阅读|新闻|推荐|文章|链接|连结|报[道导]|评论|搜索|话题|精选|看)(?!\w)"
    r"|更多\w{1,8}(?:新闻|报[道导]|文章)\s*(?::|$)|(?:为|猜)[您你].{0,6}(?:推荐|喜欢)"
    r"|[您你]可能.{0,6}(?:喜欢|想看|兴趣)|(?:24|48)小时热"
)
# What stands below an article: its editors, its keywords, notes on rights, other stories, what readers say.
_ENDS = compile_pattern(
    rf"{_ELSEWHERE.pattern}|[【\[(〔]?\s*(?:(?:本文|本期)?(?:{EDITORS})|审核|监制|来源){_MARK}|(?:{EDITORS})\s+[{CJK}]{{2,4}}(?:\s|$)"
    r"|(?:关键[词字]|标签)\s*[:>]|(?:免责|特别|版权|郑重)?声明\s*:|(?:免责|版权)声明"
    r"|(?:读者|网友|用户|全部)?(?:评论|留言|回应)\s*[(:\d]|[上下]一篇|分享到|(?:标签|分享)$|[【\[]?(?:打印|关闭|纠错)"
    r"|正文已结束|[您你]收到(?:了|这|这封|此|本)?邮件|.{0,30}(?:(?:版权|著作权)所有|icp备|备案号)|copyright|.{0,24}[非未]经.{0,6}(?:授权|许可|同意).{0,10}(?:转载|不得|禁止|请勿)"
    r"|(?:关于我们|联[系络]我们|网站声明|网站地图|友情链接)\s*(?:[|·]|$)"
)


def is_furniture(text: str, folded: str | None = None) -> bool:
    """Whether a line belongs to the site and to no article: buttons, 原标题：…, notes on apps and privacy.

    Args:
        text: the line.
        folded: the same, folded, where it is known.
    """
    folded = fold(text) if folded is None else folded
    if _BUTTONS.fullmatch(folded) or _CONSENT.match(folded):
        return True
    return len(text) <= _NOTE_LENGTH and not text.endswith("。") and _NOTES.match(folded) is not None


def is_path(text: str, folded: str | None = None) -> bool:
    """Whether a line says where in the site a page stands, from its first page on: 首頁 > 地方.

    Args:
        text: the line.
        folded: the same, folded, where it is known.
    """
    return re.fullmatch(_PATH, fold(text) if folded is None else folded) is not None


def are_keywords(text: str) -> bool:
    """Whether a line holds nothing but the keywords of an article: #南投 #公車."""
    return text.startswith(_NUMBER_SIGNS) and re.fullmatch(_KEYWORDS, fold(text)) is not None


def ends_article(text: str) -> bool:
    """Whether a line stands below an article: 责任编辑：…, 相关阅读, 免责声明 …"""
    return _ENDS.match(fold(text)) is not None


def leads_elsewhere(text: str) -> bool:
    """Whether a line leads to other stories, or is a button: 相关阅读, 您可能還想看, 分享."""
    folded = fold(text)
    return _ELSEWHERE.match(folded) is not None or _BUTTONS.fullmatch(folded) is not None


# --- authors -------------------------------------------------------------------------------------------------------

# Labels of authors. A mark (：, /) must follow those of the first list, because they are also common words; those of
# the second may touch the name: 记者王芳.
_MARKED_LABELS = f"{WRITERS}|撰文|採訪|采访|報導|报道"
_TITLE_LABELS = f"{REPORTERS}|评论员|評論員|編譯|编译"
_WORD = r"[^\s:：|｜丨。！？【】\[\]()（）]+"
_LABELLED = compile_pattern(
    rf"(?:(?<![{CJK}])(?:文[/／、]?(?:[图圖]|攝影|摄影)|[图圖][/／、]?文)(?:{_MARK}|\s+)"
    # 生活中心／周曉芸報導
    rf"|[{CJK}]{{2,4}}(?:中心|組|组)[／/]"
    # 本文作者：…, but no 合作者
    rf"|(?:(?<![{CJK}])(?:文字|文)|(?<!合)(?:{_MARKED_LABELS})){_MARK}"
    rf"|(?:{_TITLE_LABELS})(?:{_MARK}|\s*)|(?<![{CJK}])作者\s+|(?<=[\s|｜])作者(?=[{CJK}]{{2,4}}(?:[\s|｜]|$)))"
    # a further word that is a label itself (作者：李华 点击：12) is none; ++, so that no part of it is one either
    rf"({_WORD}(?:[\s、,，&＆和]+{_WORD}+(?!\s*[:：]))*)"
)
# Who took the pictures, on the line of who wrote the text: 文／李華　攝影／王芳.
_PHOTOGRAPHERS = compile_pattern(rf"(?<!文)(?:[摄攝]影|[图圖]片?){_MARK}({_WORD})")
# Who makes the page is no author.
_EDITED = compile_pattern(
    rf"(?:(?:网络|网页)?(?:{EDITORS})|审核|审校|监制)\s*[:：/／|｜丨]?(?:(?!(?:{_MARKED_LABELS}|{_TITLE_LABELS}){_MARK}).)*"
)
_REPORTS = compile_pattern(
    rf"[／/]\s*[{CJK}]{{2,8}}(?:報導|报道).*|(?:報導|报道)$|[{CJK}]{{2}}[市縣县]?\s*\d{{1,2}}\s*日[電电]$"
)
_SEPARATORS = compile_pattern(r"[\s、,，;；/／&＆|｜]+|和(?=[^和])")
_TITLE = compile_pattern(rf"[{CJK}《》]{{0,12}}?(?:{_TITLE_LABELS}|作者)(?=[\s:：/／]|[{CJK}])[\s:：/／]*")
_NAME = compile_pattern(rf"[{CJK}]{{2,4}}|[{CJK}]{{1,12}}(?:[·•・][{CJK}]{{1,12}}){{1,3}}")
# 石佳/中国青年报 at the beginning of a line
_OUTLET = compile_pattern(
    rf"((?:[{CJK}]{{2,4}}[\s、]+)*[{CJK}]{{2,4}})\s*[/／]\s*[{CJK}]{{2,10}}(?:报|報|网|網|社|台|新闻|報導|报道)(?![{CJK}])"
)
_NOBODY = compile_pattern(
    r"[图圖]片|文[图圖]|[图圖]文|[摄攝]影.*|佚名|网络|未知|匿名|本站|原创|小编|本报|本网|记者|記者|编辑|編輯|来源|來源|.*(?:报|報|网|網|社|台|整理|综合|部|局|委|办|会|會|院|校|"
    r"中心|公司|频道|快讯|编译|新闻|财经|发布|供稿|报道|報導|摄影|攝影|綜合|时间|日期|阅读|字号)$"
)


def read_names(text: str, *, signed: bool) -> tuple[str, ...]:
    """The people's names at the beginning of a text.

    Args:
        text: names with spaces, commas and the like between them.
        signed: whether a label such as 作者： stands before them; without one each name must begin with a surname.
    """
    names: list[str] = []
    tokens = [token for token in _SEPARATORS.split(_TITLE.sub(" ", _REPORTS.sub("", _EDITED.sub("", text)))) if token]
    for token in merge_spread(tokens):
        if _BUTTONS.fullmatch(token) or _NOBODY.fullmatch(token):
            break
        if not _NAME.fullmatch(token):
            glued = split_names(token) if signed and len(token) > 4 and _is_chinese(token) else None
            if not glued:
                break
            names += glued
        elif is_name(token) or "·" in token or (signed and not default_segmenter().is_word(token, usual=False)):
            # a pen name is no word
            names.append(token)
        else:
            break
    return tuple(dict.fromkeys(names))


def read_byline_heading(text: str, level: int) -> tuple[str, ...]:
    """The authors in a heading that is no deck: 记者 张翔 at any level, □ 王芳, names alone from level 4 on."""
    bare = text.lstrip(BULLETS + " 　")
    if names := read_author_line(text):
        return names
    if len(bare) == len(text) and level <= 3:
        return ()
    names = read_names(bare, signed=len(bare) < len(text))
    return names if len("".join(names)) == len("".join(_SEPARATORS.sub("", bare).split())) else ()


# （編輯：李華）1100302, as an agency of Taiwan closes its reports.
_EDITED_END = compile_pattern(
    rf"(?<=[。！？」”])\s*[（(](?:譯者[/／])?(?:{EDITORS})[/／:：][^（()）]{{2,20}}[)）]\s*\d{{0,8}}$"
)


def strip_editors(text: str) -> str:
    """A paragraph without the note on its editors at its end."""
    return _EDITED_END.sub("", text)


def is_edited_by(text: str, name: str) -> bool:
    """Whether a line calls a person an editor of the page: 责任编辑：某某."""
    return name in text and (match := _EDITED.search(text)) is not None and name in match[0]


def _is_chinese(text: str) -> bool:
    return re.fullmatch(f"[{CJK}]+", text) is not None


def read_author_line(text: str) -> tuple[str, ...]:
    """The authors that a line between headline and text names: 来源：… 作者：…, 记者 …, 石佳/中国青年报; () if none."""
    text = _EDITED.sub("", text.strip("【】[]〔〕（）() 　"))
    # 记者：李华 通讯员：王芳
    names = [name for match in _LABELLED.finditer(text) for name in read_names(match[1], signed=True)]
    if names:
        photographers = _PHOTOGRAPHERS.search(text)
        names += read_names(photographers[1], signed=True) if photographers else ()
        return tuple(dict.fromkeys(names))
    outlet = _OUTLET.match(text)
    return read_names(outlet[1], signed=False) if outlet else ()


# 本报记者 王芳 摄, but not 文/摄
_PHOTO_CREDIT = compile_pattern(rf"[{CJK}\s、/／:：]{{2,24}}(?<![文图圖][/／])[摄攝]影?")


def is_photo_credit(text: str) -> bool:
    """Whether a line says who took a photo and nothing else: 本报记者 王芳 摄."""
    return _PHOTO_CREDIT.fullmatch(text) is not None


def find_bare_names(text: str) -> tuple[str, ...]:
    """The authors that stand without a label in a line about date or source: 来源：江州日报 李华, 李华 2019-10-23."""
    if not (is_meta_line(text) and (_DATE.search(text) or _SOURCE.search(text))):
        return ()
    tokens = _SEPARATORS.split(_EDITED.sub("", _SOURCE.sub(" ", text)))
    words = default_segmenter()
    named = (token for token in tokens if is_name(token) and not words.is_word(token))
    return tuple(name for name in named if not (_NOBODY.fullmatch(name) or _BUTTONS.fullmatch(fold(name))))


_META = compile_pattern(
    rf"{_DATE.pattern}|{_SOURCE_LABEL}|发布(?:时间|日期|于)|发表于|更新(?:时间|于)|最后更新"
    # 时间：… with a year; in notices it may say when something takes place
    rf"|(?:时间|日期)\s*[:：]\s*\d{{4}}|字[号號体體]|(?:阅读|浏览|点击|评论)(?:次数|数|量)?\s*[:：\d]|^\d{{1,2}}:\d\d(?::\d\d)?$"
    # what governments' sites say of a notice
    r"|^(?:索\s*引\s*号|文\s*号|发文字号|发文机关|发布机构|主题分类|成文日期|公开方式|有\s*效\s*性)[:：\s]"
    rf"|^\W*(?:{_MARKED_LABELS}|{_TITLE_LABELS}|文字|文){_MARK}"
)
_SENTENCE = compile_pattern(r"[。！？]")


def is_meta_line(text: str) -> bool:
    """Whether a line says when, where or by whom a story was published, and nothing else."""
    return len(text) <= LONGEST_LINE and not _SENTENCE.search(text) and _META.search(text) is not None
