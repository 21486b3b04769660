"""Topics as Atom feeds: of all forums with the filters of their list, and of one forum."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.pages.feeds import LENGTH, FeedOfPages, PageFeed

from .filters import TopicFilter
from .listing import best_versions
from .models import Forum, Topic


class TopicFeed(PageFeed):
    filter_class = TopicFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("What people ask and tell in the forums, newest first")


class ForumFeed(FeedOfPages):
    """The topics of one forum; of a forum that not everyone may see there is no feed."""

    def get_object(self, request: HttpRequest, slug: str) -> Forum:
        public = Forum.objects.published().visible_to(AnonymousUser())
        get_object_or_404(public, slug=slug, translation_of__isnull=True)
        return best_versions(public.versions_of(slug))[0]

    def title(self, forum: Forum) -> str:
        return f"{forum.title} – {settings.PLATFORM_NAME}"

    def subtitle(self, forum: Forum) -> str:
        return forum.summary

    def link(self, forum: Forum) -> str:
        return reverse("forums:detail", args=[forum.slug.partition("--")[0]])

    def items(self, forum: Forum) -> Any:
        topics = Topic.objects.published().visible_to(AnonymousUser()).originals()
        return topics.filter(forum=forum.original.pk).newest_first()[:LENGTH]
