"""Addresses for everybody."""

from django.urls import path

from events.views import crawling, embedding, exports, operations, public, reports

app_name = "public"

urlpatterns = [
    path("", public.timeline, name="timeline"),
    path("go/", public.jump, name="jump"),
    path("chronology/", public.chronology, name="chronology"),
    path("compare/", public.compare, name="compare"),
    path("about/", public.about, name="about"),
    path("events/<int:event_id>/", public.event, name="event_by_number"),
    path("events/<int:event_id>/<slug:slug>/", public.event, name="event"),
    path("articles/<int:article_id>/", public.article, name="article"),
    path("report/<int:event_id>/", reports.event, name="report"),
    # /events.csv and the other forms of exactly the view
    path("events.csv", exports.events, {"form": "csv"}, name="events_csv"),
    path("events.jsonl", exports.events, {"form": "jsonl"}, name="events_jsonl"),
    path("events.geojson", exports.events, {"form": "geojson"}, name="events_geojson"),
    path("events.ics", exports.events, {"form": "ics"}, name="events_ics"),
    path("events.atom", exports.events, {"form": "atom"}, name="events_atom"),
    path("events.timelinejs.json", exports.events, {"form": "timelinejs.json"}, name="events_timelinejs"),
    # inside other sites
    path("embed/", embedding.embed, name="embed"),
    path("oembed", embedding.oembed, name="oembed"),
    path("places.json", public.places, name="places"),
    # for search engines
    path("robots.txt", crawling.robots, name="robots"),
    path("sitemap.xml", crawling.sitemap, name="sitemap"),
    path("sitemap-<int:page>.xml", crawling.sitemap_page, name="sitemap_page"),
    # for operators
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("metrics", operations.metrics, name="metrics"),
]
