"""Commands about the service itself: what it reads, what people ask, how well it answers."""
