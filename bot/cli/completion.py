"""`baowen completion`: the script by which a shell completes commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(short_help="Print the script that completes commands in a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in SHELL.

    \b
    bash  baowen completion bash > ~/.local/share/bash-completion/completions/baowen
    zsh   baowen completion zsh > "${fpath[1]}/_baowen"
    fish  baowen completion fish > ~/.config/fish/completions/baowen.fish
    """
    shell_class = get_completion_class(shell)
    assert shell_class is not None, "click knows these shells"
    click.echo(shell_class(context.find_root().command, {}, "baowen", "_BAOWEN_COMPLETE").source())
