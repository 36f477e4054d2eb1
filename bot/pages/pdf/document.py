"""Reads a PDF file: one Page for each of its pages, called `name.pdf`, or `name.pdf#1`, `name.pdf#2`… of several.

pypdfium2 gives the characters with their places and sizes; `reading_order` makes text of them. The line numbers of such
a page count the lines of this text. There is no text recognition: a scanned page has no text.
"""

from __future__ import annotations

import math
import threading
import unicodedata
from collections.abc import Iterator
from ctypes import c_double, c_float, c_void_p, cast
from typing import Any

from bot.errors import MissingExtraError, PageError
from bot.pages.pdf.print.faces import mark_other_faces
from bot.pages.pdf.print.glyphs import Glyph
from bot.pages.pdf.print.rules import Area
from bot.pages.pdf.reading_order import compose_text
from bot.pages.pdf.streams import check_streams
from bot.records import Page
from bot.sentence import Sentence

# PDFium is not thread-safe.
_LOCK = threading.Lock()
# A newspaper page has some ten thousand characters; one with more than this would take minutes.
_MAX_GLYPHS = 60_000
# A newspaper has a hundred pages at most. A page tree that goes round in circles, or names one page again and again,
# has as many as it likes.
_MAX_PAGES = 500
# So many objects (characters, lines, pictures) are read of one file: its pages may all be the same heavy one.
_MAX_OBJECTS = 2_000_000
# With a larger share of characters without a meaning, the fonts do not say which characters they draw.
_MAX_MEANINGLESS_SHARE = 0.3
# PDFium drops text narrower than 0.01 points; a little more is no width either.
_NO_WIDTH = 0.02
# Sizes of type in points that can be true.
_SMALLEST, _LARGEST = 1.0, 2000.0


def read_pdf(data: bytes, file: str) -> Iterator[Page | PageError]:
    """Read the pages of a PDF file.

    Args:
        data: the file.
        file: the name that it goes by.

    Yields:
        Each page with text; the error in place of a damaged page, of the first ten at most; last, one error each about
        the other damaged pages, about all pages without text, and about pages beyond those that are read.

    Raises:
        PageError: when the file has a password, is damaged, or unpacks to too much.
        MissingExtraError: when pypdfium2 is not installed.
    """
    check_streams(data, file)
    try:
        import pypdfium2
    except (ImportError, OSError):
        raise MissingExtraError("reading PDF files (.pdf)", "pdf") from None
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
                raise PageError(file, "the PDF has a password: save it without one; skipped") from None
            raise PageError(file, "the PDF is damaged; skipped") from None
        count = len(document)
    # the numbers, from 1, of the pages without text
    textless: list[int] = []
    damaged = objects = read = 0
    try:
        for number in range(1, min(count, _MAX_PAGES) + 1):
            if objects > _MAX_OBJECTS:
                break
            read = number
            name = f"{file}#{number}" if count > 1 else file
            try:
                with _LOCK:
                    glyphs, drawn, page_objects = _read_page(pypdfium2, document, number - 1, name)
                objects += page_objects
            except pypdfium2.PdfiumError:
                damaged += 1
                if damaged <= _NAMED:
                    yield PageError(name, "this page of the PDF is damaged; skipped")
                continue
            except PageError as error:
                yield error
                continue
            text = compose_text(glyphs, drawn)
            if text.strip():
                yield Page(name, text, "pdf")
            else:
                textless.append(number)
    finally:
        with _LOCK:
            document.close()
    if damaged > _NAMED:
        yield PageError(file, "{count} more pages of the PDF are damaged; skipped", count=damaged - _NAMED)
    if textless or not count:
        yield PageError(file, _describe_textless(textless, read))
    if read < count:
        yield PageError(
            file,
            "the PDF says that it has {count} pages, too many for a newspaper: {read} are read",
            count=count,
            read=read,
        )


# So many pages of a file are named in a message.
_NAMED = 10


def _describe_textless(textless: list[int], count: int) -> str:
    """The reason why some of the pages of a file have no text, for a PageError."""
    if not count:
        return "the PDF is damaged: it has no pages; skipped"
    if len(textless) == count:
        return "the PDF holds no text, only pictures (a scan): save it with its text; skipped"
    more = len(textless) - _NAMED
    if len(textless) == 1:
        pattern = "no text on page {pages} of {count}, only pictures; skipped"
    elif more <= 0:
        pattern = "no text on pages {pages} of {count}, only pictures; skipped"
    else:
        pattern = "no text on pages {pages} and {more} more of {count}, only pictures; skipped"
    return Sentence(pattern, pages=", ".join(map(str, textless[:_NAMED])), more=more, count=count)


def _read_page(pdfium: Any, document: Any, index: int, name: str) -> tuple[list[Glyph], list[Area], int]:
    """The characters of one page, the lines and boxes on it, and how many objects and characters PDFium has read.

    Raises:
        PageError: when there are too many, or too many that mean nothing.
        pypdfium2.PdfiumError: when the page is damaged.
    """
    raw = pdfium.raw
    page = document[index]
    objects = raw.FPDFPage_CountObjects(page)
    found = [raw.FPDFPage_GetObject(page, at) for at in range(objects)]
    _widen(raw, found)
    drawn = _read_drawn(raw, found)
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > _MAX_GLYPHS:
            raise PageError(name, "too many characters for a newspaper page ({count}); skipped", count=count)
        glyphs: list[Glyph] = []
        faces: list[tuple[int | None, int]] = []
        meaningless = 0
        high_surrogate = ""
        for at in range(count):
            if raw.FPDFText_IsGenerated(text, at) == 1:
                # a space or line break that PDFium has added
                continue
            code = raw.FPDFText_GetUnicode(text, at)
            if 0xD800 <= code < 0xDC00:
                high_surrogate = chr(code)
                continue
            character = _find_character(high_surrogate, code)
            high_surrogate = ""
            if not character:
                meaningless += 1
            elif (glyph := _read_glyph(raw, text, at, character)) is not None:
                glyphs.append(glyph)
                faces.append(_read_face(raw, text, at))
    finally:
        text.close()
        page.close()
    if meaningless > _MAX_MEANINGLESS_SHARE * (len(glyphs) + meaningless):
        raise PageError(name, "its fonts do not tell which characters they draw: save the text itself; skipped")
    return mark_other_faces(glyphs, faces), drawn, objects + count


# A page with more lines and boxes is a drawing, or a table of many cells.
_MAX_DRAWN = 400


def _read_drawn(raw: Any, objects: list[Any]) -> list[Area]:
    """The places of the lines and boxes among the objects of a page; none where there are too many."""
    edges = [c_float() for _ in range(4)]
    drawn = []
    for item in objects:
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            drawn.append(Area(left, -top, right, -bottom))
    return drawn if len(drawn) <= _MAX_DRAWN else []


def _read_face(raw: Any, text: Any, at: int) -> tuple[int | None, int]:
    """The font of a character, as the address of what PDFium knows of it, and whether its outline is drawn, too."""
    drawn_as = raw.FPDFText_GetTextObject(text, at)
    font = raw.FPDFTextObj_GetFont(drawn_as)
    return cast(font, c_void_p).value, raw.FPDFTextObj_GetTextRenderMode(drawn_as)


def _read_glyph(raw: Any, text: Any, at: int, character: str) -> Glyph | None:
    """A character with its place as a person sees it who turns the page so that it stands upright.

    None where the PDF gives no place, or one that makes no sense.
    """
    x, y, box, matrix = c_double(), c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    if not (
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        and raw.FPDFText_GetLooseCharBox(text, at, box)
        and raw.FPDFText_GetMatrix(text, at, matrix)
    ):
        return None
    height = math.hypot(matrix.c, matrix.d)
    size = raw.FPDFText_GetFontSize(text, at) * height
    if not math.isfinite(size) or not _SMALLEST <= size <= _LARGEST:
        return None
    turn = round(math.degrees(math.atan2(-matrix.c, matrix.d)) / 90) % 4 * 90
    # in a PDF y grows upwards, in a Glyph downwards
    if turn == 90:
        left, right, start, baseline = box.bottom, box.top, y.value, x.value
    elif turn == 180:
        left, right, start, baseline = -box.right, -box.left, -x.value, y.value
    elif turn == 270:
        left, right, start, baseline = -box.top, -box.bottom, -y.value, -x.value
    else:
        left, right, start, baseline = box.left, box.right, x.value, -y.value
    if not all(map(math.isfinite, (left, right, start, baseline))):
        return None
    if unicodedata.category(character[0]) == "Lo" and unicodedata.east_asian_width(character[0]) == "W":
        # a font drawn as pictures (Type 3) has the box of the ink, and 一 or 自 would leave gaps
        left, right = start, max(right, start + size * math.hypot(matrix.a, matrix.b) / height)
    return Glyph(character, left, max(left, right), baseline, size, start=start, turn=turn)


# Objects can hold objects; the pages of newspapers nest them two or three deep.
_MAX_DEPTH = 8


def _widen(raw: Any, objects: list[Any], depth: int = 0) -> None:
    """Give text without width the width of a stroke, because PDFium drops text without width.

    PDFium takes the width of a single character from the font's outlines. It is 0 if the font is neither in the file
    nor on this machine, and CPDF_TextPage::ProcessTextObject then skips the character: all of a vertical byline.
    """
    edges = [c_float() for _ in range(4)]
    identity = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    for item in objects:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            count = raw.FPDFFormObj_CountObjects(item)
            _widen(raw, [raw.FPDFFormObj_GetObject(item, at) for at in range(max(0, count))], depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_GetBounds(item, *edges):
            left, _, right, _ = (edge.value for edge in edges)
            if right - left < _NO_WIDTH:
                raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_STROKE)
                raw.FPDFPageObj_SetStrokeWidth(item, 1.0)
                # a transformation that changes nothing makes PDFium measure the object again
                raw.FPDFPageObj_TransformF(item, identity)


# Radicals that some fonts give instead of the characters that look the same, and that NFKC leaves as they are.
_RADICALS = dict(
    zip(
        "⻓⻔⻅⻋⻛⻜⻝⻢⻥⻦⻧⻨⻩⻬⻮⻰⻳⺠⻄⻆⻉⻚⻘⻁⻤⻣",
        "长门见车风飞食马鱼鸟卤麦黄齐齿龙龟民西角贝页青虎鬼骨",
        strict=True,
    )
)


def _find_character(high_surrogate: str, code: int) -> str:
    """The character that a glyph stands for; "" for one without a meaning.

    Args:
        high_surrogate: the first half of a character beyond U+FFFF; "" if there is none.
        code: what PDFium gives: a code point, or the second half of that character.
    """
    if high_surrogate and 0xDC00 <= code < 0xE000:
        return (high_surrogate + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16")
    if code in (0x2, 0xFFFE):
        # PDFium's codes for a hyphen at the end of a line
        return "-"
    is_control = code < 0x20 or 0x7F <= code < 0xA0
    is_private = 0xE000 <= code < 0xF900
    if is_control or is_private or 0xD800 <= code < 0xE000 or code in (0xFFFD, 0xFFFF) or code > 0x10FFFF:
        return ""
    character = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    return character
