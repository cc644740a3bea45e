"""What gunicorn takes where it is started in this folder; its command line counts before this."""

limit_request_line = 8190
"""Characters of an address: as many as it allows, so that a view with many filters is answered by the site, not cut off before it."""

timeout = 600
"""Seconds a worker may be busy with one request before it is taken for hung: exports of everything are written for minutes."""


def post_worker_init(worker: object) -> None:
    """Read the timeline's index before the first request, so that no reader waits for it; without a database it is left for later."""
    from django.db import connections

    from events.views.operations import holds, index_is_readable

    holds(index_is_readable)
    connections.close_all()
