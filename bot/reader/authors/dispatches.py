"""Dispatches: lines that say for whom, by whom and from where a story was written, 海州網／記者林一鳴／台北報導.

To read a new kind of desk or outlet, add how its name ends to `_OUTLET_ENDS`; what reporters do besides reporting, to
`REPORTED`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.characters import CJK, SPACE
from bot.text.names import has_common_surname, is_name
from bot.text.patterns import HAN_DIGITS, REPORTERS, compile_pattern
from bot.text.segmenter import default_segmenter

# 采访报道, 即时报道, 综合报道 say how.
REPORTED = "(?:(?:采访|即时|专题|综合|连线|现场)*报道)"
# What ends a dispatch: 台北报道, 综合外电报道, 台北2日电.
_END = compile_pattern(
    rf"(?:综合外电)?{REPORTED}$|综合外电$|[{SPACE}]*(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,3}})[{SPACE}]*日专?电$"
)
_SLASH = compile_pattern(rf"[{SPACE}]*[/／╱∕｜|◎─—]+[{SPACE}]*")
_APART = compile_pattern(rf"[{SPACE}、，,【】〔〕\[\]［］]+")
_DISPATCHER = compile_pattern(f"{REPORTERS}|编译")
# 海州新闻网, 海州日报, 生活中心, 网搜小组, 海州新闻云, 财经频道, 镜周刊, TMNU, NBA台湾.
_OUTLET_ENDS = "[网报社台部组]|新闻云?|中心|传媒|电视|频道|[周月半]刊|杂志|财经"
_OUTLET = compile_pattern(rf"[{CJK}]*(?:{_OUTLET_ENDS})|[{CJK}]*[A-Za-z][{CJK}A-Za-z0-9]*")
LONGEST = 60


def is_outlet(text: str) -> bool:
    """Whether a text is the name of a paper, a site or a desk: 鏡週刊, 生活中心, TMNU."""
    return _OUTLET.fullmatch(text) is not None


def read_dispatch(text: str) -> tuple[str, ...]:
    """The people named in a text that is a dispatch and nothing else; () where it names nobody or is more."""
    parts = [part for part in _SLASH.split(text) if part] if len(text) <= LONGEST else []
    if not parts or not (end := _END.search(parts[-1])):
        return ()
    *apart, place = _APART.split(parts.pop()[: end.start()])
    if not place and apart and ((parts and len(apart) == 1) or not is_name(apart[-1])):
        # 高雄 报道
        place = apart.pop()
    if not parts and not (len(apart) > 1 and is_outlet(apart[0])):
        # 海州电视 林一鸣 吴海 台北报道 needs no slash
        return ()
    names = _read_names(" ".join((*parts, *apart)))
    if names is None:
        return ()
    return (*names, *_read_last(place, named=bool(names)))


def _read_names(text: str) -> list[str] | None:
    """The people among words of a dispatch; None where there is anything but people and outlets."""
    names = []
    for token in filter(None, _APART.split(text)):
        titles = list(_DISPATCHER.finditer(token))
        name = token[titles[-1].end() :] if titles else token
        if not name or (is_outlet(name) and not (titles and has_common_surname(name))):
            continue
        if not (is_name(name) or (titles and 2 <= len(name) <= 4 and not default_segmenter().is_word(name))):
            return None
        names.append(name)
    return names


def _read_last(text: str, *, named: bool) -> Sequence[str]:
    """Who stands right before 報導: 記者林一鳴報導, 生活中心／林一鳴報導; nobody in 台北報導.

    Args:
        text: what stands before 報導.
        named: whether somebody is named before; then a place stands here.
    """
    if _DISPATCHER.search(text):
        return _read_names(text) or ()
    is_person = is_name(text) and not default_segmenter().is_word(text, usual=False)
    return (text,) if is_person and not named else ()
