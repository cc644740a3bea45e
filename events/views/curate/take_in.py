"""Taking an article in by hand: its text, a file of it or its address, with the publication date found in it or asked for."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.forms import TakeInForm
from events.intake.articles import DateNeeded, Submission, likely_dates, over, receive, submission_of
from events.intake.documents import largest
from events.intake.texts import NotText, NotWords, TooLarge, check_size
from events.intake.web import submission_at
from events.tasks.board import has_worker, works_beside
from events.tasks.fetching import ask_for_article, fetch_of
from events.views.curate.access import EditorRequest, editors_only
from events.views.htmx import render_page, wants_fragment


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def new(request: EditorRequest) -> HttpResponse:
    """The page to take an article in, with an address where one is given; and the act itself."""
    if request.method != "POST":
        url, publisher = (request.GET.get(name, "")[:1000] for name in ("url", "publisher"))
        return show(request, TakeInForm(), Submission(text="", url=url, publisher=publisher))
    form = TakeInForm(request.POST, request.FILES)
    submission = typed(form)
    try:
        if address_alone(form, submission) and works_beside():
            return redirect("curate:fetching", ask_for_article(submission, editor=request.user).pk)
        submission = handed_in(form, submission)
        if form.errors:
            return show(request, form, submission, status=422)
        received = receive(submission, editor=request.user)
    except DateNeeded as error:
        return show(request, form, submission, problem=str(error), dates=error.candidates, status=422)
    except NotText as error:
        return show(request, form, guessed(submission, error), problem=str(error), status=status_of(error))
    messages.success(request, received.said)
    return redirect("curate:article", received.article.pk)


@require_POST
@editors_only
def date(request: EditorRequest) -> HttpResponse:
    """When the text or the file may have been published: looked for, nothing written, no address fetched."""
    form = TakeInForm(request.POST, request.FILES)
    submission = typed(form)
    try:
        submission = filed(form, submission) or submission
    except NotText as error:
        if wants_fragment(request, "dated"):
            return show(request, form, refused=str(error), status=422)
        return show(request, form, guessed(submission, error), problem=str(error), status=status_of(error))
    dates = likely_dates(submission) if submission.text.strip() else ()
    return show(request, form, submission, dates=dates, looked=bool(submission.text.strip()))


def typed(form: TakeInForm) -> Submission:
    """What was typed, also what cannot stand. Browsers end lines with two characters; the text has one."""
    form.is_valid()
    given = {name: form.data.get(name, "").strip() for name in ("publisher", "headline", "url")}
    text = form.data.get("text", "").replace("\r\n", "\n")
    day, picked = (form.cleaned_data.get(name) for name in ("published_on", "chosen"))
    return Submission(text=text, published_on=day, picked=picked, **given)


def handed_in(form: TakeInForm, submission: Submission) -> Submission:
    """What was typed, with what its file holds where there is one, or, without a text, its address. Raises NotText."""
    held = filed(form, submission)
    if held is not None:
        return held
    if address_alone(form, submission):
        return over(submission_at(submission.url), submission)
    return submission


def address_alone(form: TakeInForm, submission: Submission) -> bool:
    """Whether there is nothing to read but what an address holds."""
    given = form.cleaned_data
    return bool(not form.errors and given.get("url") and not given.get("file") and not submission.text.strip())


def filed(form: TakeInForm, submission: Submission) -> Submission | None:
    """What was typed over what its file holds; None without a file. Raises NotText."""
    file: UploadedFile[Any] | None = form.cleaned_data.get("file")
    if file is None:
        return None
    check_size(file.size or 0, largest(file.name or ""))
    return over(submission_of(file.read(), name=file.name or "").told(url=submission.url), submission)


def guessed(submission: Submission, error: NotText) -> Submission:
    """What was typed, with the likeliest reading of a broken file to look through."""
    return replace(submission, text=error.guess) if error.guess else submission


def status_of(error: NotText) -> int:
    """The status code of a refusal."""
    return {TooLarge: 413, NotWords: 415}.get(type(error), 422)


@require_safe
@editors_only
def fetching(request: EditorRequest, job_id: int) -> HttpResponse:
    """How far the fetching of an address is; then the article, or the form again with what hindered it."""
    found = fetch_of(job_id)
    if found is None:
        raise Http404("No address is fetched by this job.")
    if found.job.unfinished:
        context = {"here": "desk", "page": "take_in", "fetch": found, "worker": has_worker()}
        return render_page(request, "curate/fetching.html", context, fragments=("fetching",))
    if wants_fragment(request, "fetching"):
        return HttpResponse(headers={"HX-Redirect": request.path})
    if found.article is not None:
        messages.success(request, found.job.result)
        return redirect("curate:article", found.article)
    day = found.wanted.published_on
    form = TakeInForm(initial={"published_on": day.isoformat() if day else ""})
    return show(request, form, found.wanted, problem=found.job.reason, dates=found.dates)


def show(
    request: EditorRequest, form: TakeInForm, submission: Submission | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page with everything that was typed, or of it the dates alone."""
    context = {"here": "desk", "page": "take_in", "form": form, "values": submission or Submission(text="")} | more
    return render_page(request, "curate/take_in.html", context, fragments=("dated",), status=status)
