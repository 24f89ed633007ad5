"""A report as JSON: the same sections, lines and references, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from communique.reports.document import Block, Bullets, Document, Line, Paragraph, Picture, Ref, plain


def to_json(document: Document) -> str:
    """One JSON object: `title`, `subtitle`, `sections` of `blocks`, and the `sources` that the numbers refer to."""
    row: dict[str, Any] = {
        "format": "communique-report/1",
        "form": document.form,
        "title": document.title,
        "subtitle": plain(document.subtitle),
        "sections": [
            {"key": s.key, "title": s.title, "blocks": [_block(block) for block in s.blocks]} for s in document.sections
        ],
        "sources": [asdict(source) for source in document.sources],
    }
    return json.dumps(row, ensure_ascii=False, indent=2) + "\n"


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"paragraph": _line(block.line)}
    if isinstance(block, Picture):
        return {"picture": block.title, "instead": [_block(part) for part in block.instead]}
    if isinstance(block, Bullets):
        return {"items": [{**_line(i.line), "details": [_line(d) for d in i.details]} for i in block.items]}
    groups = [
        {
            "title": group.title,
            "rows": [{"id": row.id, "cells": [_line(cell) for cell in row.cells]} for row in group.rows],
        }
        for group in block.groups
    ]
    return {"columns": list(block.columns), "groups": groups}


def _line(parts: Line) -> dict[str, Any]:
    words = plain(tuple(part for part in parts if not isinstance(part, Ref))).strip()
    return {"text": words, "sources": sorted({part.number for part in parts if isinstance(part, Ref)})}
