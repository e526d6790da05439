"""First and second verdict where the second person rated blind: a table, its file, the lists behind it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.exports.figures import agreement_csv
from annotations.models import Rating
from annotations.presenters.newsroom.figures import share
from annotations.review.permissions import Permission
from annotations.services.review import agreement as services
from annotations.web.loading import needs


@require_safe
@needs(Permission.SEE_FIGURES)
def agreement(request: HttpRequest) -> HttpResponse:
    counts = services.matrix(services.double_ratings())
    total = sum(counts.values())
    same = sum(count for (first, second), count in counts.items() if first == second)
    rows = []
    for first, words in Rating.choices:
        cells = [
            (counts.get((first, second), 0), f"{reverse('reviews')}?{urlencode({'first': first, 'second': second})}")
            for second, _words in Rating.choices
        ]
        rows.append((words, cells))
    context = {
        "rows": rows,
        "ratings": [words for _value, words in Rating.choices],
        "total": total,
        "share": share(same, total),
        "alpha": services.alpha_of(counts),
        "enough": services.ENOUGH,
    }
    return render(request, "dashboard/agreement.html", context)


@require_safe
@needs(Permission.SEE_FIGURES)
def agreement_file(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    counts = services.matrix(services.double_ratings())
    response = HttpResponse(agreement_csv(counts), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="first-and-second-verdict.csv"'
    return response
