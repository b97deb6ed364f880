#!/usr/bin/python3
"""Opens a report in headless Chromium and uses it as a reader would.

Usage: report_test.py CHROMIUM CHROMEDRIVER PAGES FOLDER [TEST...]
PAGES is the folder that tests/report writes; screenshots and the print go to FOLDER.
"""

import pathlib
import re
import sys
import unittest

import browser
from checks import Checks
from use import Use  # noqa: F401, its tests are run with those here

SAME = ["trained", "again", "alone"]  # tested below, or the bytes of another

# What each section must have to be one with its data: a selector, and how many at least. All the
# sections of a report on trained networks.
SECTIONS = {
    "summary": ("table td", 4),
    "architectures": ("svg text", 10),
    "layers": ("table tbody tr", 5),
    "curves": ("svg.chart .curve .line", 4),
    "confusion": ("svg.matrix text", 100),
    "disagreements": ("ol.disagreements > li img[src^='data:image/png']", 2),
    "filters": ("figure img[src^='data:image/png']", 1),
    "feature-maps": ("figure img[src^='data:image/png']", 8),
    "times": (".bar", 4),
    "memory": (".bar", 4),
    "method": ("li", 3),
}


class Pages(Checks):
    """Other pages: some lack something, and one has names that are an attack."""

    def check_page(self, path):
        self.page.media("light")
        self.page.open(path)
        self.check_requests(path)
        self.check_ids()
        self.check_references()
        self.check_contrast()
        self.page.media("dark")
        self.check_contrast()
        self.page.size(360, 740)
        self.check_width(360)
        self.page.size(1280, 900)
        self.assertEqual(self.page.console(), [])

    def test_other_pages(self):
        others = sorted(path.stem for path in pathlib.Path(self.pages).glob("*.html") if path.stem not in SAME)
        self.assertGreater(len(others), 5)
        for name in others:
            with self.subTest(page=name):
                self.check_page(f"{self.pages}/{name}.html")

    def test_requests_are_seen(self):
        """A page that does ask for something does not pass."""
        path = pathlib.Path(self.folder, "asks.html")
        path.write_text('<!DOCTYPE html><html lang="en"><title>asks</title><img src="nowhere.png" alt="nowhere">')
        self.page.open(path)
        with self.assertRaises(AssertionError):
            self.check_requests(path)
        self.assertEqual(len(self.page.console()), 1)


class Report(Checks):
    def setUp(self):
        super().setUp()
        self.page.open(self.report())

    def test_nothing_is_fetched(self):
        self.check_requests(self.report())

    def test_ids_and_references(self):
        self.check_ids()
        self.check_references()

    def test_policy_forbids_to_fetch(self):
        """The page could not if it wanted to."""
        refused = self.page.driver.execute_async_script(
            "const done = arguments[0];"
            "document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective));"
            "fetch('https://example.org/').catch(() => {});"
        )
        self.assertEqual(refused, "connect-src")
        self.assertTrue(self.page.console())

    def check_sections(self):
        contents = self.page.script("return [...document.querySelectorAll('nav a')].map((a) => a.getAttribute('href').slice(1))")
        self.assertEqual(contents, list(SECTIONS))
        for section, (selector, least) in SECTIONS.items():
            with self.subTest(section=section):
                count, height = self.page.script(
                    "const section = document.getElementById(arguments[0]);"
                    "return [section.querySelectorAll(arguments[1]).length, section.getBoundingClientRect().height]",
                    section,
                    selector,
                )
                self.assertGreaterEqual(count, least, selector)
                self.assertGreater(height, 50)

    def test_every_section_has_its_data(self):
        self.check_sections()

    def test_without_scripts(self):
        self.page.cdp("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.page.open(self.report())
            self.check_sections()
        finally:
            self.page.cdp("Emulation.setScriptExecutionDisabled", value=False)

    def test_pictures_have_texts(self):
        without = self.page.script(
            "return [...document.querySelectorAll('img, svg')].filter((picture) =>"
            " picture.getAttribute('aria-hidden') !== 'true' && !picture.closest('[aria-hidden=true]')"
            " && !(picture.tagName === 'IMG' ? picture.alt : picture.getAttribute('aria-label') || picture.querySelector(':scope > title')))"
            " .map((picture) => picture.outerHTML.slice(0, 120))"
        )
        self.assertEqual(without, [])
        broken = self.page.script("return [...document.images].filter((image) => !image.complete || !image.naturalWidth).length")
        self.assertEqual(broken, 0)

    def test_every_disagreement_is_shown(self):
        pieces = self.page.script(
            "return [...document.querySelectorAll('.disagreements > li')].map((item) =>"
            " [item.querySelectorAll('img').length, item.querySelectorAll('svg.outputs').length].join())"
        )
        self.assertEqual(set(pieces), {"1,2"})

    def test_no_number_is_missing(self):
        text = self.page.script("return document.body.innerText")
        self.assertIsNone(re.search(r"\b(NaN|nan|undefined|null|inf|Infinity)\b", text))

    # --- colours ---------------------------------------------------------------------------------

    def test_contrast_in_light(self):
        self.page.picture(f"{self.folder}/report-light.png")
        self.check_contrast(texts=300, marks=100)

    def test_contrast_in_dark(self):
        self.page.media("dark")
        self.page.picture(f"{self.folder}/report-dark.png")
        self.check_contrast(texts=300, marks=100)

    # --- places ----------------------------------------------------------------------------------

    def test_phone(self):
        self.page.size(360, 740)
        self.page.picture(f"{self.folder}/report-phone.png")
        self.check_width(360)
        small = self.page.script(
            "return [...document.querySelectorAll('svg text')].filter((text) =>"
            " { const matrix = text.getScreenCTM(); return parseFloat(getComputedStyle(text).fontSize)"
            "  * Math.hypot(matrix.a, matrix.b) < 9; })"
            " .map((text) => text.closest('section').id + ' ' + text.textContent)"
        )
        self.assertEqual(small, [])

    def test_other_widths(self):
        for width in (600, 1024, 1920):
            with self.subTest(width=width):
                self.page.size(width, 800)
                self.check_width(width)

    def test_print(self):
        pdf = self.page.pdf()
        pathlib.Path(f"{self.folder}/report.pdf").write_bytes(pdf)
        self.assertTrue(pdf.startswith(b"%PDF-"))
        self.assertGreaterEqual(len(re.findall(rb"/Type\s*/Page\b", pdf)), 2)
        self.page.media("dark", "print")  # a dark screen prints black on white
        self.page.size(718, 1000)  # A4 less its margins
        self.page.picture(f"{self.folder}/report-print.png")
        self.check_sections()
        self.check_contrast()
        self.check_width(718)
        white = self.page.script("return getComputedStyle(document.body).backgroundColor")
        self.assertIn(white, ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"))


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    chromium, chromedriver, Checks.pages, Checks.folder = sys.argv[1:5]
    with browser.Browser(chromium, chromedriver) as Checks.page:
        unittest.main(argv=sys.argv[:1] + sys.argv[5:])
