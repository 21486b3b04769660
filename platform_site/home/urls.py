"""Addresses of the front page, the guide and what belongs to the whole house."""

from django.urls import path, re_path

from . import views
from .feeds import SiteFeed

urlpatterns = [
    path("", views.home, name="home"),
    path("start/country/", views.country_choice, name="country-choice"),
    path("about/", views.about, name="about"),
    path("about/<slug:slug>/", views.guide, name="guide"),
    path("translations/", views.translations, name="translations"),
    path("contribute/", views.contribute, name="contribute"),
    path("me/", views.me, name="me"),
    path("feed/", SiteFeed(), name="feed"),
]

# Without a language in front: for programs, and for links that must last.
plain_urlpatterns = [
    path("id/<slug:kind>/<str:key>", views.by_key, name="by-key"),
    path("feeds/", views.feeds, name="feeds"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemaps/<int:part>.xml", views.sitemap_part, name="sitemap-part"),
    path("opensearch.xml", views.open_search, name="open-search"),
    # The platform before this one: /gimi/Contribution.action?id=80, and without /gimi/.
    re_path(r"^gimi(?:/(?P<path>.*))?$", views.old_address, name="old-address"),
    re_path(
        r"^(?P<path>(?:gess/)?[\w-]+\.action(?:;.*)?)$", views.old_address, name="older-address"
    ),
    path("favicon.ico", views.favicon, name="favicon"),
    path("demo/mail/", views.demo_mails, name="demo-mail"),
    path("demo/mail/<slug:name>/", views.demo_mail, name="demo-mail-detail"),
]
