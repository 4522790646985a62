"""The client's package, which only sites with Elasticsearch install: everything here takes it from this module."""

from django.core.exceptions import ImproperlyConfigured


class PackageMissingError(ImproperlyConfigured, ImportError):
    """The site chose Elasticsearch and has not installed its client."""


try:
    import elasticsearch.helpers
    from elasticsearch import dsl
except ImportError as error:
    raise PackageMissingError(
        'WAGTAIL_QMS["SEARCH"] chooses Elasticsearch. Its client: pip install "wagtail-qms[elasticsearch]".'
    ) from error

__all__ = ["dsl", "elasticsearch"]
