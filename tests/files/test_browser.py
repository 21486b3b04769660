"""A real browser sends a file: with the bar where scripts run, with the form where none does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.files.models import PageFile, StoredFile
from tests.factories import make_user
from tests.files.making import pdf
from tests.journeys.conftest import confirmed, sign_in


@pytest.mark.parametrize("has_script", [True, False], ids=["with a script", "without"])
def test_a_file_is_sent_survives_a_refused_form_and_hangs_on_the_record(
    transactional_db: None,
    live_server: LiveServer,
    browser: Browser,
    axe: Callable[[Page], list[str]],
    tmp_path: Path,
    has_script: bool,
) -> None:
    document = tmp_path / "Étude.pdf"
    document.write_bytes(pdf(b"(%s)" % (b"x" * 3_000_000)))
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=has_script, locale="en"
    )
    page = context.new_page()
    sign_in(page, confirmed(make_user("Farida")))
    page.goto("/en/contribute/resource/")
    expect(page.locator("main")).to_contain_text("PDF, DOCX, XLSX, PPTX")

    page.locator("input[name=files-new]").set_input_files(document)
    if has_script:
        expect(page.locator(".uploads__said")).to_have_text("The file is here.")
        expect(page.locator(".upload__name")).to_contain_text("Étude.pdf")
        assert StoredFile.objects.count() == 1
        assert axe(page) == []
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator("main")).to_contain_text("Write the title as it stands on the work")
    expect(page.locator(".upload__name")).to_contain_text("Étude.pdf")
    page.locator("input[name=title]").fill("With a file of its own")
    page.get_by_role("button", name="Send for review").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")
    assert PageFile.objects.with_versions().get().newest.stored.name == "Étude.pdf"
    assert StoredFile.objects.count() == 1
    context.close()


def test_the_script_refuses_what_is_too_large_and_shows_what_the_server_refuses(
    transactional_db: None, live_server: LiveServer, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="en")
    page = context.new_page()
    sign_in(page, confirmed(make_user("Farida")))
    page.goto("/en/contribute/resource/")
    said = page.locator(".uploads__said")
    large, program = tmp_path / "large.txt", tmp_path / "tool.pdf"
    with large.open("wb") as file:
        file.truncate(27_000_000)
    program.write_bytes(b"MZ\x90\x00\x01")

    page.locator("input[name=files-new]").set_input_files(large)
    expect(said).to_contain_text("It is too large: at most 25")
    page.locator("input[name=files-new]").set_input_files(program)
    expect(said).to_contain_text("“tool.pdf” was not taken. It is a program or a script")

    assert page.locator("input[name=files-new]").input_value() == ""
    assert StoredFile.objects.count() == 0
    context.close()
