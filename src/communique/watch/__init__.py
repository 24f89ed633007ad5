"""Watching: sources polled on their own rhythm, what is new read into the record, and word of what it changed there."""
