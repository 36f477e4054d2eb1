"""What the bot sends: styled texts with buttons, and the turn that collects what an update leads to."""
