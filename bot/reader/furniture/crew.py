"""The crew: those who made a page and wrote none of its stories, 责任编辑：王小雨, 本版漫画 李华.

To read a new kind of work, add its words to `CREW`, or to `_WORK` where only names may stand behind them.
"""

from __future__ import annotations

import re

from bot.reader.furniture.labels import DECORATION
from bot.text.characters import CJK
from bot.text.names import is_name, merge_spread
from bot.text.patterns import EDITORS
from bot.text.segmenter import default_segmenter

# What the people who made the page did.
CREW = (
    f"{EDITORS}|执行主编|主编|电话编辑|版式设计|版式|美术编辑|美编|检校|审读|责校|组版|"
    "值班编委|编审|签发|视觉|排版|制图|一审|二审|三审|统筹|策划|美术设计|绘图|插图|题图|数据整理|资料整理"
)
"""What stands before the names of those who made a page, as alternatives without brackets."""

# The same and more, where nothing but names stands behind: 本版漫画 李华, 题图摄影：李华, 栏目主持：李华.
# There is a limit to what stands before because 本版本版本版… would be tried from each of its words to the end.
_WORK = re.compile(
    "(?=[一三主二值制图執审总执拼排插数文新本栏校检漫照版特电监策签編组终绘统编网美视设責责资题首])"
    "(?:本[版刊期]|值班|总|首席|图片|文字|美术|视觉|版面|新闻|网络|责任|图表|电脑|特约){0,3}"
    f"(?:{CREW}|编委|总编|总监|(?<=值班)主任|设计|图编|监制|审校|终审|[一二三][审读]|检查|制作|绘画|漫画|插[画图]|题图(?:摄影)?|题字|图表|"
    "照排|拼版|(?:栏目|本[期版])主持人?)"
)


def names_crew(text: str) -> bool:
    """Whether a line names the people who made the page and says nothing else: 编辑 王小雨 版式 李华."""
    before, *people = _WORK.split(text.strip(DECORATION + "（）()"))
    if not people or before.strip(DECORATION):
        return False
    names = [merge_spread(re.findall(rf"[{CJK}]+", part)) for part in people]
    if not all(group and all(2 <= len(name) <= 4 for name in group) for group in names):
        return False
    # one word alone may begin a headline: 视觉盛宴
    return len(people) > 1 or all(is_name(name) and not default_segmenter().is_word(name) for name in names[0])
