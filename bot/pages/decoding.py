"""Bytes → text: which encoding a page was saved in, and what is done about its broken bytes.

A page in UTF-8 is known by being valid. Anything else is read in every encoding that Chinese newspapers have used, and
the reading with the most everyday characters is the right one: a wrong one is a scatter of rare characters.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from bot.errors import PageError
from bot.records import Page

__all__ = ["decode"]

# The byte-order marks, and the encoding of what follows. UTF-32 comes first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB18030 holds GBK and GB2312. Big5 is read as Windows writes it (cp950), with Hong Kong's characters as big5hkscs;
# where both read a page they differ in a few signs such as ～. On a tie the first one wins.
_CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
# Those in which a lost byte makes other characters of all that follow it on its line.
_PAIRED = ("gb18030", "cp950", "big5hkscs")
# What a web page calls them.
_NAMES = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "cp950",
    "big5-hkscs": "big5hkscs",
}

# The 500 most frequent characters, counted over jieba's dictionary by the frequencies of its words, and their
# traditional forms: two of three characters of a newspaper. Among characters at random they are one in fifteen.
_FREQUENT = frozenset(
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部能市等业全里工公经本都"
    "而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只山水关明从化平建又制南内西没此将员名手最东头"
    "者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入原问把路被并利石老教万知级量任江及应省资委务元"
    "美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决张"
    "导术府才保交放管结师便走达族反再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神选记斯真却职号界件花类何眼兵传带空干农边据"
    "集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非具李众连调感转笑革该持始英克士尔让拉思根格造较际亲单朝红型"
    "國爲為這個來會時學說説們於後發對長過著業裏裡經門動進區開產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬級應資務氣漢總電聲設"
    "義統處馬兒領隊計別權話報給變書幾華議稱決張導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類傳帶幹農邊據聯廣質陽難歷專認車臺遊舉線團備爭衆眾"
    "連調轉該爾讓較際親單紅"
    "，。、；：？！“”‘’（）《》「」『』【】—…·　０１２３４５６７８９％"
)
_ASCII = frozenset(map(chr, (*range(0x20, 0x7F), 9, 10, 12, 13)))
_BROKEN = "\ufffd"

# Points for each character that is no ASCII; a text has the mean of them. Of newspaper text in the right encoding, 30
# characters have 0.37 and more; in a wrong one 0.1 at most (tests/pages/test_decoding.py measures both).
_POINTS_FREQUENT = 1.0
_POINTS_HAN = 0.0
_POINTS_OTHER = -0.5  # letters of other scripts, private use: a misreading is full of them
_POINTS_BROKEN = -2.0
# Between the two.
_LEAST_POINTS = 0.2
# A text in ASCII alone says nothing of its encoding: any other that makes Chinese of it is better.
_POINTS_SILENT = 0.3
# What a web page says of its own encoding is often wrong, so that it only tips the balance.
_POINTS_DECLARED = 0.1
# So many bytes show which encoding it is.
_SAMPLE = 64 * 1024
_ALIGNED_SAMPLE = 4 * 1024

# A page is read in spite of broken bytes when they are in one place in a hundred characters, or in two places of a
# short page (one byte overwritten by a space leaves two); never when they are a tenth of the text.
_BROKEN_SHARE = 0.01
_BROKEN_PLACES = 2
_BROKEN_MOST = 0.1
# One character of up to four bytes can leave as many signs.
_PLACE = re.compile(f"{_BROKEN}{{1,4}}")
# A file with more control characters than this share is no text, whatever it decodes to; one alone is an accident.
_CONTROL_SHARE = 0.02
_CONTROL_MOST = 0.1
_NO_CONTROL = bytes(code for code in range(256) if code >= 0x20 or code in b"\t\n\v\f\r")


def decode(data: bytes, file: str, declared: str | None = None) -> Page:
    """A page from a file's bytes. Broken bytes become U+FFFD; a byte-order mark is no text.

    Args:
        data: the whole file.
        file: the name that the page goes by.
        declared: the encoding that the file itself claims, as an HTML page does.

    Raises:
        PageError: when the bytes are empty, binary, or in no encoding that fits.
    """
    if not data.strip():
        raise PageError(file, "the file is empty; skipped")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], file, encoding)
    if b"\x00" not in data:
        try:
            return _page(data.decode("utf-8"), file, "utf-8")
        except UnicodeDecodeError:
            pass
    known = _NAMES.get((declared or "").strip().lower())
    encoding, points = _best(data, known)
    if points < _LEAST_POINTS and encoding != known:
        raise PageError(file, "the file is binary, or text in no encoding we know: save it as UTF-8; skipped")
    return _lossy(data, file, encoding)


def _lossy(data: bytes, file: str, encoding: str) -> Page:
    """The page in an encoding, with U+FFFD for broken bytes, if they are few.

    Raises:
        PageError: when they are many, or as `_page`.
    """
    text = data.decode(encoding, "replace")
    broken = text.count(_BROKEN)
    if broken and encoding == "cp950":
        # the first character of Hong Kong's own may stand below the sample
        other = data.decode("big5hkscs", "replace")
        if other.count(_BROKEN) < broken:
            text, broken, encoding = other, other.count(_BROKEN), "big5hkscs"
    if broken and encoding in _PAIRED and len(data) <= _MEND_BYTES:
        text = "".join(_align(run, encoding) for run in _RUN.findall(data))
    places = len(_PLACE.findall(text)) if broken else 0
    if broken > len(text) * _BROKEN_MOST or places > max(_BROKEN_PLACES, len(text) * _BROKEN_SHARE):
        raise PageError(file, f"the text is damaged (not {encoding}, or cut through): save it as UTF-8; skipped")
    return _page(text, file, encoding)


def _best(data: bytes, declared: str | None) -> tuple[str, float]:
    """The encoding that makes most sense of the bytes, and its points."""
    first = re.search(rb"[^\t-\r -~]", data)
    # from shortly before the first byte that says anything; an even place, for UTF-16
    start = max(0, first.start() - _SAMPLE // 8) // 2 * 2 if first else 0
    sample = data[start : start + _SAMPLE]
    final = start + _SAMPLE >= len(data)
    scored = []
    for encoding in _CANDIDATES:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample, final)
        points = _points(text, wide=encoding.startswith("utf-16"))
        scored.append((points + (_POINTS_DECLARED if encoding == declared else 0.0), encoding))
    points, encoding = max(scored, key=lambda pair: pair[0])
    if points < _LEAST_POINTS:
        # a broken byte at the beginning of a long line makes other characters of all of it
        head = data[start : start + _ALIGNED_SAMPLE]
        aligned = [(_points("".join(_align(run, name) for run in _RUN.findall(head)), False), name) for name in _PAIRED]
        points, encoding = max([(points, encoding), *aligned], key=lambda pair: pair[0])
    return encoding, points


def _points(text: str, wide: bool) -> float:
    """How much a text looks like Chinese: the mean points of its characters.

    ASCII says nothing where it is one byte in every encoding; in UTF-16 (`wide`) it is as good as an everyday one.
    """
    total = number = 0.0
    for character, count in Counter(text).items():
        if character < "\x80" and not wide:
            continue
        number += count
        if character in _FREQUENT or character in _ASCII:
            total += _POINTS_FREQUENT * count
        elif character == _BROKEN:
            total += _POINTS_BROKEN * count
        elif "\u4e00" <= character <= "\u9fff":
            total += _POINTS_HAN * count
        else:
            total += _POINTS_OTHER * count
    return total / number if number else _POINTS_SILENT


# A larger file with broken bytes is read without looking for the best alignment: that takes a microsecond a byte.
_MEND_BYTES = 1024 * 1024
# No character of several bytes holds a byte below 0x30: after one, reading begins anew.
_RUN = re.compile(rb"[\x00-\x2f]+|[^\x00-\x2f]+")


def _align(run: bytes, encoding: str) -> str:
    """A run of bytes as the text with most points, with U+FFFD for each byte that belongs to no character.

    Decoding from the left would pair the second half of a character with the first of the next up to the line's end.
    """
    try:
        return run.decode(encoding)
    except UnicodeDecodeError:
        pass
    # for each byte: the points of the best reading from it on, the character that this begins with, and its length
    best: list[tuple[float, str, int]] = [(0.0, "", 0)] * (len(run) + 1)
    for at in reversed(range(len(run))):
        choices = []
        for length in (1,) if run[at] < 0x80 else (2, 4):
            try:
                text = run[at : at + length].decode(encoding)
            except UnicodeDecodeError:
                continue
            points = 0.0 if length == 1 else _points(text, wide=False)
            choices.append((best[min(at + length, len(run))][0] + points, text, length))
        # last, so that on a tie the break is where decoding from the left finds it
        choices.append((best[at + 1][0] + _POINTS_BROKEN, _BROKEN, 1))
        best[at] = max(choices, key=lambda choice: choice[0])
    pieces, at = [], 0
    while at < len(run):
        _, text, length = best[at]
        pieces.append(text)
        at += length
    return "".join(pieces)


def _page(text: str, file: str, encoding: str) -> Page:
    """The page, if the text can be one.

    Raises:
        PageError: when it is empty, or holds too many controls.
    """
    text = text.removeprefix("\ufeff")
    if not text or text.isspace():
        raise PageError(file, "the file is empty; skipped")
    controls = len(text.encode("utf-8").translate(None, _NO_CONTROL))
    if controls > len(text) * _CONTROL_MOST or controls > max(1, len(text) * _CONTROL_SHARE):
        raise PageError(file, "the file is binary, not text; skipped")
    return Page(file, text, encoding)
