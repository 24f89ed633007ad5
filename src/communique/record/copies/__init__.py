"""Which articles repeat others, and which reports are independent of each other."""
