"""The form "Mark a claim in paragraph 12": its sentences, for screen readers and pages without scripts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.anchoring.quotes import find_quote
from annotations.anchoring.selectors import Selector, describe
from annotations.forms.claims.claims import ParagraphForm
from annotations.models import Article, ArticleVersion
from annotations.review.permissions import Permission
from annotations.services.claims import claims
from annotations.web.loading import find, needs, person


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def paragraph_claim(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    article = find(Article, request, pk)
    version = article.newest_version()
    if version is None or not 1 <= number <= len(version.blocks):
        raise Http404
    sentences = sentence_ranges(version, number)
    form = ParagraphForm(request.POST or None, sentences=[version.text[a:b] for a, b in sentences])
    if request.method == "POST" and form.is_valid():
        selector = _chosen(version, sentences, form)
        if selector is not None:
            marked = claims.mark_claim(by=person(request), version=version, selector=selector)
            return redirect(marked.claim.card_url)
        form.add_error("words", _("These words are not in the sentences you chose. Copy them from the text."))
    context = {
        "article": article,
        "number": number,
        "form": form,
        "sentences": [version.text[a:b] for a, b in sentences],
    }
    return render(request, "articles/paragraph.html", context, status=422 if form.errors else 200)


def sentence_ranges(version: ArticleVersion, number: int) -> list[tuple[int, int]]:
    """(start, end) of each sentence of the block, in code points of the text."""
    block = version.blocks[number - 1]
    starts = [cut for cut in version.cuts if block["start"] <= cut < block["end"]] or [block["start"]]
    return list(zip(starts, [*starts[1:], block["end"]], strict=True))


def _chosen(version: ArticleVersion, sentences: list[tuple[int, int]], form: ParagraphForm) -> Selector | None:
    start, end = sentences[form.cleaned_data["first"]][0], sentences[form.cleaned_data["last"]][1]
    if form.cleaned_data["words"].strip():
        found = find_quote(version.text[start:end], form.cleaned_data["words"])
        if found is None:
            return None
        start, end = start + found[0], start + found[1]
    return describe(version.text, start, end)
