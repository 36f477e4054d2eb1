"""PDF files that unpack to gigabytes, and page trees without an end."""

from __future__ import annotations

import base64
import time
import zlib

import pytest

from bot.errors import PageError
from bot.pages.pdf.document import read_pdf
from bot.pages.pdf.streams import check_streams
from bot.records import Page

TEXT = b"BT /F1 12 Tf 50 700 Td (hello) Tj ET\n"
TWICE = "a stream of the PDF is packed twice, which only harmful files are; skipped"
TOO_MUCH = "the PDF unpacks to more than 48 MB, too much for a page; skipped"


def make_pdf(content, dictionary=b"", kids=b"[3 0 R]", count=1):
    """A file of one page, unless `kids` names more."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids%b/Count %d>>" % (kids, count),
        page,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<<%b/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(content), content),
    ]
    data, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def pack(content, times=1):
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


BOMB = TEXT * 1_500_000


@pytest.mark.parametrize(
    ("content", "dictionary", "reason"),
    [
        (pack(BOMB), b"/Filter/FlateDecode", TOO_MUCH),
        (pack(BOMB, 2), b"/Filter[/FlateDecode/FlateDecode]", TWICE),
        # named in another way, or not at all
        (pack(BOMB, 2), b"/Filter[/Fl#61teDecode /Fl]", TWICE),
        (pack(BOMB, 2), b"/Filter 9 0 R", TWICE),
        (pack(TEXT, 2), b"/Filter[/LZWDecode/FlateDecode]", TWICE),
        (base64.a85encode(pack(BOMB)) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]", TOO_MUCH),
        (pack(BOMB).hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]", TOO_MUCH),
        (pack(BOMB * 3), b"/Type/XObject/Subtype /Image/Filter/FlateDecode", TOO_MUCH),
    ],
)
def test_a_file_that_unpacks_to_too_much_is_not_unpacked(content, dictionary, reason):
    """It is one error, at once."""
    data = make_pdf(content, dictionary)
    start = time.process_time()
    with pytest.raises(PageError, match=reason):
        list(read_pdf(data, "a.pdf"))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("content", "dictionary"),
    [
        (TEXT, b""),
        (pack(TEXT), b"/Filter/FlateDecode"),
        (base64.a85encode(pack(TEXT)) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]"),
    ],
)
def test_a_page_is_read_however_it_is_packed(content, dictionary):
    """Once, and with bytes written as text."""
    (page,) = read_pdf(make_pdf(content, dictionary), "a.pdf")
    assert isinstance(page, Page)
    assert page.text == "hello\n"


def test_a_picture_may_be_large():
    """Those of a printed page have a hundred megabytes."""
    check_streams(make_pdf(pack(bytes(100_000_000)), b"/Subtype/Image/Filter/FlateDecode"), "a.pdf")


@pytest.mark.parametrize(
    ("kids", "count"),
    [(b"[2 0 R 3 0 R]", 2), (b"[" + b"2 0 R " * 50 + b"3 0 R]", 1_000_000), (b"[" + b"3 0 R " * 9999 + b"]", 9999)],
)
def test_a_page_tree_without_an_end_has_an_end(kids, count):
    """One that leads back to itself, or names a page again and again: at most 500 pages, and a dozen errors."""
    start = time.process_time()
    found = list(read_pdf(make_pdf(TEXT, kids=kids, count=count), "a.pdf"))
    assert time.process_time() - start < 10
    pages = [one for one in found if isinstance(one, Page)]
    errors = [str(one) for one in found if isinstance(one, PageError)]
    assert 1 <= len(pages) <= 500
    assert len(errors) <= 12
    if count > 500:
        assert f"a.pdf: the PDF says that it has {count} pages, too many for a newspaper: 500 are read" in errors
