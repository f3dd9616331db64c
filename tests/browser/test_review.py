"""A quarterly review opened down to a row: from the county's table to a school, an item, and the child behind it."""

from tests.browser.conftest import serving


def test_a_review_is_opened_down_to_a_row(county, walker_of):
    hidden = next(told.school for told in county.built.reviews if told.score == 0)
    late = next(told for told in county.built.reviews if "late" in told.story)
    with serving(county.home) as base:
        walker = walker_of(base)
        page = walker.page
        text = walker.open("/review?as=bureau_clerk")
        assert "各镇(按户籍)" in text and "各校(按学籍)" in text and "一票否决" in text and "进行中" in text
        walker.keep("review")
        page.locator(f'a[href*="at={hidden}"]').first.click()
        page.get_by_text("逐项得分").wait_for(timeout=60_000)
        assert "复核成立的瞒报 1 人" in walker.text()
        page.get_by_role("link", name="书面报告").first.click()
        page.get_by_text("依据:书面报告").wait_for(timeout=60_000)
        text = walker.text()
        assert "criterion=written_reports" in page.url and "未上报的学生" in text and "他人发现(县级复核)" in text
        walker.keep("review-unit")
        text = walker.open(f"/review?as=principal-{late.school}&criterion=written_reports")
        assert (
            f"{late.score:.1f}" in text and "迟(本单位自报)" in text and not page.locator("dt", has_text="名次").count()
        )
        walker.keep("review-own")
        assert not walker.errors and not walker.outside
