"""Attribution: who says what, direct and indirect."""

from communique.reading.attribution.attribution import find_attributions

__all__ = ["find_attributions"]
