"""Tells which type is set in another face than the text of its page: in bold or in black, as headlines are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace

from bot.pages.pdf.print.glyphs import Glyph

# The faces that together draw this share of the text are the text's. One face can be many fonts, because some programs
# put no more than 255 characters into one.
_SHARE = 0.9


def mark_other_faces(glyphs: Sequence[Glyph], faces: Sequence[Hashable]) -> list[Glyph]:
    """The glyphs, in which those in another face than the text are marked.

    Args:
        glyphs: the characters of a page.
        faces: the face of each: its font, and how it is drawn.
    """
    text_size = Counter(round(glyph.size * 2) for glyph in glyphs).most_common(1)[0][0] if glyphs else 0
    used = Counter(face for glyph, face in zip(glyphs, faces, strict=True) if round(glyph.size * 2) == text_size)
    of_text: set[Hashable] = set()
    drawn = 0
    for face, count in used.most_common():
        if drawn < _SHARE * used.total():
            of_text.add(face)
            drawn += count
    return [
        glyph if face in of_text else replace(glyph, in_other_face=True)
        for glyph, face in zip(glyphs, faces, strict=True)
    ]
