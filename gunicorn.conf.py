"""What gunicorn takes where it is started in this folder; its command line counts before this."""

limit_request_line = 8190
"""Characters of an address: as many as it allows, so that a view with many filters is answered by the site, not cut off before it."""
