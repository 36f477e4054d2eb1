"""How a running bot is: what it counts, whether it is well, and who hears of it."""
