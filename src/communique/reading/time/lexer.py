"""Text to words with categories: numbers in figures and words, years, clock times, months, weekdays ..."""

from __future__ import annotations

import re

from communique.reading.time.lexicon import Value, words
from communique.reading.time.phrase import Word

_WORD = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}(?!\d))"
    r"|(?P<figures>\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}/\d{1,2}/\d{1,2}\b)"
    r"|(?P<clock>\b\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\b\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b))"
    r"|(?P<decade>['’]?\b\d{2,4}['’]?s\b)"
    r"|(?P<ordinal>\b\d+(?:st|nd|rd|th)\b)"
    r"|(?P<quarter>\bQ[1-4]\b)"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<meridiem>\b[apAP]\.\s?[mM]\b\.?)"
    r"|(?P<oclock>\bo['’]clock\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<poss>['’]s?(?!\w))"
    r"|(?P<dash>--?|[–—])"
    r"|(?P<newline>\n)"
    r"|(?P<mark>[^\w\s]|_)"
)
_MARKS = {",": "COMMA", ".": "DOT", "(": "OPEN", ")": "CLOSE", "/": "SLASH", "$": "MONEY", "£": "MONEY", "€": "MONEY"}
YEARS = range(1400, 2151)


def read_words(text: str) -> list[Word]:
    """The words of a text, numbers merged ("twenty-four", "2 1/2", "a hundred"), each with its categories."""
    vocabulary = words()
    found: list[Word] = []
    for match in _WORD.finditer(text):
        kind, piece = match.lastgroup or "mark", match.group()
        if kind == "word":
            values = vocabulary.get(piece.lower(), {})
            if values and not piece[0].isupper() and ("MONTH" in values or "WEEKDAY" in values):
                values = {k: v for k, v in values.items() if k not in ("MONTH", "WEEKDAY")}
        else:
            values = _categories(kind, piece)
        found.append(Word(piece, match.start(), match.end(), values))
    return _merge_numbers(found)


def number_categories(number: int, digits: int) -> dict[str, Value]:
    """What a whole number can be: an amount, a day of the month, an hour, a year."""
    values: dict[str, Value] = {"NUM": number}
    if digits <= 2:
        if 1 <= number <= 31:
            values["DAYNUM"] = number
        if 0 <= number <= 24:
            values["HOUR"] = number
    elif digits == 4 and number in YEARS:
        values["YEAR"] = number
    if digits == 4 and number % 100 < 60 and number < 2400:
        values["HHMM"] = f"T{number // 100:02}:{number % 100:02}"
    return values


def _categories(kind: str, piece: str) -> dict[str, Value]:
    match kind:
        case "iso":
            return {"ISODATE": piece}
        case "figures":
            return _figures(piece)
        case "clock":
            hour, minute, *seconds = re.split("[:.]", piece)
            if seconds:
                return {}  # a running time
            return {"CLOCK": f"T{int(hour):02}:{minute}"} if int(hour) <= 24 and int(minute) < 60 else {}
        case "decade":
            return _decade(piece)
        case "ordinal":
            number = int(re.sub(r"\D", "", piece)[:9])
            return {"DAYORD": number, **({"DAYNUM": number} if 1 <= number <= 31 else {})}
        case "quarter":
            return {"QUARTER": int(piece[1])}
        case "number":
            if piece.isascii() and piece.isdigit():
                return number_categories(int(piece[:9]), len(piece))
            plain = piece.replace(",", "")
            return {"NUM": float(plain)} if plain.isascii() and len(plain) < 16 else {}
        case "meridiem":
            return {"MERIDIEM": piece[0].lower() + "m"}
        case "oclock":
            return {"OCLOCK": 1}
        case "poss":
            return {"POSS": 1}
        case "dash":
            return {"DASH": 1}
        case _:
            return {_MARKS[piece]: 1} if piece in _MARKS else {}


def _figures(piece: str) -> dict[str, Value]:
    """A date in figures: 15.3.2025, 2025/03/15; 3/15/2025 only where it can be read in one way."""
    first, second, third = (int(number) for number in re.split("[./]", piece))
    if len(piece.split("/")[0]) == 4:
        year, month, day = first, second, third
    elif "." in piece or first > 12:
        year, month, day = third, second, first
    elif second > 12 or first == second:
        year, month, day = third, first, second
    else:
        return {}
    return {"ISODATE": f"{year:04}-{month:02}-{day:02}"}


def _decade(piece: str) -> dict[str, Value]:
    digits = re.sub(r"\D", "", piece)
    if len(digits) == 4 and digits.endswith("00"):
        return {"DECADE": int(digits), "CENTURIES": 1}
    if len(digits) == 4 and digits.endswith("0") and int(digits) in YEARS:
        return {"DECADE": int(digits)}
    if len(digits) == 2 and digits.endswith("0") and piece[0] in "'’":
        return {"DECADE": 1900 + int(digits)}
    return {}


def _merge_numbers(found: list[Word]) -> list[Word]:
    """Join the words of one number: "twenty - four", "a hundred", "2 1 / 2", "nineteen ninety - six"."""
    merged: list[Word] = []
    i = 0
    while i < len(found):
        word = found[i]
        if "NUMWORD" in word.values or "MAGNITUDE" in word.values:
            last, values = _spelled(found, i)
            merged.append(Word("", word.start, found[last].end, values) if last > i else _with(word, values))
            i = last + 1
        elif "NUM" in word.values and _half(found, i):
            last = i + _half(found, i)
            merged.append(Word("", word.start, found[last].end, {"NUM": float(word.values["NUM"]) + 0.5}))
            i = last + 1
        else:
            merged.append(word)
            i += 1
    return merged


def _half(found: list[Word], i: int) -> int:
    """How many words after place `i` make up "1/2"; 0 when there are none."""
    if i + 1 < len(found) and found[i + 1].text == "½":
        return 1
    return 3 if [w.text for w in found[i + 1 : i + 4]] == ["1", "/", "2"] else 0


def _with(word: Word, values: dict[str, Value]) -> Word:
    return Word(word.text, word.start, word.end, {**word.values, **values})


def _spelled(found: list[Word], first: int) -> tuple[int, dict[str, Value]]:
    """The last word of a number spelled out from place `first`, and what it can be."""
    parts: list[int] = []
    magnitudes = 0
    last = i = first
    while i < len(found) and i < first + 12:
        word = found[i]
        if "NUMWORD" in word.values:
            parts.append(int(word.values["NUMWORD"]))
        elif "MAGNITUDE" in word.values:
            parts.append(int(word.values["MAGNITUDE"]))
            magnitudes += 1
        elif not (i + 1 < len(found) and parts and _links(word, parts[-1], found[i + 1])):
            break
        else:
            i += 1
            continue
        last = i
        i += 1
    if not magnitudes and len(parts) >= 2 and parts[0] in (*range(13, 20), 20) and parts[1] >= 10:
        return last, {"YEAR": parts[0] * 100 + sum(parts[1:])}
    total = _total(parts) if magnitudes else _pair(parts)
    if total is None:
        return first, _small(parts[0])
    return last, _small(total)


def _links(word: Word, before: int, after: Word) -> bool:
    """True for the hyphen of "twenty-four" and the "and" of "a hundred and ten"."""
    if "NUMWORD" not in after.values:
        return False
    if "DASH" in word.values:
        return 20 <= before <= 90 and int(after.values["NUMWORD"]) < 10
    return word.lower == "and" and before in (100, 1000)


def _pair(parts: list[int]) -> int | None:
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2 and 20 <= parts[0] <= 90 and 0 < parts[1] < 10:
        return sum(parts)
    return None


def _total(parts: list[int]) -> int:
    total = current = 0
    for part in parts:
        if part == 100:
            current = (current or 1) * 100
        elif part >= 1000:
            total, current = total + (current or 1) * part, 0
        else:
            current += part
    return total + current


def _small(number: int) -> dict[str, Value]:
    return {"NUM": number, **({"HOUR": number} if 1 <= number <= 12 else {})}
