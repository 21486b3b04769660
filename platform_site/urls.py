"""Every address of the site. The addresses are a contract: other people's links rely on them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from platform_site.home import health
from platform_site.home.urls import plain_urlpatterns

handler400 = "platform_site.core.errors.bad_request"
handler403 = "platform_site.core.errors.forbidden"
handler404 = "platform_site.core.errors.not_found"
handler500 = "platform_site.core.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("files/", include("platform_site.files.urls")),
    *plain_urlpatterns,
]

urlpatterns += i18n_patterns(
    path("", include("platform_site.home.urls")),
    path("", include("countries.urls")),
    path("", include("platform_site.themes.urls")),
    path("", include("platform_site.organisations.urls")),
    path("", include("platform_site.programmes.urls")),
    path("data/", include("platform_site.indicators.urls")),
    path("glossary/", include("glossary.urls")),
    path("resources/", include("resources.urls")),
    path("workspaces/", include("workspaces.urls")),
    path("forums/", include("forums.urls")),
    path("news/", include("news.urls")),
    path("events/", include("news.event_urls")),
    path("search/", include("platform_site.search.urls")),
    path("", include("platform_site.people.urls")),
    path("", include("platform_site.moderation.urls")),
    path("", include("platform_site.discussions.urls")),
    path("", include("platform_site.notifications.urls")),
    path("", include("platform_site.pages.urls")),
    path("files/", include("platform_site.files.form_urls")),
    path("", include("platform_site.core.urls")),
    path("accounts/", include("platform_site.accounts.urls")),
)
