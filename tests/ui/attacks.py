"""Texts that try to become markup or code, and an analysis that holds them wherever a model or a page may put them."""

import json
from itertools import product

from service.article import Article, Part, Span
from service.findings import Analysis, Failure, LoadedPhrase, Quotation, Run, SummarySentence, Unlocated
from tests.ui.conftest import ROOT

SHARED = ROOT.parent / "shared" / "attacks" / "naughty-strings.json"

_ACTS = ("window.ran=1", "document.title='ran'", "fetch('/ran')")
_SHAPES = (
    "<script>{0}</script>",
    '<img src=x onerror="{0}">',
    "<svg onload={0}>",
    "<svg><script>{0}</script></svg>",
    "<math><mtext></mtext><mglyph><style><img src onerror={0}></style></mglyph></math>",
    '"><script>{0}</script>',
    "'><img src=x onerror={0}>",
    '" onmouseover="{0}" x="',
    "' autofocus onfocus='{0}' x='",
    "` onclick=`{0}`",
    "</title><script>{0}</script>",
    "</style><script>{0}</script>",
    "</script><script>{0}</script>",
    "</textarea><script>{0}</script>",
    "--><script>{0}</script><!--",
    "]]><script>{0}</script>",
    '<iframe srcdoc="<script>parent.{0}</script>"></iframe>',
    '<iframe src="javascript:{0}"></iframe>',
    '<a href="javascript:{0}">x</a>',
    "[x](javascript:{0})",
    '![x](x "onerror={0}")',
    '<object data="javascript:{0}"></object>',
    '<embed src="javascript:{0}">',
    '<form action="javascript:{0}"><input type=submit autofocus>',
    "<details open ontoggle={0}>",
    "<video><source onerror={0}></video>",
    "<body onload={0}>",
    '<base href="//evil.example/">',
    '<link rel=stylesheet href="data:text/css,*{{background:url(javascript:{0})}}">',
    '<meta http-equiv=refresh content="0;url=javascript:{0}">',
    "<style>@import'javascript:{0}';</style>",
    '<div style="background:url(javascript:{0})">',
    "<template><script>{0}</script></template>",
    '<noscript><p title="</noscript><img src=x onerror={0}>">',
    "{{{{ {0} }}}}{{% set x = 1 %}}",
    "${{{0}}}",
    "<x contenteditable onblur={0} tabindex=1 autofocus>",
    "<button popovertarget=x onclick={0}>x</button>",
    "<a id=ww-l1 href=x onclick={0}>x</a>",
    "&lt;script&gt;{0}&lt;/script&gt;",
    "&#60;img src=x onerror={0}&#62;",
    "\\u003cscript\\u003e{0}\\u003c/script\\u003e",
    "%3Cscript%3E{0}%3C/script%3E",
    '=HYPERLINK("javascript:{0}")',
    "=cmd|' /C calc'!A0 {0}",
)
_DISGUISES = (
    "{}",
    "{}\u202e",
    "\u200b{}",
    "\ufeff{}\u0000",
)


def payloads() -> list[str]:
    """Over 600 of them: ours, each in several disguises, and the shared ones where they are."""
    ours = [disguise.format(shape.format(act)) for shape, act, disguise in product(_SHAPES, _ACTS, _DISGUISES)]
    cased = [text.replace("script", "ScRiPt").replace("onerror", "OnErRoR") for text in ours[::4]]
    shared: list[str] = json.loads(SHARED.read_text("utf-8")) if SHARED.exists() else []
    return [text for text in dict.fromkeys([*ours, *cased, *shared]) if text.strip()]


def readable(text: str) -> str:
    """A payload as an article can hold it: valid Unicode."""
    return text.encode(errors="replace").decode()


def attacked(attacks: list[str]) -> Analysis:
    """An analysis whose article holds the attacks, a paragraph each, all of them quoted, flagged, and claimed."""
    title = readable(attacks[0]).replace("\n", " ")
    pieces = [readable(attack) for attack in attacks]
    text = title + "\n\n" + "\n\n".join(f"“{piece}” said {piece}." for piece in pieces)
    article = Article.read(text)
    body = len(title) + 2
    parts = (Part(role="title", start=0, end=len(title)), Part(role="body", start=body, end=len(text)))
    article = article.model_copy(update={"parts": parts})
    quotations: list[Quotation] = []
    phrases: list[LoadedPhrase] = []
    at = body
    for number, (piece, attack) in enumerate(zip(pieces, attacks, strict=True), 1):
        inside, after = article.span(at + 1, at + 1 + len(piece)), at + len(piece) + 8
        named = article.span(after, after + len(piece))
        quotations.append(
            Quotation(
                id=attack,
                directness="direct",
                content=(inside,),
                source=named,
                cue=Span(start=after - 5, end=after - 1, text=text[after - 5 : after - 1]),
                speaker=attack,
                verdict="typography",
                claimed=attack,
                found_by="model",
            )
        )
        phrases.append(
            LoadedPhrase(
                span=named,
                technique="Doubt",
                voice="outlet" if number % 2 else "paraphrased",
                speaker=attack,
                reason=attack,
                neutral=attack,
                strength=0.5,
                found_by="model",
            )
        )
        at += len(piece) * 2 + 11
    return Analysis(
        article=article,
        summary=tuple(
            SummarySentence(text=attack, support=(), verdict="unsupported", problems=(attack,)) for attack in attacks
        ),
        quotations=tuple(quotations),
        loaded_language=tuple(phrases),
        unlocated=tuple(Unlocated(chain="quotations", claimed=attack, verdict="not_found") for attack in attacks),
        failures=tuple(Failure(chain="summary", kind=attack, message=attack) for attack in attacks),
        run=Run(model=attacks[0], version=attacks[-1], chains={}),
    )
