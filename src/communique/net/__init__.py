"""The network: one client that fetches within limits, refuses what it must not reach, and keeps to a host's pace."""
