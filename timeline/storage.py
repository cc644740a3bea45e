"""Where static files are, once collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Files under names with their digest, also where one script imports another: a release is never half old."""

    support_js_module_import_aggregation = True
