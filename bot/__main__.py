"""`python -m bot` is the command `baowen`."""

from bot.cli import main

main(prog_name="baowen")
