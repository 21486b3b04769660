"""Who was told to pause writes no comments either, and keeps what they typed."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from platform_site.discussions.actions import Paused, edit_post, write_post
from platform_site.discussions.models import Post
from platform_site.moderation.models import PostingRight
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_nobody_comments_whose_contributions_are_paused() -> None:
    alice, article = make_user("Alice"), make_article()
    post = write_post(page=article, by=alice, source="Early", language="en", key=uuid.uuid4())
    PostingRight.objects.create(user=alice, level="blocked", reason="A test")

    with pytest.raises(Paused):
        write_post(page=article, by=alice, source="Late", language="en", key=uuid.uuid4())
    with pytest.raises(Paused):
        edit_post(post=post, by=alice, source="Later", language="en", version=post.version)

    assert Post.objects.get().source == "Early"


def test_the_form_says_so_and_holds_the_text(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    PostingRight.objects.create(domain="people.example", level="blocked", reason="A test")
    client.force_login(alice)

    answer = client.post(
        reverse("comment", args=[article.pk]),
        {"source": "My words", "language": "en", "key": str(uuid.uuid4())},
    )

    assert answer.status_code == 403
    assert "A moderator has paused your contributions" in answer.content.decode()
    assert "My words" in answer.content.decode()
    assert not Post.objects.exists()
