"""What `benchmarks/sources.py` reads: files of any number of invented items, in every form, with a fixed seed."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

SEED = 20250314
Maker = Callable[[Path, int], Path]
_PLACES = ("Oslo", "Bern", "Geneva", "Doha", "Muscat", "Nairobi", "Astana", "Vienna")


def rows(count: int) -> Iterator[dict[str, str]]:
    """Articles of about 500 characters."""
    chance = random.Random(SEED)
    for number in range(count):
        place, other = chance.sample(_PLACES, 2)
        sentence = (
            f"Delegations met in {place} on day {number} and agreed to meet in {other} within {number % 30} days. "
        )
        yield {
            "id": f"b-{number}",
            "url": f"https://post.example/2025/03/{number % 28 + 1:02}/talks-{number}",
            "publisher": "The Post",
            "published": f"2025-03-{number % 28 + 1:02}",
            "title": f"Talks in {place}, day {number}",
            "text": sentence * 6,
        }


def page(row: dict[str, str]) -> str:
    return (
        f"<!doctype html><html><head><title>{row['title']}</title></head><body><article><h1>{row['title']}</h1>"
        f"<p>{row['text']}</p></article></body></html>"
    )


def jsonl(folder: Path, count: int) -> Path:
    return _lines(folder / "articles.jsonl", (json.dumps(row) for row in rows(count)))


def json_list(folder: Path, count: int) -> Path:
    path = folder / "articles.json"
    with path.open("w") as out:
        out.write('{"status": "ok", "articles": [')
        for number, row in enumerate(rows(count)):
            out.write(("," if number else "") + json.dumps({**row, "source": {"name": row["publisher"]}}))
        out.write("]}")
    return path


def csv_table(folder: Path, count: int, delimiter: str = ",", suffix: str = "csv") -> Path:
    path = folder / f"articles.{suffix}"
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, ["id", "url", "publisher", "published", "title", "text"], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows(count))
    return path


def tsv_table(folder: Path, count: int) -> Path:
    return csv_table(folder, count, "\t", "tsv")


def parquet(folder: Path, count: int) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / "articles.parquet"
    writer, waiting = None, []
    for row in rows(count):
        waiting.append(row)
        if len(waiting) == 10_000:
            writer = _write(writer, path, pa, pq, waiting)
    if waiting:
        writer = _write(writer, path, pa, pq, waiting)
    if writer:
        writer.close()
    return path


def gdelt(folder: Path, count: int) -> Path:
    def line(number: int, row: dict[str, str]) -> str:
        cells = ["0"] * 16
        cells[2], cells[3], cells[4], cells[5] = "20250314101500", "1", "post.example", row["url"]
        return "\t".join(cells)

    return _lines(folder / "20250314101500.mentions.CSV", (line(*pair) for pair in enumerate(rows(count))))


def gdelt_list(folder: Path, count: int) -> Path:
    """An article list of GDELT's web news: one object a line, which leads to a page."""
    listed = (
        {"date": "2025-03-14T10:15:00Z", "url": row["url"], "title": row["title"], "domain": "post.example"}
        for row in rows(count)
    )
    return _lines(folder / "20250314101500.gal.json", (json.dumps(row) for row in listed))


def gdelt_texts(folder: Path, count: int) -> Path:
    """Texts as tools put them together from GDELT's n-grams."""
    texts = (
        {"Text": row["text"], "Date": row["published"], "URL": row["url"], "Source": "gdelt"} for row in rows(count)
    )
    path = folder / "reconstructed.json"
    with path.open("w") as out:
        for number, row in enumerate(texts):
            out.write(("," if number else "[") + json.dumps(row))
        out.write("]")
    return path


def references(folder: Path, count: int) -> Path:
    """Zotero's references as CSL JSON."""
    path = folder / "library.json"
    with path.open("w") as out:
        for number, row in enumerate(rows(count)):
            day = [int(part) for part in row["published"].split("-")]
            said = {
                "type": "article-newspaper",
                "title": row["title"],
                "container-title": "The Post",
                "URL": row["url"],
            }
            entry = {**said, "id": row["id"], "issued": {"date-parts": [day]}, "abstract": row["text"]}
            out.write(("," if number else "[") + json.dumps(entry))
        out.write("]")
    return path


def ris(folder: Path, count: int) -> Path:
    entries = (
        f"TY  - NEWS\nTI  - {row['title']}\nT2  - The Post\nDA  - {row['published'].replace('-', '/')}/\n"
        f"UR  - {row['url']}\nAB  - {row['text']}\nER  - \n"
        for row in rows(count)
    )
    return _lines(folder / "library.ris", entries)


def address_list(folder: Path, count: int) -> Path:
    return _lines(folder / "addresses.urls", (row["url"] for row in rows(count)))


def rss(folder: Path, count: int) -> Path:
    def item(row: dict[str, str]) -> str:
        return (
            f"<item><title>{row['title']}</title><link>{row['url']}</link><guid>{row['id']}</guid>"
            f"<pubDate>Fri, 14 Mar 2025 10:15:00 GMT</pubDate><description>{row['text']}</description></item>"
        )

    start = '<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title>'
    return _lines(folder / "feed.rss", [start], map(item, rows(count)), ["</channel></rss>"])


def atom(folder: Path, count: int) -> Path:
    def entry(row: dict[str, str]) -> str:
        return (
            f"<entry><title>{row['title']}</title><link href='{row['url']}'/><id>{row['id']}</id>"
            f"<updated>{row['published']}T10:15:00Z</updated><content type='html'>{row['text']}</content></entry>"
        )

    start = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title>'
    return _lines(folder / "feed.atom", [start], map(entry, rows(count)), ["</feed>"])


def json_feed(folder: Path, count: int) -> Path:
    def item(number: int, row: dict[str, str]) -> str:
        made = {"id": row["id"], "url": row["url"], "title": row["title"], "content_text": row["text"]}
        return ("," if number else "") + json.dumps(made)

    start = '{"version": "https://jsonfeed.org/version/1.1", "title": "The Post", "items": ['
    return _lines(folder / "feed.json", [start], (item(*pair) for pair in enumerate(rows(count))), ["]}"])


def sitemap(folder: Path, count: int) -> Path:
    start = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    urls = (f"<url><loc>{row['url']}</loc><lastmod>{row['published']}</lastmod></url>" for row in rows(count))
    return _lines(folder / "sitemap.xml", [start], urls, ["</urlset>"])


def text_folder(folder: Path, count: int) -> Path:
    inner = folder / "articles"
    for number, row in enumerate(rows(count)):
        if number % 1000 == 0:
            (inner / f"{number:06}").mkdir(parents=True)
        path = inner / f"{number // 1000 * 1000:06}" / f"{number:06}.txt"
        path.write_text(f"Title: {row['title']}\nDate: {row['published']}\n\n{row['text']}\n")
    return inner


def zip_of(suffix: str, made: Callable[[dict[str, str]], str | bytes]) -> Maker:
    """A ZIP archive with one member for each article."""

    def make(folder: Path, count: int) -> Path:
        path = folder / f"{suffix}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            for number, row in enumerate(rows(count)):
                out.writestr(f"{number:06}.{suffix}", made(row))
        return path

    return make


def tar_of_text(folder: Path, count: int) -> Path:
    path = folder / "articles.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=1) as out:
        for number, row in enumerate(rows(count)):
            data = row["text"].encode()
            member = tarfile.TarInfo(f"{number:06}.txt")
            member.size = len(data)
            out.addfile(member, io.BytesIO(data))
    return path


def jsonl_gz(folder: Path, count: int) -> Path:
    path = folder / "articles.jsonl.gz"
    with gzip.open(path, "wb", 1) as out:
        out.writelines(json.dumps(row).encode() + b"\n" for row in rows(count))
    return path


def warc(folder: Path, count: int, *, packed: bool = False) -> Path:
    path = folder / ("pages.warc.gz" if packed else "pages.warc")
    with path.open("wb") as out:
        for row in rows(count):
            body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(row)}".encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {row['url']}\r\n"
                f"WARC-Date: 2025-03-15T10:15:00Z\r\nWARC-Record-ID: <urn:uuid:{row['id']}>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            record = head.encode() + body + b"\r\n\r\n"
            out.write(gzip.compress(record, 1) if packed else record)
    return path


def warc_gz(folder: Path, count: int) -> Path:
    return warc(folder, count, packed=True)


def mail(row: dict[str, str]) -> str:
    return (
        f"From: The Post <news@post.example>\r\nTo: desk@ministry.example\r\nSubject: {row['title']}\r\n"
        f"Date: Fri, 14 Mar 2025 10:15:00 +0000\r\nMessage-ID: <{row['id']}@post.example>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{row['text']}\r\n"
    )


def mbox(folder: Path, count: int) -> Path:
    letters = (
        f"From news@post.example Fri Mar 14 10:15:00 2025\n{mail(row)}\n".replace("\r\n", "\n") for row in rows(count)
    )
    return _lines(folder / "letters.mbox", letters)


def mhtml(row: dict[str, str]) -> str:
    return (
        f"From: <Saved>\r\nSnapshot-Content-Location: {row['url']}\r\nSubject: {row['title']}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Location: {row['url']}\r\n\r\n{page(row)}\r\n--b--\r\n"
    )


def docx(row: dict[str, str]) -> bytes:
    names = "http://schemas.openxmlformats.org"
    kinds = (
        f'<Types xmlns="{names}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds += f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    body = f"<w:p><w:r><w:t>{row['title']}</w:t></w:r></w:p><w:p><w:r><w:t>{row['text']}</w:t></w:r></w:p>"
    text = f'<w:document xmlns:w="{names}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", kinds)
        package.writestr("word/document.xml", text)
    return out.getvalue()


def pdf(row: dict[str, str]) -> bytes:
    words = row["text"].split()
    lines = [" ".join(words[start : start + 12]) for start in range(0, len(words), 12)]
    drawn = "BT /F1 11 Tf 60 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in (row["title"], *lines)) + " ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + end).encode("latin-1")


MAKERS: dict[str, Maker] = {
    "jsonl": jsonl,
    "csv": csv_table,
    "tsv": tsv_table,
    "json": json_list,
    "parquet": parquet,
    "gdelt": gdelt,
    "gdelt.gal": gdelt_list,
    "gdelt.text": gdelt_texts,
    "ris": ris,
    "csl": references,
    "urls": address_list,
    "rss": rss,
    "atom": atom,
    "jsonfeed": json_feed,
    "sitemap": sitemap,
    "folder": text_folder,
    "gz": jsonl_gz,
    "zip": zip_of("txt", lambda row: row["text"]),
    "tar.gz": tar_of_text,
    "html": zip_of("html", page),
    "warc": warc,
    "warc.gz": warc_gz,
    "mbox": mbox,
    "eml": zip_of("eml", mail),
    "mhtml": zip_of("mhtml", mhtml),
    "docx": zip_of("docx", docx),
    "pdf": zip_of("pdf", pdf),
}
"""Every source by its name; those of single documents come as the members of a ZIP archive."""


def _lines(path: Path, *parts: Iterator[str] | list[str]) -> Path:
    with path.open("w", newline="") as out:
        for part in parts:
            out.writelines(f"{line}\n" for line in part)
    return path


def _write(writer, path, pa, pq, waiting):  # type: ignore[no-untyped-def]
    table = pa.Table.from_pylist(waiting)
    writer = writer or pq.ParquetWriter(path, table.schema)
    writer.write_table(table)
    waiting.clear()
    return writer
