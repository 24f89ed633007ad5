"""The kept record: a record as it was merged once, in a form that opens at once.

A cache of a pure function and never the truth: it holds for one revision of the findings and decisions and for the
program that made it, and is made anew where either is another. It holds everything but the texts of articles, which
stand in the record already and never change.
"""

from communique.record.kept.maker import made_by
from communique.record.kept.making import pack_record
from communique.record.kept.opening import Texts, open_record, revision_of

__all__ = ["Texts", "made_by", "open_record", "pack_record", "revision_of"]
