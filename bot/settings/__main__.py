"""Prints `.env.example`."""

from bot.settings import write_example

print(write_example(), end="")
