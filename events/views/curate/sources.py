"""The feeds that are read. Editors look; chief editors act: adding one, changing and pausing it, having it read now, and what came of its items."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.forms import FeedForm, NewFeedForm
from events.models import Feed
from events.review import sources as acts
from events.review.sources import BadFeed
from events.tasks.board import has_worker
from events.tasks.schedule import read_now
from events.views.curate.access import EditorRequest, chiefs_only, editors_only
from events.views.htmx import render_page

ITEMS = 100


@require_safe
@editors_only
def sources(request: EditorRequest) -> HttpResponse:
    """All feeds, with how the last reading of each went."""
    context = {"here": "desk", "page": "sources", "feeds": Feed.objects.listed(), "worker": has_worker()}
    return render_page(request, "curate/sources.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@chiefs_only
def new(request: EditorRequest) -> HttpResponse:
    """The page to add a feed, and the act itself; its first reading begins at once."""
    form = NewFeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            feed = acts.add_feed(form.cleaned_data["address"], form.wanted(), editor=request.user)
        except BadFeed as error:
            form.add_error("address", str(error))
        else:
            return read_and_show(request, feed, said="Added. ")
    status = 422 if form.errors else 200
    return render_page(request, "curate/source_new.html", {"here": "desk", "form": form}, status=status)


@require_safe
@editors_only
def source(request: EditorRequest, feed_id: int) -> HttpResponse:
    """One feed: how it is read, and what came of its newest items."""
    feed = get_object_or_404(Feed.objects.listed(), pk=feed_id)
    return show(
        request, feed, FeedForm(initial={"publisher": feed.publisher, "reads": feed.reads, "every": feed.every})
    )


@require_POST
@chiefs_only
def change(request: EditorRequest, feed_id: int) -> HttpResponse:
    """Read a feed otherwise."""
    feed, form = get_object_or_404(Feed.objects.listed(), pk=feed_id), FeedForm(request.POST)
    if not form.is_valid():
        return show(request, feed, form, status=422)
    acts.change_feed(feed, form.wanted(), editor=request.user)
    messages.success(request, "Changed.")
    return redirect("curate:source", feed_id)


@require_POST
@chiefs_only
def pause(request: EditorRequest, feed_id: int) -> HttpResponse:
    """Do not read a feed until it is resumed."""
    acts.pause(get_object_or_404(Feed, pk=feed_id), editor=request.user)
    return redirect("curate:source", feed_id)


@require_POST
@chiefs_only
def resume(request: EditorRequest, feed_id: int) -> HttpResponse:
    """Read a feed again."""
    acts.resume(get_object_or_404(Feed, pk=feed_id), editor=request.user)
    return redirect("curate:source", feed_id)


@require_POST
@chiefs_only
def read(request: EditorRequest, feed_id: int) -> HttpResponse:
    """Have a feed read as soon as a worker is free."""
    return read_and_show(request, get_object_or_404(Feed, pk=feed_id))


def read_and_show(request: EditorRequest, feed: Feed, *, said: str = "") -> HttpResponse:
    """Have the feed read, and show it with what happens now."""
    job = read_now(feed, editor=request.user)
    messages.success(
        request, f"{said}{'It is read as soon as a worker is free.' if job else 'It is being read already.'}"
    )
    return redirect("curate:source", feed.pk)


def show(request: EditorRequest, feed: Feed, form: FeedForm, *, status: int = 200) -> HttpResponse:
    """The page of a feed."""
    context = {"here": "desk", "feed": feed, "form": form, "items": feed.items.newest()[:ITEMS], "worker": has_worker()}
    return render_page(request, "curate/source.html", context, status=status)
