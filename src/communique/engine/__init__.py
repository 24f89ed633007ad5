"""Articles -> findings, as fast as the machine allows: partitions of articles, read here or by worker processes."""

from communique.engine.ahead import ReadAhead
from communique.engine.engine import BATCH, Engine
from communique.engine.partition import Reader, read_partition

__all__ = ["BATCH", "Engine", "ReadAhead", "Reader", "read_partition"]
