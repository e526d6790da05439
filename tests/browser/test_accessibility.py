"""axe finds nothing, on any page, in either scheme; and no page is wider than a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits, axe_problems
from tests.installation import Installation

PUBLIC = [
    "/",
    "/help/",
    "/?q=zzz",
    "/?verdict=disputed",
    "/?verdict=nonsense",
    "/topics/ports/",
    "/about/methods/",
    "/about/funding/",
    "/about/selection/",
    "/accounts/login/",
    "/nothing-here/",
    "/invitations/none/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/corrections/",
]
INSIDE = [
    "/dashboard/", "/articles/", "/articles/?q=zzz", "/articles/add/", "/articles/add/?tab=address", "/articles/add/?tab=upload",
    "/articles/1/", "/articles/1/?claim=1", "/articles/1/?claim=3", "/articles/1/?claim=5", "/articles/2/?claim=11", "/articles/3/",
    "/articles/1/edit/", "/articles/1/paragraphs/1/", "/claims/", "/claims/?q=zzz", "/claims/new/", "/claims/3/", "/reviews/",
    "/reviews/1/", "/reviews/1/proof/", "/reviews/2/", "/reviews/4/", "/sources/", "/sources/1/", "/sources/1/upload/", "/citations/1/", "/copies/1/",
    "/copies/1/?as=page", "/copies/1/?citation=1", "/sources/?q=waiting+time&sort=uses", "/sources/health/", "/sources/from-browser/", "/evidence/",
    "/queue/", "/history/", "/mine/", "/dashboard/verdicts/", "/dashboard/verdicts/?by=speaker", "/queue/?topic=zzz", "/reports/", "/reports/?show=closed", "/reports/1/", "/reports/2/", "/evidence/?show=closed", "/evidence/1/", "/evidence/2/", "/removals/",
    "/articles/1/?hints=1", "/articles/1/versions/", "/articles/1/versions/write/", "/highlights/1/", "/claims/3/similar/", "/notes/",
    "/notifications/", "/queue/?as=board", "/dashboard/agreement/", "/dashboard/pack/", "/articles/4/", "/articles/4/?claim=15",
    "/profile/", "/help/checker/", "/help/editor/", "/accounts/password/change/", "/accounts/logout/",
]  # fmt: skip


def visit_all(page, paths: list[str]) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        page.goto(path)
        # An open claim is scrolled to, and what the bar at the top half covers counts as too small.
        page.evaluate("scrollTo(0, 0)")
        problems = axe_problems(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append("wider than the window")
        if problems:
            found[path] = problems
    return found


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 640}}, {"locale": "ar"}],
    ids=["light", "dark", "narrow", "arabic"],
)
def test_pages_for_readers(visits: Visits, site: Installation, options: dict) -> None:
    page = visits.page(**options)
    speaker = site.query("SELECT id FROM annotations_claimant WHERE name = 'A. Rowan'")[0][0]
    slug = site.query("SELECT id, slug FROM annotations_claim WHERE slug <> '' ORDER BY id")
    story = site.query("SELECT id, slug FROM annotations_article WHERE slug <> '' ORDER BY id LIMIT 1")[0]
    checks = [f"/checks/{pk}-{words}/" for pk, words in slug[:4]]
    kept = f"/kept/{site.query('SELECT snapshot_id FROM annotations_publiccopy')[0][0]}/"
    assert (
        visit_all(
            page,
            [
                *PUBLIC,
                *checks,
                f"{checks[1]}embed/",
                f"/speakers/{speaker}-a-rowan/",
                f"/stories/{story[0]}-{story[1]}/",
                f"{checks[1]}versions/1/",
                f"{checks[1]}report/",
                kept,
            ],
        )
        == {}
    )


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 844}},
        # What a window of 1440 shows at 200 %.
        {"viewport": {"width": 720, "height": 450}, "device_scale_factor": 2},
    ],
    ids=["light", "dark", "phone", "zoomed"],
)
def test_pages_behind_the_log_in(visits: Visits, options: dict) -> None:
    assert visit_all(visits.log_in("editor", 1, **options).page, INSIDE) == {}


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}])
def test_pages_of_admins(visits: Visits, options: dict) -> None:
    pages = [
        "/help/components/",
        "/people/",
        "/newsroom/",
        "/newsroom/labels/",
        "/newsroom/checklist/",
        "/newsroom/pages/",
        "/newsroom/pages/methods/ar/",
        "/newsroom/logo/",
    ]
    assert visit_all(visits.log_in("admin", **options).page, pages) == {}


def test_at_320_pixels_nothing_is_cut(visits: Visits) -> None:
    page = visits.log_in("checker", viewport={"width": 320, "height": 640}).page
    for path in INSIDE:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_without_colours_of_ours_verdicts_and_choices_still_show(visits: Visits) -> None:
    """Forced colours drop every fill: underlines, icons and outlines carry what is said."""
    page = visits.log_in("checker", forced_colors="active").page
    page.goto("/articles/1/?claim=1")
    lines = page.eval_on_selector_all(
        "#text mark",
        "marks => marks.map((m) => getComputedStyle(m)).map((s) => s.textDecorationLine + s.textDecorationStyle)",
    )
    assert {line.removeprefix("underline") for line in lines} >= {"solid", "wavy"}
    assert all(line.startswith("underline") for line in lines)
    icon = "getComputedStyle(link, '::before')"
    seen = page.eval_on_selector_all(
        "#text a.ref", f"links => links.map((link) => {icon}.maskImage + {icon}.backgroundColor)"
    )
    assert seen
    assert not any("none" in look.split("url")[0] or look.endswith("rgba(0, 0, 0, 0)") for look in seen)
    assert axe_problems(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_colours_of_ours_marked_words_can_be_read(visits: Visits, scheme: str) -> None:
    page = visits.log_in("checker", forced_colors="active", color_scheme=scheme).page
    page.goto("/articles/1/")
    seen = page.eval_on_selector_all(
        "#text mark",
        """marks => marks.map((mark) => {
          const { color, backgroundColor } = getComputedStyle(mark);
          const clear = /^rgba.*, 0\\)$/.test(backgroundColor);
          const behind = clear ? getComputedStyle(document.body).backgroundColor : backgroundColor;
          return [mark.className, color, behind];
        })""",
    )
    assert seen
    assert [name for name, words, behind in seen if words == behind] == []


def test_without_colours_of_ours_the_chosen_verdict_has_an_outline(visits: Visits) -> None:
    checker = visits.log_in("checker", forced_colors="active")
    checker.paste_article("The ferry carried 4,100 people, all of them in forced colours.")
    checker.mark("4,100 people")
    checker.page.locator(".choice-disputed").click()
    chosen = checker.page.locator(".choice:has(:checked)")
    expect(chosen).to_have_css("outline-style", "solid")
    expect(chosen).to_have_css("outline-width", "3px")


def test_with_reduced_motion_nothing_turns(visits: Visits) -> None:
    page = visits.log_in("checker", reduced_motion="reduce").page
    page.goto("/articles/1/")
    page.evaluate(
        "document.getElementById('card').insertAdjacentHTML('beforeend', '<svg class=\"icon icon-fetching\"></svg>')"
    )
    assert page.evaluate("document.getAnimations().length") == 0
