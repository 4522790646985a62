"""What was uploaded is looked at, corrected and accepted; then what came of it."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from wagtail_qms import clock
from wagtail_qms.importing import staging
from wagtail_qms.importing.candidates import Candidate, candidates_of
from wagtail_qms.importing.drafting import Outcome, Status
from wagtail_qms.importing.forms import field_names
from wagtail_qms.importing.remembered_readings import read_ahead
from wagtail_qms.importing.views import DONE, REVIEW, UPLOAD, ImportMixin
from wagtail_qms.problems import Level
from wagtail_qms.words import say

#: Seconds of reading before the person is told how far it has come.
PATIENCE = 2


class ReviewView(ImportMixin, TemplateView):
    """Each document as it will be; what is corrected; what is taken."""

    template_name = "wagtail_qms/importing/review.html"
    page_title = _("Look at what was read")

    @cached_property
    def index(self):
        """The list that the upload was for, while the person may still write there."""
        return self.lists.filter(pk=self.desk.list_id).first() or self.lists.first()

    @cached_property
    def found(self):
        """The documents, and the files that cannot be read."""
        data = self.request.POST if self.request.method == "POST" else None
        return candidates_of(self.request.user, self.index, self.desk, clock.today(), data)

    def get(self, request, *args, **kwargs):
        sources = staging.staged(request.user)
        unread, before = read_ahead(sources, PATIENCE), request.GET.get("unread", "")
        # Where nothing is cached it never gets fewer: then everything is read at once, as slow as it is.
        if unread and (not before.isdecimal() or unread < int(before)):
            return self._progress(len(sources), unread)
        return super().get(request, *args, **kwargs)

    def _progress(self, count: int, unread: int) -> HttpResponse:
        self.template_name = "wagtail_qms/importing/progress.html"
        onward = f"{reverse(REVIEW)}?unread={unread}"
        shown = super().get_context_data(count=count, read=count - unread, onward=onward)
        return self.render_to_response(shown, headers={"Refresh": f"0; url={onward}"})

    def get_context_data(self, **kwargs):
        candidates, refused = self.found
        return super().get_context_data(
            candidates=candidates,
            refused=refused,
            wrong=[one for one in candidates if one.form.errors],
            index=self.index,
            fields=field_names(self.index.agency),
            upload_url=reverse(UPLOAD),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.desk.keep_typed({one.form.prefix: one.typed for one in self.found[0] if one.typed})
        if "discard" in request.POST:
            staging.put_away(request.user, request.POST["discard"])
            return redirect(REVIEW)
        if "more" in request.POST:
            return redirect(UPLOAD)
        for candidate in self.found[0]:
            if candidate.form.prefix == request.POST.get("beside"):
                return redirect(candidate.preview_url)
        return self._accepted() if "accept" in request.POST else self._shown_again()

    def _shown_again(self):
        return self.render_to_response(self.get_context_data())

    def _accepted(self):
        taken = [one for one in self.found[0] if one.is_new and one.form.is_bound and one.form["take"].value()]
        if not taken:
            messages.warning(self.request, _("No document is chosen. Tick those that you want to bring in."))
        if not taken or not all(one.form.is_valid() for one in taken):
            return self._shown_again()
        self.desk.put_done([self._accept(candidate) for candidate in taken])
        return redirect(DONE)

    def _accept(self, candidate: Candidate) -> dict:
        outcome = candidate.accept(self.request.user)
        if outcome.page_id is not None:
            # Where a whole request is one transaction, the file stays until that is through.
            transaction.on_commit(partial(staging.put_away, self.request.user, candidate.source.digest))
        on_paper = bool(candidate.form.cleaned_data.get("on_paper"))
        return _row(outcome, is_wanting=outcome.page_id is None or on_paper and outcome.status != Status.REGISTERED)


def _row(outcome: Outcome, *, is_wanting: bool) -> dict:
    """What became of a document, as plain data; ``is_wanting``: less than was asked for, so that it says why."""
    reasons = [say(problem) for problem in outcome.problems if problem.level != Level.HINT] if is_wanting else []
    return {
        "page": outcome.page_id,
        "code": outcome.wish.code,
        "title": outcome.wish.title,
        "field": outcome.wish.field,
        "status": str(outcome.status),
        "reason": reasons[0] if reasons else "",
        "blocking": sum(problem.level == Level.BLOCK for problem in outcome.problems),
    }


class DoneView(ImportMixin, TemplateView):
    """What came of the documents that were accepted last, and what to do next."""

    template_name = "wagtail_qms/importing/done.html"
    page_title = _("Brought in")

    def get_context_data(self, **kwargs):
        edit = {row["page"]: reverse("wagtailadmin_pages:edit", args=[row["page"]]) for row in self._rows(True)}
        return super().get_context_data(
            made=[row | {"edit_url": edit[row["page"]]} for row in self._rows(True)],
            refused=self._rows(False),
            waiting=staging.size_of(self.request.user)[0],
            review_url=reverse(REVIEW),
            upload_url=reverse(UPLOAD),
            **kwargs,
        )

    def _rows(self, is_made: bool) -> list[dict]:
        return [row for row in self.desk.done if (row["page"] is not None) == is_made]
