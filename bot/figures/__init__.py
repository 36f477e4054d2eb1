"""The figures of a bot: what was asked, how often the paper answered, how fast, and how well people liked it."""
