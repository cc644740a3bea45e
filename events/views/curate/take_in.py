"""Taking an article in by hand: its text, a file of it or its address, with the publication date found in it or asked for."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from events.forms import TakeInForm
from events.intake.articles import DateNeeded, Received, Submission, likely_dates, receive, submission_of
from events.intake.documents import largest
from events.intake.texts import NotText, NotWords, TooLarge, check_size
from events.intake.web import submission_at
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
        submission = handed_in(form, submission)
        if form.errors:
            return show(request, form, submission, status=422)
        received = receive(submission, editor=request.user)
    except DateNeeded as error:
        return show(request, form, submission, problem=str(error), dates=error.candidates, status=422)
    except NotText as error:
        return show(request, form, guessed(submission, error), problem=str(error), status=status_of(error))
    messages.success(request, report(received))
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
    if (url := form.cleaned_data.get("url")) and not submission.text.strip() and not form.errors:
        return over(submission_at(url), submission)
    return submission


def filed(form: TakeInForm, submission: Submission) -> Submission | None:
    """What was typed over what its file holds; None without a file. Raises NotText."""
    file: UploadedFile[Any] | None = form.cleaned_data.get("file")
    if file is None:
        return None
    check_size(file.size or 0, largest(file.name or ""))
    return over(submission_of(file.read(), name=file.name or "").told(url=submission.url), submission)


def over(held: Submission, given: Submission) -> Submission:
    """What a file or an address holds, with what was typed of it."""
    told = held.told(publisher=given.publisher, headline=given.headline, published_on=given.published_on)
    return replace(told, picked=given.picked)


def guessed(submission: Submission, error: NotText) -> Submission:
    """What was typed, with the likeliest reading of a broken file to look through."""
    return replace(submission, text=error.guess) if error.guess else submission


def status_of(error: NotText) -> int:
    """The status code of a refusal."""
    return {TooLarge: 413, NotWords: 415}.get(type(error), 422)


def report(received: Received) -> str:
    """What came of it, in a sentence."""
    waiting = (
        f"{received.waiting} proposal{'' if received.waiting == 1 else 's'} wait{'s' if received.waiting == 1 else ''}"
    )
    if not received.created:
        since = f"{received.article.retrieved_at:%-d %B %Y}"
        return f"This article is here since {since}; nothing was changed, {waiting}."
    if not received.waiting:
        return "Taken in. No dated happening was found in it, so nothing waits."
    return f"Taken in: {waiting}."


def show(
    request: EditorRequest, form: TakeInForm, submission: Submission | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page with everything that was typed, or of it the dates alone."""
    context = {"here": "desk", "page": "take_in", "form": form, "values": submission or Submission(text="")} | more
    return render_page(request, "curate/take_in.html", context, fragments=("dated",), status=status)
