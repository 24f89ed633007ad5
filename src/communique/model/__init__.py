"""What the program talks about: plain frozen dataclasses and enums. Imports nothing else of ours but errors."""
