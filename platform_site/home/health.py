"""Is each part there, and which version is it?"""

from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; says nothing of its neighbours."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Each part, its version, and is it well; 503 without the database.

    Without Valkey the site still answers every page and mails wait, so that alone is no 503.
    """
    parts = {"database": _database(), "cache": _cache()}
    status = 200 if parts["database"]["ok"] else 503
    return JsonResponse({"ok": status == 200} | parts, status=status)


def _database() -> dict[str, Any]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            (version,) = cursor.fetchone()
    except DatabaseError:
        return {"name": "PostgreSQL", "ok": False}
    return {"name": "PostgreSQL", "ok": True, "version": version}


def _cache() -> dict[str, Any]:
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, decode_responses=True
    )
    try:
        info: Any = client.info("server")
    except (redis.RedisError, OSError):
        return {"name": "Redis", "ok": False}
    finally:
        client.close()
    if version := info.get("valkey_version"):
        return {"name": "Valkey", "ok": True, "version": version}
    return {"name": "Redis", "ok": True, "version": info.get("redis_version", "")}
