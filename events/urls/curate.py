"""/curate/: the desk of the editors."""

from django.urls import path
from django.views.generic import RedirectView

from events.views.curate import (
    acts,
    again,
    bulk,
    creating,
    events,
    home,
    imports,
    jobs,
    log,
    merging,
    names,
    people,
    preview,
    queue,
    reading,
    reports,
    sources,
    take_in,
    watching,
)

app_name = "curate"

urlpatterns = [
    path("", home.front, name="home"),
    path("desk/", RedirectView.as_view(pattern_name="curate:home", permanent=True)),  # where the front page was
    path("queue/", queue.waiting, name="queue"),
    path("again/", again.again, name="again"),
    path("again/drop/", again.drop, name="again_drop"),
    path("preview/", preview.preview, name="preview"),
    path("names/<slug:field>/", names.names, name="names"),
    path("jobs/", jobs.jobs, name="jobs"),
    # /curate/sources/
    path("sources/", sources.sources, name="sources"),
    path("sources/new/", sources.new, name="source_new"),
    path("sources/<int:feed_id>/", sources.source, name="source"),
    path("sources/<int:feed_id>/change/", sources.change, name="source_change"),
    path("sources/<int:feed_id>/pause/", sources.pause, name="source_pause"),
    path("sources/<int:feed_id>/resume/", sources.resume, name="source_resume"),
    path("sources/<int:feed_id>/read/", sources.read, name="source_read"),
    # /curate/articles/
    path("articles/new/", take_in.new, name="take_in"),
    path("articles/new/date/", take_in.date, name="take_in_date"),
    path("articles/fetching/<int:job_id>/", take_in.fetching, name="fetching"),
    path("articles/<int:article_id>/", reading.article, name="article"),
    path("articles/<int:article_id>/accept-certain/", acts.accept_certain, name="accept_certain"),
    path("articles/<int:article_id>/propose/", acts.propose, name="propose"),
    path("articles/<int:article_id>/hold/", acts.hold, name="hold"),
    path("articles/<int:article_id>/release/", acts.release, name="release"),
    # /curate/proposals/<id>/
    path("proposals/<int:proposal_id>/check/", reading.check, name="check"),
    path("proposals/<int:proposal_id>/accept/", acts.accept, name="accept"),
    path("proposals/<int:proposal_id>/amend/", acts.amend, name="amend"),
    path("proposals/<int:proposal_id>/merge/", acts.merge, name="merge"),
    path("proposals/<int:proposal_id>/reject/", acts.reject, name="reject"),
    path("proposals/<int:proposal_id>/split/", acts.split, name="split"),
    path("proposals/<int:proposal_id>/join/", acts.join, name="join"),
    # /curate/events/
    path("events/", bulk.published, name="events"),
    path("events/change/", bulk.change, name="events_change"),
    path("decisions/<int:decision_number>/undo-together/", bulk.undo, name="events_undo"),
    path("events/new/", creating.new, name="create"),
    path("events/new/check/", creating.check, name="create_check"),
    path("decisions/<int:decision_number>/uncreate/", creating.uncreate, name="uncreate"),
    # /curate/events/<id>/
    path("events/<int:event_id>/", events.event, name="event"),
    path("events/<int:event_id>/check/", events.check, name="event_check"),
    path("events/<int:event_id>/edit/", events.edit, name="event_edit"),
    path("events/<int:event_id>/withdraw/", events.withdraw, name="event_withdraw"),
    path("events/<int:event_id>/restore/", events.restore, name="event_restore"),
    path("events/<int:event_id>/publish/", events.publish, name="event_publish"),
    path("events/<int:event_id>/revert/", events.revert, name="event_revert"),
    path("events/<int:event_id>/twin/", merging.twin, name="twin"),
    path("events/<int:event_id>/merge/", merging.merge_event, name="event_merge"),
    path("drafts/", events.drafts, name="drafts"),
    path("events/<int:event_id>/watch/", watching.watch, name="watch"),
    path("events/<int:event_id>/unwatch/", watching.unwatch, name="unwatch"),
    path("events/<int:event_id>/see/", watching.see, name="see"),
    path("events/<int:event_id>/note/", watching.note, name="note"),
    # /curate/log/
    path("log/", log.log, name="log"),
    path("log/decisions.csv", log.export, name="log_export"),
    path("log/redaction/", log.redaction, name="redaction"),
    path("log/redaction/check/", log.check, name="redact_check"),
    path("log/redaction/redact/", log.take_out, name="redact"),
    # /curate/reports/
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:report_id>/answer/", reports.answer_report, name="answer_report"),
    # /curate/imports/
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.receive, name="import_receive"),
    path("imports/files/<int:upload_id>/", imports.upload, name="upload"),
    path("imports/files/<int:upload_id>/try/", imports.try_out, name="import_try"),
    path("imports/files/<int:upload_id>/load/", imports.bring_in, name="import_load"),
    path("imports/files/<int:upload_id>/drop/", imports.drop, name="import_drop"),
    path("imports/files/<int:upload_id>/refused.csv", imports.refused, name="import_refused"),
    path("imports/<int:number>/", imports.imported, name="imported"),
    path("imports/<int:number>/publish/", imports.publish, name="import_publish"),
    path("imports/<int:number>/take-back/", imports.take_back, name="import_take_back"),
    # /curate/people/
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<int:invitation_id>/revoke/", people.revoke, name="revoke"),
    path("people/<int:person_id>/appoint/", people.appoint, name="appoint"),
    path("people/<int:person_id>/close/", people.close, name="close_account"),
    path("people/<int:person_id>/reopen/", people.reopen, name="reopen_account"),
    path("people/<int:person_id>/sign-out/", people.sign_out, name="sign_out"),
    # /curate/decisions/<number>/
    path("decisions/<int:decision_number>/undo/", acts.undo, name="undo"),
    path("decisions/<int:decision_number>/unmerge/", merging.unmerge, name="unmerge"),
]
