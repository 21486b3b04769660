"""Addresses of talks. What is said under a page lies below the page's number, of any kind."""

from django.urls import path

from . import views

urlpatterns = [
    path("pages/<int:pk>/comments/new/", views.comment, name="comment"),
    path("pages/<int:pk>/comments/draft/", views.draft, name="comment-draft"),
    path("pages/<int:pk>/comments/moderation/", views.moderate_talk, name="moderate-talk"),
    path("pages/<int:pk>/comments/<int:number>/", views.post, name="post"),
    path("pages/<int:pk>/comments/<int:number>/edit/", views.edit, name="edit-post"),
    path("pages/<int:pk>/comments/<int:number>/history/", views.history, name="post-history"),
    path("pages/<int:pk>/comments/<int:number>/withdrawal/", views.withdraw, name="withdraw-post"),
    path("pages/<int:pk>/comments/<int:number>/flag/", views.flag, name="flag-post"),
    path(
        "pages/<int:pk>/comments/<int:number>/moderation/",
        views.moderate_post,
        name="moderate-post",
    ),
    path("me/flags/", views.flags, name="flags"),
    path("me/unread/", views.unread, name="unread"),
]
