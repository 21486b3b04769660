"""Placeholder until the design's error pages land in this session."""

from django.views.defaults import bad_request, page_not_found, permission_denied, server_error
from django.views.csrf import csrf_failure

not_found = page_not_found
forbidden = permission_denied
__all__ = ["bad_request", "csrf_failure", "forbidden", "not_found", "server_error"]
