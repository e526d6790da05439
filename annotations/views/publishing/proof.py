"""The proof of a published fact-check: an editor chooses what may leave, and gets one file to hand on."""

from __future__ import annotations

import tempfile
from typing import IO

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from annotations.exports.proof import package
from annotations.forms.review.claim_reviews import ProofForm
from annotations.models import ClaimReview
from annotations.review.permissions import Permission
from annotations.services.publishing import proofs
from annotations.web.loading import find, needs, person

#: Bytes of a package that are held in memory; a larger one is put down on the disk.
IN_MEMORY = 5_000_000


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.DECIDE)
def review_proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the package holds and proves; a POST gives it."""
    found = find(ClaimReview, request, pk, "claim")
    current = ClaimReview.objects.public().filter(claim=found.claim_id).select_related("claim").first()
    if current is None:
        return redirect("review", pk)
    form = ProofForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "reviews/proof.html", {"form": form, "review": current})
    chosen = {name: bool(form.cleaned_data[name]) for name in form.fields}
    out: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    manifest = package.write(out, current, **chosen)
    proofs.given(claim=current.claim, by=person(request), manifest=manifest, **chosen)
    out.seek(0)
    name = f"proof-{current.claim_id}-{current.claim.slug}.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")
