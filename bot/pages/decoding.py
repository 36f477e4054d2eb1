"""Decodes the bytes of a page: finds the encoding, and reads the text in spite of a few broken bytes.

A page in UTF-8 is recognised because its bytes are valid. Other bytes are decoded in each encoding that Chinese
newspapers have used. The right text is full of frequent characters; a wrong one consists of rare characters.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from bot.errors import PageError
from bot.records import Page

# The byte-order marks, and the encoding of what follows. UTF-32 comes first, because its mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB18030 includes GBK and GB2312; big5hkscs is Big5 with Hong Kong's characters. On a tie the first one wins.
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# In these encodings a lost byte shifts the pairs of bytes, and so garbles the rest of the line.
_PAIRED = ("gb18030", "big5hkscs")
# The names that web pages declare.
_DECLARED_NAMES = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}

# The 500 most frequent characters, counted over jieba's dictionary weighted with the frequencies of its words, their
# traditional forms, and punctuation. They make up two thirds of a newspaper, and a fifteenth of random characters.
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

# Points per character; the score of a text is their mean. Newspaper text of 30 characters and more scores at least 0.37
# in the right encoding, and at most 0.1 in a wrong one (tests/pages/test_decoding.py decodes samples of 20 characters).
_POINTS_FREQUENT = 1.0
_POINTS_HAN = 0.0
_POINTS_OTHER = -0.5  # letters of other scripts, private use: typical of a wrong encoding
_POINTS_BROKEN = -2.0
_LEAST_SCORE = 0.2
# The score of a text in ASCII, which is the same in most encodings: below that of Chinese text in the right one.
_SCORE_ASCII = 0.3
# A bonus for the encoding that a web page declares: small, because pages saved by a browser often declare a wrong one.
_BONUS_DECLARED = 0.1
# The first bytes are enough to find the encoding; aligning each line takes longer, so it gets fewer.
_SAMPLE_BYTES = 64 * 1024
_ALIGNED_SAMPLE_BYTES = 4 * 1024

# A page is read in spite of broken bytes if they are in one place per hundred characters, or in two places of a short
# page (a single byte overwritten by a space breaks two), and make up at most a tenth of the text.
_BROKEN_PLACES_SHARE = 0.01
_BROKEN_PLACES_SHORT = 2
_BROKEN_SHARE = 0.1
# One broken character of up to four bytes leaves up to four signs.
_BROKEN_PLACE = re.compile(f"{_BROKEN}{{1,4}}")
# A file with a larger share of control characters is no text; a single one is an accident, but not in ten characters.
_CONTROL_SHARE = 0.02
_CONTROL_SHARE_SHORT = 0.1
_CONTROL_FREE = bytes(code for code in range(256) if code >= 0x20 or code in b"\t\n\v\f\r")


def decode(data: bytes, file: str, declared: str | None = None) -> Page:
    """Decode the content of a file. Broken bytes become U+FFFD; the text has no byte-order mark.

    Args:
        data: the whole file.
        file: the name that the page goes by.
        declared: the encoding that a web page declares.

    Raises:
        PageError: when the bytes are empty, binary, damaged, or in none of the encodings.
    """
    if not data.strip():
        raise PageError(file, "the file is empty; skipped")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _make_page(_decode_damaged(data[len(mark) :], encoding, file), encoding, file)
    if b"\x00" not in data:
        try:
            return _make_page(data.decode("utf-8"), "utf-8", file)
        except UnicodeDecodeError:
            pass
    known = _DECLARED_NAMES.get((declared or "").strip().lower())
    encoding, score = _find_encoding(data, known)
    if score < _LEAST_SCORE and encoding != known:
        raise PageError(file, "the file is binary, or text in no encoding we know: save it as UTF-8; skipped")
    return _make_page(_decode_damaged(data, encoding, file), encoding, file)


def _make_page(text: str, encoding: str, file: str) -> Page:
    """The page. Raises PageError if the text is empty or has too many control characters."""
    text = text.removeprefix("\ufeff")
    if not text or text.isspace():
        raise PageError(file, "the file is empty; skipped")
    controls = len(text.encode("utf-8").translate(None, _CONTROL_FREE))
    if controls > len(text) * _CONTROL_SHARE_SHORT or controls > max(1, len(text) * _CONTROL_SHARE):
        raise PageError(file, "the file is binary, not text; skipped")
    return Page(file, text, encoding)


# --- which encoding ------------------------------------------------------------------------------------------------


def _find_encoding(data: bytes, declared: str | None) -> tuple[str, float]:
    """The encoding in which the bytes look most like Chinese, and the score of the text (`_score`)."""
    # the sample begins shortly before the first byte that is not ASCII, and at an even place because of UTF-16
    first = re.search(rb"[^\t-\r -~]", data)
    start = max(0, first.start() - _SAMPLE_BYTES // 8) // 2 * 2 if first else 0
    sample = data[start : start + _SAMPLE_BYTES]
    is_whole = start + _SAMPLE_BYTES >= len(data)
    scores = []
    for encoding in _CANDIDATES:
        # a character that the end of the sample cuts through is not broken
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample, is_whole)
        score = _score(text, wide=encoding.startswith("utf-16"))
        scores.append((score + (_BONUS_DECLARED if encoding == declared else 0.0), encoding))
    score, encoding = max(scores, key=lambda pair: pair[0])
    if score < _LEAST_SCORE:
        # perhaps a broken byte at the beginning of a long line has garbled all of it
        head = sample[:_ALIGNED_SAMPLE_BYTES]
        aligned = [(_score(_decode_aligned(head, name)), name) for name in _PAIRED]
        score, encoding = max([(score, encoding), *aligned], key=lambda pair: pair[0])
    return encoding, score


def _score(text: str, wide: bool = False) -> float:
    """How much a text looks like Chinese: the mean points of its characters, at most 1.

    ASCII does not count, because its bytes are ASCII in most encodings; in UTF-16 (`wide`) it counts as frequent.
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
    return total / number if number else _SCORE_ASCII


# --- broken bytes --------------------------------------------------------------------------------------------------


def _decode_damaged(data: bytes, encoding: str, file: str) -> str:
    """The text with U+FFFD for broken bytes. Raises PageError if they are many."""
    text = data.decode(encoding, "replace")
    if _BROKEN in text and encoding in _PAIRED and len(data) <= _ALIGNED_BYTES:
        text = _decode_aligned(data, encoding)
    broken, places = text.count(_BROKEN), len(_BROKEN_PLACE.findall(text))
    if broken > len(text) * _BROKEN_SHARE or places > max(_BROKEN_PLACES_SHORT, len(text) * _BROKEN_PLACES_SHARE):
        raise PageError(
            file, "the text is damaged (not {encoding}, or cut through): save it as UTF-8; skipped", encoding=encoding
        )
    return text


# A larger damaged file is not aligned, because that takes a microsecond a byte.
_ALIGNED_BYTES = 1024 * 1024
# No byte of a character of several bytes is below 0x30, so such a byte (a line end, a space) begins a new run.
_RUN = re.compile(rb"[\x00-\x2f]+|[^\x00-\x2f]+")


def _decode_aligned(data: bytes, encoding: str) -> str:
    """The text in which a broken byte garbles no character after it, unlike in `bytes.decode`."""
    return "".join(_align(run, encoding) for run in _RUN.findall(data))


def _align(run: bytes, encoding: str) -> str:
    """Decode a run of bytes into the characters with most points in all, by dynamic programming from the end.

    Decoding from the left would pair the second byte of a character with the first byte of the next, and so on.
    """
    try:
        return run.decode(encoding)
    except UnicodeDecodeError:
        pass
    # for each place in the run: the points of the best text from there on, its first character, and that one's length
    best: list[tuple[float, str, int]] = [(0.0, "", 0)] * (len(run) + 1)
    for at in reversed(range(len(run))):
        choices = []
        for length in (1,) if run[at] < 0x80 else (2, 4):
            try:
                text = run[at : at + length].decode(encoding)
            except UnicodeDecodeError:
                continue
            points = 0.0 if length == 1 else _score(text)
            choices.append((best[min(at + length, len(run))][0] + points, text, length))
        # last, because on a tie the broken byte should come as late as in decoding from the left
        choices.append((best[at + 1][0] + _POINTS_BROKEN, _BROKEN, 1))
        best[at] = max(choices, key=lambda choice: choice[0])
    characters, at = [], 0
    while at < len(run):
        _, character, length = best[at]
        characters.append(character)
        at += length
    return "".join(characters)
