"""What a person asks: the kind of answer wanted, everyday words, typing slips, numbers, places, follow-ups."""
