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

CHROMIUM, CHROMEDRIVER, PAGES, FOLDER = sys.argv[1:5] if len(sys.argv) > 4 else sys.exit(__doc__)
REPORT = f"{PAGES}/trained.html"
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

FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex='0']"

def setUpModule():
    Checks.page = browser.Browser(CHROMIUM, CHROMEDRIVER)
    unittest.addModuleCleanup(Checks.page.__exit__)


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
        others = sorted(path.stem for path in pathlib.Path(PAGES).glob("*.html") if path.stem not in SAME)
        self.assertGreater(len(others), 5)
        for name in others:
            with self.subTest(page=name):
                self.check_page(f"{PAGES}/{name}.html")

    def test_requests_are_seen(self):
        """A page that does ask for something does not pass."""
        path = pathlib.Path(FOLDER, "asks.html")
        path.write_text('<!DOCTYPE html><html lang="en"><title>asks</title><img src="nowhere.png" alt="nowhere">')
        self.page.open(path)
        with self.assertRaises(AssertionError):
            self.check_requests(path)
        self.assertEqual(len(self.page.console()), 1)


class Report(Checks):
    def setUp(self):
        super().setUp()
        self.page.open(REPORT)

    def test_nothing_is_fetched(self):
        self.check_requests(REPORT)

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
            self.page.open(REPORT)
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
        self.page.picture(f"{FOLDER}/report-light.png")
        self.check_contrast(texts=300, marks=100)

    def test_contrast_in_dark(self):
        self.page.media("dark")
        self.page.picture(f"{FOLDER}/report-dark.png")
        self.check_contrast(texts=300, marks=100)

    # --- places ----------------------------------------------------------------------------------

    def test_phone(self):
        self.page.size(360, 740)
        self.page.picture(f"{FOLDER}/report-phone.png")
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
        pathlib.Path(f"{FOLDER}/report.pdf").write_bytes(pdf)
        self.assertTrue(pdf.startswith(b"%PDF-"))
        self.assertGreaterEqual(len(re.findall(rb"/Type\s*/Page\b", pdf)), 2)
        self.page.media("dark", "print")  # a dark screen prints black on white
        self.page.size(718, 1000)  # A4 less its margins
        self.page.picture(f"{FOLDER}/report-print.png")
        self.check_sections()
        self.check_contrast()
        self.check_width(718)
        white = self.page.script("return getComputedStyle(document.body).backgroundColor")
        self.assertIn(white, ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"))

    # --- the script ------------------------------------------------------------------------------

    def plot(self, index=0):
        """Left, top, width and height of a chart, moved into view."""
        return self.page.script(
            "const plot = document.querySelectorAll('.plot')[arguments[0]];"
            "plot.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const box = plot.getBoundingClientRect(); return [box.left, box.top, box.width, box.height]",
            index,
        )

    def hint(self, index=0):
        """What the hint says; None while it is hidden."""
        return self.page.script(
            "const hint = document.querySelectorAll('.plot')[arguments[0]].querySelector('.hint');"
            "return hint.checkVisibility() ? hint.innerText : null",
            index,
        )

    def titles(self):
        return self.page.script("return [...document.querySelectorAll('.legend .title')].map((title) => title.textContent)")

    def test_pointing_at_a_chart_shows_values(self):
        count = self.page.script("return document.querySelectorAll('svg.chart').length")
        self.assertEqual(count, 4)
        for index in range(count):
            left, top, width, height = self.plot(index)
            self.assertIsNone(self.hint(index))
            self.page.point(left + width * 0.95, top + height / 2)
            last = self.hint(index)
            self.page.point(left + width * 0.3, top + height / 2)
            early = self.hint(index)
            self.assertNotEqual(last, early)
            for title in self.titles():
                self.assertIn(title, early)
            self.assertGreaterEqual(len(re.findall(r"\d\.\d", early)), len(self.titles()))
            self.page.point(left + width / 2, top - 40)
            self.assertIsNone(self.hint(index))

    def test_arrow_keys_show_values(self):
        self.plot()
        self.page.script("document.querySelector('.plot').focus({focusVisible: true})")
        self.page.key("Home")
        self.assertTrue(self.hint().startswith("epoch 1\n"), self.hint())
        self.page.key("ArrowRight")
        self.assertTrue(self.hint().startswith("epoch 2\n"), self.hint())
        spoken = self.page.script("return document.activeElement.getAttribute('aria-valuetext')")
        self.assertTrue(spoken.startswith("epoch 2: "), spoken)
        self.page.key("ArrowLeft")
        self.page.key("ArrowLeft")
        self.assertTrue(self.hint().startswith("epoch 1\n"), self.hint())
        self.page.key("Escape")
        self.assertIsNone(self.hint())

    def curves(self):
        """Whether each network's curves are shown; they must all be alike."""
        return self.page.script(
            "return [...document.querySelectorAll('.legend li')].map((item) =>"
            " [...new Set([...document.querySelectorAll(`.curve[data-column='${item.dataset.column}']`)]"
            "  .map((curve) => getComputedStyle(curve).display !== 'none'))].join())"
        )

    def test_legend_hides_lines(self):
        everything = ["true"] * len(self.titles())
        self.assertEqual(self.curves(), everything)
        x, y = self.page.script(
            "const button = document.querySelector('.legend button');"
            "button.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const box = button.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]"
        )
        pressed = "return document.querySelector('.legend button').getAttribute('aria-pressed')"
        self.assertEqual(self.page.script(pressed), "true")
        self.page.click(x, y)
        self.assertEqual(self.page.script(pressed), "false")
        self.assertEqual(self.curves(), ["false"] + everything[1:])
        self.check_contrast()
        left, top, width, height = self.plot()
        self.page.point(left + width / 2, top + height / 2)
        self.assertNotIn(self.titles()[0], self.hint())
        self.page.script("document.querySelector('.legend button').focus()")
        self.page.key(" ")
        self.assertEqual(self.page.script(pressed), "true")
        self.assertEqual(self.curves(), everything)

    def test_theme_button(self):
        colours = "const style = getComputedStyle(document.body); return [style.backgroundColor, style.color]"
        light = self.page.script(colours)
        self.page.media("dark")
        dark = self.page.script(colours)
        self.assertNotEqual(light, dark)
        for system, other in (("light", dark), ("dark", light)):
            self.page.media(system)
            self.page.open(REPORT)
            self.page.script("document.querySelector('button.theme').focus()")
            self.page.key("Enter")
            self.assertEqual(self.page.script(colours), other)
            self.check_contrast()

    # --- keyboard --------------------------------------------------------------------------------

    def test_all_is_reached_by_tab(self):
        self.page.script("window.focusable = [...document.querySelectorAll(arguments[0])].filter((element) => element.checkVisibility())", FOCUSABLE)
        count = self.page.script("return focusable.length")
        self.assertGreater(count, len(SECTIONS))
        reached = []
        for _ in range(count + 1):
            self.page.key("Tab")
            index, seen, name = self.page.script(
                "const element = document.activeElement, style = getComputedStyle(element);"
                "const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;"
                "return [focusable.indexOf(element), seen, element.outerHTML.slice(0, 120)]"
            )
            if index < 0:
                break
            self.assertTrue(seen, f"focus is not seen on {name}")
            reached.append(index)
        self.assertEqual(sorted(reached), list(range(count)))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[5:])
