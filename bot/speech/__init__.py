"""How people speak: what they say that is no question to the paper, and which characters sound alike."""
