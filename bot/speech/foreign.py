"""Messages in a language, or in letters, that no Chinese paper is written in: what is the weather, shui fei."""

from __future__ import annotations

from bot.text.characters import CJK
from bot.text.patterns import compile_late

# Words of English that no Chinese headline has.
_ENGLISH = compile_late(
    r"\b(?:what|how|is|are|the|do|does|you|your|where|when|who|why|can|could|please|me|my|to|of|in|it|this|that|i|for|and|not)\b"
)
# how many, when open: who begins so asks in English
_ASKS = compile_late(r"\W*(?:what|how|when|where|who|why|which|can|could|do|does|is|are|please)\s+[a-z]")
_OTHER_SCRIPT = compile_late("[\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3041-\u30ff\uac00-\ud7af]")
_LETTER = compile_late(r"[^\W\d_]")
_CHINESE = compile_late(f"[{CJK}]")
# A syllable of Chinese in Latin letters: an initial and a final, or one of the few that have no initial.
_FINAL = "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|ve|a|o|e|i|u|v"
_SYLLABLE = f"(?:(?:[zcs]h|[b-df-hj-np-tw-z])(?:{_FINAL})|ang|eng|ai|ei|ao|ou|an|en|er|a|o|e)"
_ONE, _SOME = compile_late(_SYLLABLE), compile_late(f"{_SYLLABLE}+")
# Nobody types a longer word so, and the longer a word, the more ways there are to divide it.
_LONGEST = 20


def is_foreign(text: str) -> bool:
    """Whether a folded message is in another language than Chinese."""
    if len(_OTHER_SCRIPT.findall(text)) * 2 > len(_LETTER.findall(text)):
        return True
    return has_no_chinese(text) and (len(_ENGLISH.findall(text)) >= 2 or _ASKS.match(text) is not None)


def has_no_chinese(text: str) -> bool:
    """Whether a message has letters, and no Chinese character among them."""
    return _LETTER.search(text) is not None and not _CHINESE.search(text)


def is_pinyin(text: str) -> bool:
    """Whether a folded message is Chinese in Latin letters: ting shui, yibao zenme jiao.

    Two words have to be a syllable each, because one or two longer words may be a name: huawei mate.
    """
    words = text.strip(".,?! ").split()
    if len(words) < 2 or any(len(word) > _LONGEST for word in words):
        return False
    return all(map((_SOME if len(words) > 2 else _ONE).fullmatch, words))
