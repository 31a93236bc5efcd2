"""A saved web page becomes headed sections of plain lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Page
from ingest.errors import DocumentWithoutText
from ingest.web_page import read_pages


def text_of(body: str) -> str:
    """The one section of a page whose body is given."""
    (page,) = read_pages("page", f"<html><body>{body}</body></html>".encode())
    return page.text


def test_sections_with_their_anchors_and_levels() -> None:
    pages = read_pages(
        "sccif",
        b"""<body><nav><h2 id="menu">Menu</h2></nav>
        <main><p>Guidance</p><h1>Framework</h1><p>Updated</p>
        <h2 id="leaders">Leaders</h2><p>They lead.</p><h3 id="good">Good</h3></main>
        <footer><h2 id="support">Support links</h2></footer></body>""",
    )
    assert pages == (
        Page("sccif", 1, None, "Framework\nGuidance\nUpdated", 1),
        Page("sccif", 2, "#leaders", "Leaders\nThey lead.", 2),
        Page("sccif", 3, "#good", "Good", 3),
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One <b>b</b>old,\n  <a>linked</a> sentence.</p><p>Two.</p>", "One bold, linked sentence.\nTwo."),
        ("<p>line<br>break and&nbsp;space</p>", "line break and space"),
        ("loose <div>words <span>here</span></div> end", "loose\nwords here\nend"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "\u200b a\n\u200b b"),
        (
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
            "\u200b a\n  \u200b b\n    \u200b c\n\u200b d",
        ),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "\u200b a\n  \u200b b"),
        ("<ul><li><p>a</p><p>more</p></li></ul>", "\u200b a\n  more"),
        ("<ol start='3'><li>c</li><li>d</li></ol>", "\u200b c\n\u200b d"),
        ("<table><caption>Days</caption><tr><th>Day</th><th>Do</th></tr><tr><td>1</td><td>a <p>b</p></td></tr></table>",
         "Days\nDay \u200b\u200b Do\n1 \u200b\u200b a b"),
        ("<table><tr><td></td><td> </td></tr><tr><td></td><td>x</td></tr></table>", " \u200b\u200b x"),
        ("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>", "a b c"),
        ("<dl><dt>term</dt><dd>meaning</dd></dl>", "term\nmeaning"),
        ("<blockquote><p>quoted</p></blockquote>", "quoted"),
        ("<details><summary>More</summary><p>inside</p></details>", "More\ninside"),
        ("<a href='#x'><div>a block in a link</div></a>", "a block in a link"),
    ],
)  # fmt: skip
def test_how_content_reads(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    "unwanted",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<!-- x -->",
        "<nav><p>x</p></nav>",
        "<div class='gem-c-cookie-banner'><p>x</p></div>",
        "<div class='gem-c-contents-list'><h2>Contents</h2><ol><li>x</li></ol></div>",
        "<div role='navigation'><p>x</p></div>",
        "<footer><p>x</p></footer>",
        "<form><label>x</label><input></form>",
        "<p hidden>x</p>",
        "<p style='display: none'>x</p>",
        "<p aria-hidden='true'>x</p>",
        "<span class='govuk-visually-hidden'>x</span>",
        "<a href='#top'><span> Back to top </span></a>",
    ],
)
def test_what_is_not_content_is_left_out(unwanted: str) -> None:
    assert text_of(f"<p>kept</p>{unwanted}<p>too</p>") == "kept\ntoo"


def test_a_page_inside_a_form_is_still_a_page() -> None:
    assert text_of("<form><h1>Policy</h1><p>Words.</p></form>") == "Policy\nWords."


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ('<h2 id="own">H</h2>', "#own"),
        ('<h2><a name="inside"></a>H</h2>', "#inside"),
        ('<h2><span id="inside">H</span></h2>', "#inside"),
        ('<section id="around"><h2>H</h2></section>', "#around"),
        ('<section id="around"><h1>G</h1><h2>H</h2></section>', None),
        ("<h2>H</h2>", None),
    ],
)
def test_where_an_anchor_is_looked_for(heading: str, printed: str | None) -> None:
    assert read_pages("page", heading.encode())[-1].printed == printed


@pytest.mark.parametrize(
    "data",
    ["<p>né</p>".encode(), b'<meta charset="iso-8859-1"><p>n\xe9</p>', "<p>né</p>".encode("utf-16")],
)
def test_letters_beyond_ascii(data: bytes) -> None:
    assert read_pages("page", data)[0].text == "né"


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<main><script>x</script></main>"])
def test_a_page_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentWithoutText, match="empty: the web page has no text"):
        read_pages("empty", data)


WORDS = st.text(alphabet="abc ’–•|é\n", min_size=1, max_size=12).filter(str.strip)
BLOCKS = st.recursive(
    WORDS.map("<p>{}</p>".format),
    lambda inner: (
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(["div", "section", "blockquote"]),
            st.lists(inner, max_size=3).map("".join),
        )
        | st.lists(inner, min_size=1, max_size=3).map(
            lambda each: "<ul>" + "".join(f"<li>{x}</li>" for x in each) + "</ul>"
        )
        | WORDS.map('<h2 id="x">{}</h2>'.format)
    ),
    max_leaves=10,
)


@given(BLOCKS)
def test_no_word_is_lost_or_added(body: str) -> None:
    def bare(text: str) -> str:
        return "".join(text.replace("•", "").replace("\u200b", "").split())

    pages = read_pages("page", body.encode()) if bare(BeautifulSoup(body, "lxml").get_text()) else ()
    headed_order = sorted("".join(bare(page.text) for page in pages))
    assert headed_order == sorted(bare(BeautifulSoup(body, "lxml").get_text()))


@pytest.mark.official
def test_the_inspection_framework(official: Path) -> None:
    data = (official / "sccif-2025.html").read_bytes()
    pages = read_pages("sccif-2025", data)
    assert len(pages) == 129
    assert pages[0].text.splitlines() == [
        "Social care common inspection framework (SCCIF): children’s homes",
        "Guidance",
        "Updated 4 April 2025",
    ]
    levels = {page.printed: page.outline_level for page in pages}
    assert levels["#introduction"] == 2
    assert levels["#regulation-46-review-of-premises"] == 3
    assert levels["#making-judgements-in-a-multi-building-childrens-home"] == 4
    by_anchor = {page.printed: page.text for page in pages}
    assert "\n38 \u200b\u200b The final report will be published on the" in by_anchor["#timeframe"]
    assert "\n\u200b intelligent\n\u200b responsible\n\u200b focused\n" in by_anchor["#the-inspection-principles"]
    everything = "\n".join(page.text for page in pages)
    assert not any(words in everything for words in ("cookies", "Is this page useful?", "Back to top", "Contents\n"))


@pytest.mark.official
def test_quotes_from_another_extractor_are_in_the_framework(official: Path) -> None:
    data = (official / "sccif-2025.html").read_bytes()
    ours = "".join("".join(page.text for page in read_pages("sccif-2025", data)).split())
    body = BeautifulSoup(data, "html.parser").select_one("main div.govspeak")
    assert body is not None
    missing = [
        text for each in body.find_all(["p", "li", "td"]) if (text := "".join(each.get_text().split())) not in ours
    ]
    assert missing == []


def test_characters_without_width_are_told_from_the_marks_of_lines() -> None:
    (page,) = read_pages("policy", "<main><p>chil\u200bdren \u202eyes</p></main>".encode())
    assert page.text == "chil\u2060dren \u2060yes"
