"""Compiles patterns as `re` does, in a third of the time where many have the same classes of many characters.

To write a class as short as it can be, `re` walks over all its characters, and 27,000 are Chinese. The patterns of the
reader have two thousand classes, a quarter of which are different; here each is looked at once in a process.

Python has no public way to say so. The module that `re` compiles with is loaded a second time, so that `re` stays as it
is for everybody else; where another Python's `re` has other parts, patterns are compiled as usual.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern that `re.compile` makes."""
    compiled: re.Pattern[str] = _load_compiler().compile(pattern, int(flags))
    return compiled


def make_code(parsed: Any) -> list[int]:
    """The code of a pattern that `re` has parsed.

    Raises:
        ImportError: when this Python's `re` has no such parts.
    """
    compiler = _load_compiler()
    code: list[int] = (import_module("re._compiler") if compiler is re else compiler)._code(parsed, 0)
    return code


@cache
def _load_compiler() -> Any:
    """The module that `re` compiles with, loaded once more, that looks at each class once; or `re` itself."""
    # everything is caught, because nobody knows what the parts of another Python raise
    try:
        spec = find_spec("re._compiler")
        assert spec is not None and spec.loader is not None
        compiler: Any = module_from_spec(spec)
        spec.loader.exec_module(compiler)
        optimize, known = compiler._optimize_charset, {}

        def optimize_once(charset: Any, *of_case: Any) -> Any:
            # nobody changes what was returned
            if any(of_case):
                return optimize(charset, *of_case)
            key = tuple(charset)
            if key not in known:
                known[key] = optimize(charset)
            return known[key]

        compiler._optimize_charset = optimize_once
        compiler.compile("[一-龥]", 0)
    except Exception:
        return re
    return compiler
