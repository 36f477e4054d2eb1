"""A PDF → pages: one for each page of the file, named `name.pdf`, or `name.pdf#1`, `name.pdf#2`… where it has several.

Characters come with their places and sizes (pypdfium2); `layout` puts them in reading order and marks the headlines.
The lines of such a page are those of the text made here. Nothing is recognised in pictures: a scan has no text.
"""

from __future__ import annotations

import math
import threading
import unicodedata
from collections.abc import Iterator
from ctypes import c_double, c_float
from typing import Any

from bot.errors import MissingExtraError, PageError
from bot.pages.pdf.lines import Glyph
from bot.pages.pdf.reading_order import page_text
from bot.records import Page

__all__ = ["read_pdf"]

# PDFium works for one caller at a time.
_LOCK = threading.Lock()
# A newspaper page has some ten thousand; more than this is a database in print.
_MOST_GLYPHS = 60_000
# Where so many characters have no meaning, the text is one that only the eye can read.
_MEANINGLESS_SHARE = 0.3
# What PDFium takes for no width at all, and a little more.
_NO_WIDTH = 0.02
_SMALLEST, _LARGEST = 1.0, 2000.0


def read_pdf(data: bytes, file: str) -> Iterator[Page | PageError]:
    """The pages of a PDF, one at a time, and one error for all of its pages that hold no text.

    Raises:
        PageError: when the file has a password or is damaged.
        MissingExtraError: when pypdfium2 is not installed.
    """
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
    silent: list[int] = []
    try:
        for number in range(1, count + 1):
            name = f"{file}#{number}" if count > 1 else file
            try:
                with _LOCK:
                    glyphs = _glyphs(pypdfium2, document, number - 1, name)
            except pypdfium2.PdfiumError:
                yield PageError(name, "this page of the PDF is damaged; skipped")
                continue
            except PageError as error:
                yield error
                continue
            text = page_text(glyphs)
            if text.strip():
                yield Page(name, text, "pdf")
            else:
                silent.append(number)
    finally:
        with _LOCK:
            document.close()
    if silent or not count:
        yield PageError(file, _silence(silent, count))


def _silence(silent: list[int], count: int) -> str:
    if not count:
        return "the PDF is damaged: it has no pages; skipped"
    if len(silent) == count:
        return "the PDF holds no text, only pictures (a scan): save it with its text; skipped"
    pages = f"page {silent[0]}" if len(silent) == 1 else f"pages {', '.join(map(str, silent))}"
    return f"no text on {pages} of {count}, only pictures; skipped"


def _glyphs(pdfium: Any, document: Any, index: int, name: str) -> list[Glyph]:
    """The characters of one page.

    Raises:
        PageError: when there are too many, or too many that mean nothing.
        pypdfium2.PdfiumError: when the page is damaged.
    """
    raw = pdfium.raw
    page = document[index]
    _widen(raw, [raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page))])
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > _MOST_GLYPHS:
            raise PageError(name, f"too many characters for a newspaper page ({count}); skipped")
        turn = page.get_rotation()
        glyphs: list[Glyph] = []
        meaningless = 0
        x, y, box, matrix = c_double(), c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
        high = ""
        for at in range(count):
            if raw.FPDFText_IsGenerated(text, at) == 1:
                continue
            code = raw.FPDFText_GetUnicode(text, at)
            if 0xD800 <= code < 0xDC00:
                # the first half of a character beyond the first plane
                high = chr(code)
                continue
            character = _character(high, code)
            high = ""
            if not character:
                meaningless += 1
                continue
            if not (
                raw.FPDFText_GetCharOrigin(text, at, x, y)
                and raw.FPDFText_GetLooseCharBox(text, at, box)
                and raw.FPDFText_GetMatrix(text, at, matrix)
            ):
                continue
            size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
            glyph = _placed(character, (box.left, box.bottom, box.right, box.top), (x.value, y.value), size, turn)
            if glyph is not None:
                glyphs.append(glyph)
    finally:
        text.close()
        page.close()
    if meaningless > _MEANINGLESS_SHARE * (len(glyphs) + meaningless):
        raise PageError(name, "its fonts do not tell which characters they draw: save the text itself; skipped")
    return glyphs


# Objects can hold objects; a page of a newspaper nests them two or three deep.
_DEEPEST = 8


def _widen(raw: Any, objects: list[Any], depth: int = 0) -> None:
    """Gives text of no width the width of a stroke.

    PDFium takes the width of a single character from its font's outlines. Where the font is not in the file and not on
    this machine, it is 0, and PDFium drops the character (CPDF_TextPage::ProcessTextObject): all of a vertical byline.
    """
    edges = [c_float() for _ in range(4)]
    unchanged = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    for item in objects:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = raw.FPDFFormObj_CountObjects(item)
            _widen(raw, [raw.FPDFFormObj_GetObject(item, at) for at in range(max(0, count))], depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_GetBounds(item, *edges):
            left, _, right, _ = (edge.value for edge in edges)
            if right - left < _NO_WIDTH:
                raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_STROKE)
                raw.FPDFPageObj_SetStrokeWidth(item, 1.0)
                # has PDFium measure it again
                raw.FPDFPageObj_TransformF(item, unchanged)


# Radicals that fonts give out instead of the characters that look the same and that Unicode leaves unmapped.
_RADICALS = dict(
    zip(
        "⻓⻔⻅⻋⻛⻜⻝⻢⻥⻦⻧⻨⻩⻬⻮⻰⻳⺠⻄⻆⻉⻚⻘⻁⻤⻣",
        "长门见车风飞食马鱼鸟卤麦黄齐齿龙龟民西角贝页青虎鬼骨",
        strict=True,
    )
)


def _character(high: str, code: int) -> str:
    """The character that a glyph stands for; "" for one that means nothing."""
    if high and 0xDC00 <= code < 0xE000:
        return (high + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16")
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        # PDFium gives 2 for a hyphen at a line's end
        return "-" if code == 2 else ""
    character = chr(code)
    if code in (0xFFFE, 0xFFFF, 0xFFFD) or 0xE000 <= code < 0xF900:
        return "-" if code == 0xFFFE else ""
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    return character


def _placed(
    text: str, box: tuple[float, float, float, float], origin: tuple[float, float], size: float, turn: int
) -> Glyph | None:
    """A glyph as it is seen, the page turned clockwise by `turn` degrees; None where its place makes no sense."""
    left, bottom, right, top = box
    x, y = origin
    if turn == 90:
        left, right, base = bottom, top, x
    elif turn == 180:
        left, right, base = -right, -left, y
    elif turn == 270:
        left, right, base = -top, -bottom, -x
    else:
        base = -y
    if not all(map(math.isfinite, (left, right, base, size))) or not _SMALLEST <= size <= _LARGEST:
        return None
    return Glyph(text, left, max(left, right), base, size)
