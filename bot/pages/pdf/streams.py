"""Measures the streams of a PDF file before PDFium unpacks them: a few kilobytes can hold gigabytes.

A stream that is packed twice has no use but to be a bomb, and no newspaper page has 48 MB of drawing commands and
fonts: PDFium takes half a minute and gigabytes of memory for 100 MB. The streams of an encrypted file are not seen.
"""

from __future__ import annotations

import base64
import re
import zlib

from bot.errors import PageError

# All streams but pictures unpack to at most this many bytes, or to this many times the size of a larger file.
_MOST_BYTES, _MOST_TIMES = 48 * 1024 * 1024, 6
# Pictures are not unpacked to read text. One that says that it is a picture may be used as something else.
_MOST_BYTES_OF_PICTURE = 128 * 1024 * 1024
# Deflate packs 1,032 bytes into one at best.
_HIGHEST_RATIO = 1032
_CHUNK = 1024 * 1024

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
# Before the keyword stands the dictionary of the stream, and before that the number of the object.
_DICTIONARY_BYTES = 4096
_PACKING = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)(?![0-9A-Za-z])")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ZLIB_HEADERS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def check_streams(data: bytes, file: str) -> None:
    """Raises a PageError if a stream of a PDF file is packed twice, or if the streams unpack to too much."""
    most = max(_MOST_BYTES, _MOST_TIMES * len(data))
    total = 0
    for match in _STREAM.finditer(data):
        dictionary = data[max(0, match.start() - _DICTIONARY_BYTES) : match.start()].rpartition(b" obj")[2]
        dictionary = _ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), dictionary)
        if len(_PACKING.findall(dictionary)) > 1:
            raise _packed_twice(file)
        is_picture = re.search(rb"/Subtype\s*/Image", dictionary) is not None
        limit = _MOST_BYTES_OF_PICTURE if is_picture else most - total
        size = _measure(_without_text_coding(data, match.end(), dictionary, limit), limit, file)
        if size > limit:
            raise PageError(
                file, "the PDF unpacks to more than {size} MB, too much for a page; skipped", size=most // 1024 // 1024
            )
        total += 0 if is_picture else size


def _packed_twice(file: str) -> PageError:
    return PageError(file, "a stream of the PDF is packed twice, which only harmful files are; skipped")


def _without_text_coding(data: bytes, start: int, dictionary: bytes, limit: int) -> memoryview:
    """A stream without the coding that makes text of bytes, if it could unpack to more than `limit` bytes at all."""
    if not re.search(rb"/(?:ASCII85Decode|A85|ASCIIHexDecode|AHx)(?![0-9A-Za-z])", dictionary):
        return memoryview(data)[start:]
    coded = data[start:].partition(b"endstream")[0].partition(b"~>")[0]
    if len(coded) * _HIGHEST_RATIO <= limit:
        return memoryview(b"")
    try:
        if re.search(rb"/(?:ASCII85Decode|A85)(?![0-9A-Za-z])", dictionary):
            return memoryview(base64.a85decode(coded, ignorechars=b" \t\n\r\v\x00\f"))
        return memoryview(bytes.fromhex(coded.partition(b">")[0].decode("ascii")))
    except ValueError:
        return memoryview(b"")


def _measure(packed: memoryview, limit: int, file: str) -> int:
    """How many bytes a stream unpacks to, or a number above `limit`; 0 where it is not packed.

    Raises:
        PageError: when what comes out is packed itself.
    """
    if bytes(packed[:2]) not in _ZLIB_HEADERS:
        return 0
    unpacker = zlib.decompressobj()
    size = at = 0
    rest = b""
    try:
        while size <= limit and not unpacker.eof and (rest or at < len(packed)):
            if not rest:
                rest, at = bytes(packed[at : at + _CHUNK]), at + _CHUNK
            unpacked = unpacker.decompress(rest, _CHUNK)
            if not size and _is_packed(unpacked):
                raise _packed_twice(file)
            size += len(unpacked)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        # damaged from here on: PDFium, too, takes what comes before
        pass
    return size


def _is_packed(beginning: bytes) -> bool:
    if beginning[:2] not in _ZLIB_HEADERS:
        return False
    try:
        return bool(zlib.decompressobj().decompress(beginning, _CHUNK))
    except zlib.error:
        return False
