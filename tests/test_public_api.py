"""What `from bot import …` offers."""

import os
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


def test_a_name_is_imported_when_it_is_first_used():
    """Completing a word in a shell, `--version` and `--help` load neither conversations nor sentences nor records."""
    code = (
        "import sys\n"
        "from bot.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(sorted({'bot.conversation', 'bot.speech', 'bot.chat', 'bot.records'} & set(sys.modules)))\n"
        "import bot\n"
        "print(bot.Retriever.__module__, 'Retriever' in dir(bot), hasattr(bot, 'nonsense'))\n"
        "from bot import *\n"
        "print(take_turn.__module__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-3:] == ["[]", "bot.retriever True False", "bot.conversation"]


def run_twice(code, folder):
    """The lines that some code prints in a process of its own, the second time, when the index is already stored."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BAOWEN_")}
    environment["BAOWEN_INDEX_CACHE"] = str(folder)
    command = [sys.executable, "-W", "ignore", "-c", code]
    for _ in range(2):
        done = subprocess.run(
            command, input="", capture_output=True, text=True, check=True, cwd=folder, env=environment
        )
    return done.stdout.splitlines()


def test_an_answer_from_a_stored_index_brings_in_what_it_needs_and_no_more(tmp_path):
    """Neither the reader of pages, nor the terminal, nor all words of the dictionary."""
    code = (
        "import sys\n"
        "from bot.cli import main\n"
        "main(['ask', '奶农手册有多少页？', '--json'], standalone_mode=False)\n"
        "print(*sorted({'rich', 'dotenv', 'pydantic', 'pypinyin', 'rjieba', 'asyncio', 'telegram',"
        " 'tornado', 'pkg_resources', 'concurrent.futures.process', 'filelock', 'lxml', 'pypdfium2',"
        " 'rank_bm25', 'multiprocessing', 'socket', 'click.shell_completion', 'bot.cli.articles', 'bot.cli.telegram',"
        " 'bot.reader.lines.roles', 'bot.pages.html', 'bot.retrieval.storage.refresh', 'bot.retrieval.build',"
        " 'bot.console.screen', 'bot.chat'} & set(sys.modules)))\n"
        "from bot.text.segmenter import default_segmenter\n"
        "print(len(default_segmenter()._tokenizer('').counts) < 400_000)\n"
    )
    assert run_twice(code, tmp_path)[1:] == ["", "True"]


def test_a_conversation_does_not_load_what_makes_the_index(tmp_path):
    """The pages are followed by another process: this one needs neither the reader nor what builds an index."""
    code = (
        "import sys\n"
        "from bot.cli import main\n"
        "main(['chat'], standalone_mode=False)\n"
        "print(*sorted({'bot.reader', 'bot.pages.html', 'bot.retrieval.storage.refresh', 'bot.retrieval.build',"
        " 'telegram', 'prompt_toolkit', 'lxml', 'sqlalchemy', 'pkg_resources'} & set(sys.modules)))\n"
    )
    assert run_twice(code, tmp_path)[-1] == ""


def test_the_package_says_that_it_is_typed(root):
    """py.typed travels with the package."""
    assert (root / "bot" / "py.typed").exists()
