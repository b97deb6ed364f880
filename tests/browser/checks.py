"""What every page of a report must pass."""

import pathlib
import unittest

HERE = pathlib.Path(__file__).parent

# Lines and bars that carry data: 3:1 (WCAG 1.4.11).
MARKS = ".curve path.line, .key path.line, .bar, svg.outputs rect"


class Checks(unittest.TestCase):
    page = None  # the browser of all tests: to start one takes a second
    pages = folder = None  # where the pages are, and where screenshots go
    maxDiff = None

    def setUp(self):
        self.page.size(1280, 900)
        self.page.media("light")
        self.page.requests()

    def tearDown(self):
        self.assertEqual(self.page.console(), [])

    def report(self):
        """The page of two trained networks."""
        return f"{self.pages}/trained.html"

    def check_requests(self, path):
        self.page.script("window.scrollTo(0, document.body.scrollHeight)")
        asked = [url for url in self.page.requests() if not url.startswith("data:")]
        self.assertEqual(asked, [pathlib.Path(path).absolute().as_uri()])

    def check_ids(self):
        ids = self.page.script("return [...document.querySelectorAll('[id]')].map((element) => element.id)")
        self.assertEqual(sorted(ids), sorted(set(ids)))

    def check_references(self):
        dangling = self.page.script(
            "return [...document.querySelectorAll('*')].flatMap((element) =>"
            " ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap((name) =>"
            "  (element.getAttribute(name) ?? '').split(/\\s+/).filter((id) => id && !document.getElementById(id)))"
            " .concat((element.getAttribute('href') ?? '').startsWith('#')"
            "  && !document.getElementById(element.getAttribute('href').slice(1)) ? [element.getAttribute('href')] : []))"
        )
        self.assertEqual(dangling, [])

    def check_contrast(self, texts=30, marks=2):
        result = self.page.script((HERE / "contrast.js").read_text(), MARKS)
        self.assertGreater(result["texts"], texts)
        self.assertGreater(result["marks"], marks)
        self.assertEqual(result["faults"][:20], [])

    def check_width(self, width):
        sizes = self.page.script(
            "const wide = [...document.querySelectorAll('body *')].filter((element) =>"
            " element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.scroll'));"
            "return [document.documentElement.scrollWidth, wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))]"
        )
        self.assertEqual(sizes, [width, []])
