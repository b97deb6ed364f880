#!/usr/bin/python3
"""Opens a report in headless Chromium and uses it as a reader would.

Usage: report_test.py CHROMIUM CHROMEDRIVER REPORT.html FOLDER
Screenshots and the print go to FOLDER.
"""

import pathlib
import re
import sys
import unittest
import xml.etree.ElementTree

import browser

CHROMIUM, CHROMEDRIVER, REPORT, FOLDER = sys.argv[1:5] if len(sys.argv) > 4 else sys.exit(__doc__)
HERE = pathlib.Path(__file__).parent

# What each section must have to be one with its data: a selector, and how many at least. All the
# sections of a report on trained networks.
SECTIONS = {
    "summary": ("table td", 4),
    "architectures": ("svg text", 10),
    "layers": ("table tbody tr", 5),
    "curves": ("svg.chart .curve .line", 4),
    "confusion": ("table td", 100),
    "disagreements": ("ol.disagreements > li img[src^='data:image/png']", 2),
    "filters": ("figure img[src^='data:image/png']", 1),
    "feature-maps": ("figure img[src^='data:image/png']", 8),
    "times": (".bar", 4),
    "memory": (".bar", 4),
    "method": ("p", 1),
}

# Lines and bars that carry data: 3:1 (WCAG 1.4.11).
MARKS = ".curve path.line, .key path.line, .bar, svg.outputs rect"

FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex='0']"

PAGE = None  # the browser of all tests: to start one takes seconds


def setUpModule():
    global PAGE
    PAGE = browser.Browser(CHROMIUM, CHROMEDRIVER)
    unittest.addModuleCleanup(PAGE.__exit__)


class Report(unittest.TestCase):
    def setUp(self):
        PAGE.size(1280, 900)
        PAGE.media("light")
        PAGE.requests()
        PAGE.open(REPORT)

    def tearDown(self):
        self.assertEqual(PAGE.console(), [])

    def test_nothing_is_fetched(self):
        PAGE.script("window.scrollTo(0, document.body.scrollHeight)")
        asked = [url for url in PAGE.requests() if not url.startswith("data:")]
        self.assertEqual(asked, [pathlib.Path(REPORT).absolute().as_uri()])

    def test_policy_forbids_to_fetch(self):
        """The page could not if it wanted to; and requests() would see it."""
        refused = PAGE.driver.execute_async_script(
            "const done = arguments[0];"
            "document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective));"
            "fetch('https://example.org/').catch(() => {});"
        )
        self.assertEqual(refused, "connect-src")
        self.assertTrue(PAGE.console())

    def test_is_well_formed(self):
        tree = xml.etree.ElementTree.parse(REPORT)
        ids = [element.get("id") for element in tree.iter() if element.get("id") is not None]
        self.assertEqual(sorted(ids), sorted(set(ids)))

    def test_references_lead_somewhere(self):
        dangling = PAGE.script(
            "return [...document.querySelectorAll('*')].flatMap((element) =>"
            " ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap((name) =>"
            "  (element.getAttribute(name) ?? '').split(/\\s+/).filter((id) => id && !document.getElementById(id)))"
            " .concat((element.getAttribute('href') ?? '').startsWith('#')"
            "  && !document.getElementById(element.getAttribute('href').slice(1)) ? [element.getAttribute('href')] : []))"
        )
        self.assertEqual(dangling, [])

    def check_sections(self):
        contents = PAGE.script("return [...document.querySelectorAll('nav a')].map((a) => a.getAttribute('href').slice(1))")
        self.assertEqual(contents, list(SECTIONS))
        for section, (selector, least) in SECTIONS.items():
            with self.subTest(section=section):
                count, height = PAGE.script(
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
        PAGE.cdp("Emulation.setScriptExecutionDisabled", value=True)
        try:
            PAGE.open(REPORT)
            self.check_sections()
        finally:
            PAGE.cdp("Emulation.setScriptExecutionDisabled", value=False)

    def test_pictures_have_texts(self):
        without = PAGE.script(
            "return [...document.querySelectorAll('img, svg')].filter((picture) =>"
            " picture.getAttribute('aria-hidden') !== 'true' && !picture.closest('[aria-hidden=true]')"
            " && !(picture.tagName === 'IMG' ? picture.alt : picture.getAttribute('aria-label') || picture.querySelector(':scope > title')))"
            " .map((picture) => picture.outerHTML.slice(0, 120))"
        )
        self.assertEqual(without, [])
        broken = PAGE.script("return [...document.images].filter((image) => !image.complete || !image.naturalWidth).length")
        self.assertEqual(broken, 0)

    def test_no_number_is_missing(self):
        text = PAGE.script("return document.body.innerText")
        self.assertIsNone(re.search(r"\b(NaN|nan|undefined|null|inf|Infinity)\b", text))

    # --- colours ---------------------------------------------------------------------------------

    def check_contrast(self):
        result = PAGE.script((HERE / "contrast.js").read_text(), MARKS)
        self.assertGreater(result["texts"], 300)
        self.assertGreater(result["marks"], 20)
        self.assertEqual(result["faults"], [])

    def test_contrast_in_light(self):
        PAGE.picture(f"{FOLDER}/report-light.png")
        self.check_contrast()

    def test_contrast_in_dark(self):
        PAGE.media("dark")
        PAGE.picture(f"{FOLDER}/report-dark.png")
        self.check_contrast()

    # --- places ----------------------------------------------------------------------------------

    def check_width(self, width):
        sizes = PAGE.script(
            "const wide = [...document.querySelectorAll('body *')].filter((element) =>"
            " element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.scroll'));"
            "return [document.documentElement.scrollWidth, wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))]"
        )
        self.assertEqual(sizes, [width, []])

    def test_phone(self):
        PAGE.size(360, 740)
        PAGE.picture(f"{FOLDER}/report-phone.png")
        self.check_width(360)
        small = PAGE.script(
            "return [...document.querySelectorAll('svg text')].filter((text) =>"
            " parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a < 9)"
            " .map((text) => text.closest('section').id + ' ' + text.textContent)"
        )
        self.assertEqual(small, [])

    def test_other_widths(self):
        for width in (600, 1024, 1920):
            with self.subTest(width=width):
                PAGE.size(width, 800)
                self.check_width(width)

    def test_print(self):
        pdf = PAGE.pdf()
        pathlib.Path(f"{FOLDER}/report.pdf").write_bytes(pdf)
        self.assertTrue(pdf.startswith(b"%PDF-"))
        self.assertGreaterEqual(len(re.findall(rb"/Type\s*/Page\b", pdf)), 2)
        PAGE.media("dark", "print")  # a dark screen prints black on white
        PAGE.size(718, 1000)  # A4 less its margins
        self.check_sections()
        self.check_contrast()
        self.check_width(718)
        white = PAGE.script("return getComputedStyle(document.body).backgroundColor")
        self.assertIn(white, ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"))

    # --- the script ------------------------------------------------------------------------------

    def plot(self, index=0):
        """Left, top, width and height of a chart, moved into view."""
        return PAGE.script(
            "const plot = document.querySelectorAll('.plot')[arguments[0]];"
            "plot.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const box = plot.getBoundingClientRect(); return [box.left, box.top, box.width, box.height]",
            index,
        )

    def hint(self, index=0):
        """What the hint says; None while it is hidden."""
        return PAGE.script(
            "const hint = document.querySelectorAll('.plot')[arguments[0]].querySelector('.hint');"
            "return hint.checkVisibility() ? hint.innerText : null",
            index,
        )

    def titles(self):
        return PAGE.script("return [...document.querySelectorAll('.legend .title')].map((title) => title.textContent)")

    def test_pointing_at_a_chart_shows_values(self):
        count = PAGE.script("return document.querySelectorAll('svg.chart').length")
        self.assertEqual(count, 4)
        for index in range(count):
            left, top, width, height = self.plot(index)
            self.assertIsNone(self.hint(index))
            PAGE.point(left + width * 0.95, top + height / 2)
            last = self.hint(index)
            PAGE.point(left + width * 0.3, top + height / 2)
            early = self.hint(index)
            self.assertNotEqual(last, early)
            for title in self.titles():
                self.assertIn(title, early)
            self.assertGreaterEqual(len(re.findall(r"\d\.\d", early)), len(self.titles()))
            PAGE.point(left + width / 2, top - 40)
            self.assertIsNone(self.hint(index))

    def test_arrow_keys_show_values(self):
        self.plot()
        PAGE.script("document.querySelector('.plot').focus({focusVisible: true})")
        PAGE.key("Home")
        self.assertTrue(self.hint().startswith("epoch 1\n"), self.hint())
        PAGE.key("ArrowRight")
        self.assertTrue(self.hint().startswith("epoch 2\n"), self.hint())
        spoken = PAGE.script("return document.activeElement.getAttribute('aria-valuetext')")
        self.assertTrue(spoken.startswith("epoch 2: "), spoken)
        PAGE.key("ArrowLeft")
        PAGE.key("ArrowLeft")
        self.assertTrue(self.hint().startswith("epoch 1\n"), self.hint())
        PAGE.key("Escape")
        self.assertIsNone(self.hint())

    def curves(self):
        """Whether each network's curves are shown; they must all be alike."""
        return PAGE.script(
            "return [...document.querySelectorAll('.legend li')].map((item) =>"
            " [...new Set([...document.querySelectorAll(`.curve[data-column='${item.dataset.column}']`)]"
            "  .map((curve) => curve.checkVisibility()))].join())"
        )

    def test_legend_hides_lines(self):
        everything = ["true"] * len(self.titles())
        self.assertEqual(self.curves(), everything)
        x, y = PAGE.script(
            "const button = document.querySelector('.legend button');"
            "button.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const box = button.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]"
        )
        pressed = "return document.querySelector('.legend button').getAttribute('aria-pressed')"
        self.assertEqual(PAGE.script(pressed), "true")
        PAGE.click(x, y)
        self.assertEqual(PAGE.script(pressed), "false")
        self.assertEqual(self.curves(), ["false"] + everything[1:])
        self.check_contrast()
        left, top, width, height = self.plot()
        PAGE.point(left + width / 2, top + height / 2)
        self.assertNotIn(self.titles()[0], self.hint())
        PAGE.script("document.querySelector('.legend button').focus()")
        PAGE.key(" ")
        self.assertEqual(PAGE.script(pressed), "true")
        self.assertEqual(self.curves(), everything)

    def test_theme_button(self):
        colours = "const style = getComputedStyle(document.body); return [style.backgroundColor, style.color]"
        light = PAGE.script(colours)
        PAGE.media("dark")
        dark = PAGE.script(colours)
        self.assertNotEqual(light, dark)
        for system, other in (("light", dark), ("dark", light)):
            PAGE.media(system)
            PAGE.open(REPORT)
            PAGE.script("document.querySelector('button.theme').focus()")
            PAGE.key("Enter")
            self.assertEqual(PAGE.script(colours), other)
            self.check_contrast()

    # --- keyboard --------------------------------------------------------------------------------

    def test_all_is_reached_by_tab(self):
        PAGE.script("window.focusable = [...document.querySelectorAll(arguments[0])].filter((element) => element.checkVisibility())", FOCUSABLE)
        count = PAGE.script("return focusable.length")
        self.assertGreater(count, len(SECTIONS))
        reached = []
        for _ in range(count + 1):
            PAGE.key("Tab")
            index, seen, name = PAGE.script(
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
