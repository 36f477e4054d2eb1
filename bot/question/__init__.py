"""What a person asks: everyday words, typing slips, numbers, places, follow-ups."""
