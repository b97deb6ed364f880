"""What the report's script adds, by mouse and by keyboard."""

import re

from checks import Checks

FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex='0']"


class Use(Checks):
    def setUp(self):
        super().setUp()
        self.page.open(self.report())

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
            self.page.open(self.report())
            self.page.script("document.querySelector('button.theme').focus()")
            self.page.key("Enter")
            self.assertEqual(self.page.script(colours), other)
            self.check_contrast()

    def test_all_is_reached_by_tab(self):
        self.page.script("window.focusable = [...document.querySelectorAll(arguments[0])].filter((element) => element.checkVisibility())", FOCUSABLE)
        count = self.page.script("return focusable.length")
        self.assertGreater(count, 10)
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
