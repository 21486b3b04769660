"""Following a search."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.search.forms import SearchForm
from platform_site.search.standing import Standing, standing

from ..actions import TooManySearches, follow_search, unfollow_search
from ..forms import FollowSearchForm
from ..models import SavedSearch
from ..searches import names_of


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def follow_a_search(request: HttpRequest) -> HttpResponse:
    """The search is in the address, as on its page of results."""
    reader = member(request)
    search = _asked(request)
    held = SavedSearch.objects.of(reader).filter(address=search.address).first()
    if "stop" in request.POST:
        unfollow_search(address=search.address, by=reader)
        messages.success(request, _("You no longer follow this search."))
        return redirect("follows")
    form = FollowSearchForm(request.POST or kept_data(request), instance=held or SavedSearch())
    if request.method == "POST" and form.is_valid() and _follow(request, search, form):
        return redirect("follows")
    return _page(request, search, form)


def _asked(request: HttpRequest) -> Standing:
    form = SearchForm(request.GET)
    search = standing(form, user=request.user) if form.is_valid() else None
    if search is None:
        raise Http404
    return search


def _follow(request: HttpRequest, search: Standing, form: FollowSearchForm) -> bool:
    try:
        follow_search(search=search, by=member(request), **form.cleaned_data)
    except TooManySearches:
        form.add_error(None, _("You follow as many searches as one can. Stop one of them first."))
        return False
    messages.success(request, _("You follow this search: we tell you what is new in it."))
    return True


def _page(request: HttpRequest, search: Standing, form: FollowSearchForm) -> HttpResponse:
    shown = SavedSearch(pk=0, **vars(search))
    context = {
        "form": form,
        "search": shown,
        "name": names_of([shown], member(request))[0],
        "is_followed": form.instance.pk is not None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "notifications/follow_search.html", context, status=status)
