"""What `from bot import …` offers."""

import subprocess
import sys

import bot


def test_all_is_sorted_and_importable():
    """Every name in `__all__` exists, in alphabetical order."""
    assert bot.__all__ == sorted(bot.__all__)
    assert all(hasattr(bot, name) for name in bot.__all__)


def test_importing_is_quick_and_silent():
    """`import bot` prints nothing and brings in neither Telegram, numpy, jieba, pydantic nor the terminal libraries."""
    code = (
        "import sys, bot; heavy = {'telegram', 'numpy', 'jieba', 'rank_bm25', 'opencc', 'pydantic', 'rich', 'click'};"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_package_says_that_it_is_typed(root):
    """py.typed travels with the package."""
    assert (root / "bot" / "py.typed").exists()
