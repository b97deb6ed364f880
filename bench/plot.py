"""Line plots as SVG, side by side in one picture, for light and for dark pages: text alone, nothing is imported."""
import dataclasses
import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 450, 330  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 58, 106, 64, 46  # its margins
LABEL_GAP = 15
# Lines differ in their marks as well, for those who see few colours.
MARKS = ('<circle cx="{x}" cy="{y}" r="3.2"/>',
         '<rect x="{x0}" y="{y0}" width="6" height="6"/>',
         '<path d="M{x} {y1}l4 7h-8z"/>',
         '<path d="M{x} {y2}l4 4-4 4-4-4z"/>')
STYLE = """
  .page { fill: #ffffff } .text { fill: #24292f } .soft { fill: #57606a } .grid { stroke: #d8dee4 } .axis { stroke: #8c959f }
  .s0 { color: #0b6bcb } .s1 { color: #c2410c } .s2 { color: #0f766e } .s3 { color: #7e22ce }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } .text { fill: #e6edf3 } .soft { fill: #9da7b3 } .grid { stroke: #2b323b } .axis { stroke: #6e7681 }
    .s0 { color: #58a6ff } .s1 { color: #f0883e } .s2 { color: #3fc5b0 } .s3 { color: #c297ff }
  }
  text { font: 12px system-ui, sans-serif } .title { font-size: 15px; font-weight: 600 } .name { font-weight: 600 }
  .line { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round } .mark, .label { fill: currentColor }
"""


@dataclasses.dataclass
class Series:
    name: str
    points: list  # (x, y), both above 0


@dataclasses.dataclass
class Panel:
    title: str
    axis: str
    series: list
    log: bool = False  # the vertical axis; the other one always is
    top: float = 0  # the least upper end of a linear axis

    def scale_x(self):
        values = [x for series in self.series for x, _ in series.points]
        return Scale(min(values), max(values), LEFT, WIDTH - RIGHT, True)

    def scale_y(self):
        values = [y for series in self.series for _, y in series.points]
        low, high = min(values), max(values)
        if not self.log:
            low, high = 0, max(self.top, high * 1.05)
        elif high / low < 4:  # nearly constant, and shall look so
            middle = math.sqrt(low * high)
            low, high = middle / 4, middle * 4
        else:
            low, high = low / 1.3, high * 1.3
        return Scale(low, high, HEIGHT - BOTTOM, TOP, self.log)


@dataclasses.dataclass
class Scale:
    low: float
    high: float
    start: float
    end: float
    log: bool

    def place(self, value):
        if self.log:
            part = math.log(value / self.low) / math.log(self.high / self.low) if self.high > self.low else 0.5
        else:
            part = (value - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def powers(self, base, most):
        """Powers of the base within, thinned out to `most`."""
        first, last = (math.floor(math.log(value, base) + shift) for value, shift in
                       ((self.low, 1 - 1e-9), (self.high, 1e-9)))
        step = max(1, -(-(last - first + 1) // most))
        return [base ** power for power in range(first, last + 1, step)]

    def ticks(self):
        if not self.log:
            step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500) if self.high / step <= 6)
            return [i * step for i in range(int(self.high / step) + 1)]
        tens = self.powers(10, 6)
        if len(tens) > 2:
            return tens
        return [value for ten in range(-4, 9) for digit in (1, 2, 5) if self.low <= (value := digit * 10 ** ten) <= self.high]


def number(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def text(x, y, words, kind="soft", anchor="middle"):
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def rule(kind, x1, y1, x2, y2):
    return f'<path class="{kind}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def axes(panel, across, up):
    parts = []
    for value in up.ticks():
        y = up.place(value)
        parts += [rule("grid", LEFT, y, WIDTH - RIGHT, y), text(LEFT - 8, y + 4, number(value), anchor="end")]
    bottom = HEIGHT - BOTTOM
    for value in across.powers(2, 9):
        x = across.place(value)
        parts += [rule("axis", x, bottom, x, bottom + 4), text(x, bottom + 18, number(value))]
    parts.append(rule("axis", LEFT, bottom, WIDTH - RIGHT, bottom))
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, bottom + 36, panel.axis))
    parts.append(text(LEFT - 40, TOP - 16, panel.title, "text name", "start"))
    return parts


def labels(panel, up):
    """Where the name of each line stands, beside its end and not on another."""
    wanted = sorted((up.place(series.points[-1][1]), i) for i, series in enumerate(panel.series))
    placed, before = {}, -math.inf
    for y, i in wanted:
        before = placed[i] = max(y, before + LABEL_GAP)
    excess = max(0.0, before - (HEIGHT - BOTTOM))
    return {i: y - excess for i, y in placed.items()}


def draw(panel):
    across, up = panel.scale_x(), panel.scale_y()
    parts, names = axes(panel, across, up), labels(panel, up)
    for i, series in enumerate(panel.series):
        places = [(across.place(x), up.place(y)) for x, y in sorted(series.points)]
        parts.append(f'<g class="s{i}"><path class="line" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + '"/>')
        parts.append('<g class="mark">')
        for (x, y), point in zip(places, sorted(series.points)):
            near = {"x": x, "y": y, "x0": x - 3, "y0": y - 3, "y1": y - 4, "y2": y - 4}
            mark = MARKS[i].format(**{key: f"{value:.1f}" for key, value in near.items()})
            parts.append(mark.replace("/>", f"><title>{escape(series.name)}, {number(point[0])}: {point[1]:.4g}</title></"
                                      f"{mark[1:mark.index(' ')]}>"))
        parts.append("</g>" + text(WIDTH - RIGHT + 10, names[i] + 4, series.name, "label", "start") + "</g>")
    return "\n".join(parts)


def figure(title, panels):
    width = WIDTH * len(panels)
    shown = "\n".join(f'<g transform="translate({i * WIDTH} 0)">\n{draw(panel)}\n</g>' for i, panel in enumerate(panels))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
            f'role="img" aria-label="{escape(title)}">\n<style>{STYLE}</style>\n<rect class="page" width="{width}" '
            f'height="{HEIGHT}"/>\n{text(18, 26, title, "text title", "start")}\n{shown}\n</svg>\n')
