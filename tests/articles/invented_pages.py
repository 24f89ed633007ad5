"""Web pages of three invented layouts, in our own words, for the tests of articles."""

from __future__ import annotations

SENTENCES = (
    "The foreign ministers of Norvenia and Kast met in Ostrava on Thursday and agreed to reopen two border crossings.",
    "The talks lasted four hours and were described by both delegations as frank.",
    "A second round is to be held in Brno before the end of the month, the host's spokeswoman said.",
    "Kast insists that the dispute over fishing quotas be settled first, its minister told reporters.",
    "Neither side would say whether the prime ministers might join the next round.",
)
PROSE = "".join(f"<p>{sentence}</p>\n" for sentence in SENTENCES)

MODERN = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Ministers reopen two crossings after Ostrava talks | The Lantern Gazette</title>
<meta property="og:title" content="Ministers reopen two crossings after Ostrava talks">
<meta property="og:site_name" content="The Lantern Gazette">
<meta property="article:published_time" content="2025-03-13T18:40:00+01:00">
<link rel="canonical" href="https://lantern.example.org/world/ostrava-talks">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ministers reopen two crossings"}}</script>
<script>var secret = "tracker-words-in-script";</script>
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<main><article><h1>Ministers reopen two crossings after Ostrava talks</h1>
<div class="byline">By Petra Holm</div>
{PROSE}
<script>document.write("words-written-by-script")</script>
</article></main>
<aside><h3>Most read</h3><ul><li><a href="/a">Ten castles to visit</a></li></ul></aside>
<footer>Copyright 2019 The Lantern Gazette. All rights reserved.</footer>
</body></html>"""

PLAIN_DIVS = f"""<html><head><title>Border crossings to reopen - Kast Courier</title>
<link rel="canonical" href="https://courier.example.org/2025/03/14/border-crossings-to-reopen">
<style>.story {{ color: red }}</style></head><body>
<div id="top"><a href="/login">Log in</a><a href="/subscribe">Subscribe</a></div>
<div id="wrap"><div class="story"><h2 class="headline">Border crossings to reopen</h2>
<div class="story-body">{PROSE}</div></div></div>
<div class="foot"><a href="/imprint">Imprint</a></div></body></html>"""

OLD_TABLE = f"""<HTML><HEAD><TITLE>Talks in Ostrava end</TITLE></HEAD>
<BODY><TABLE WIDTH="600"><TR><TD WIDTH="120"><A HREF="i.html">Index</A><BR><A HREF="m.html">Mail</A></TD>
<TD><H1>Talks in Ostrava end</H1><P><I>Published on Friday, 14 March 2025</I></P>{PROSE}</TD></TR></TABLE>
</BODY></HTML>"""
