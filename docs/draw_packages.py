"""Draws the packages of bot/ into docs/architecture.md, from the code's own imports and docstrings.

python docs/draw_packages.py            # rewrites the part between the two marks
python docs/draw_packages.py --check    # exits with status 1 if it is out of date
"""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- drawn by docs/draw_packages.py -->\n", "<!-- end of the drawing -->\n"
# Everything may import these, so arrows from them would say nothing.
EVERYWHERE = {"records", "explanation", "errors"}


def package_of(file: Path) -> str:
    """The package that a file of bot/ belongs to; a file at the top is a package of its own."""
    inside = file.relative_to(ROOT / "bot")
    return inside.parent.as_posix() if len(inside.parts) > 1 else inside.stem


def files() -> list[Path]:
    """The modules of bot/, without its __init__.py and __main__.py."""
    modules = sorted((ROOT / "bot").rglob("*.py"))
    return [path for path in modules if path.parent != ROOT / "bot" or not path.name.startswith("__")]


def imported_files(file: Path) -> set[Path]:
    """The files of bot/ that a file imports, in functions and for type checks too."""
    imported = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "bot":
            for alias in node.names:
                # `from a.b import c` imports the module a.b.c, or a name of a.b
                modules = (ROOT.joinpath(*name.split(".")) for name in (f"{node.module}.{alias.name}", node.module))
                paths = (path for module in modules for path in (module.with_suffix(".py"), module / "__init__.py"))
                if path := next(filter(Path.exists, paths), None):
                    imported.add(path)
    return imported


def sentence(file: Path) -> str:
    """The first sentence of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).replace("|", "\\|")


def imports_between_packages() -> dict[str, set[str]]:
    """For each package the packages that it imports."""
    graph: dict[str, set[str]] = {}
    for file in files():
        imported = {package_of(other) for other in imported_files(file)}
        graph.setdefault(package_of(file), set()).update(imported - EVERYWHERE - {package_of(file), "__init__"})
    return graph


def without_detours(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same graph without the arrows that a longer way already implies (transitive reduction)."""
    reached: dict[str, set[str]] = {}
    for package in TopologicalSorter(graph).static_order():
        direct = graph.get(package, set())
        reached[package] = direct.union(*(reached[other] for other in direct))
    return {
        package: {other for other in direct if not any(other in reached[third] for third in direct - {other})}
        for package, direct in graph.items()
    }


def drawing() -> str:
    """The diagram and the table, as Markdown."""
    graph = imports_between_packages()
    # sorted, because the order of a set changes from run to run
    ordered = {package: sorted(graph[package]) for package in sorted(graph)}
    order = [package for package in TopologicalSorter(ordered).static_order() if package not in EVERYWHERE]
    lines = ["```mermaid", "flowchart LR"]
    for package in order:
        for other in sorted(without_detours(graph)[package], key=order.index):
            lines.append(f"  {other}[{other}] --> {package}[{package}]".replace("/", "."))
    lines += ["```", "", "| package | what it does |", "| --- | --- |"]
    for package in [*sorted(EVERYWHERE), *order]:
        init = ROOT / "bot" / package / "__init__.py"
        path = f"bot/{package}/" if init.exists() else f"bot/{package}.py"
        lines.append(f"| `{path}` | {sentence(init if init.exists() else ROOT / path)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    drawn = before + BEGIN + drawing() + END + rest.split(END)[1]
    if "--check" in sys.argv:
        return int(drawn != text)
    PAGE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
