// Contrast of all text and of all lines and bars with what is behind them, by WCAG 2.1 (relative
// luminance; 1.4.3 for text, 1.4.11 for graphics). Returns a list of what is too pale.
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const context = canvas.getContext("2d", { willReadFrequently: true });
const known = new Map();

// Any CSS colour as [red, green, blue, alpha], 0 to 255 and 0 to 1.
function rgba(colour) {
  if (!known.has(colour)) {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    known.set(colour, [r, g, b, a / 255]);
  }
  return known.get(colour);
}

function over(top, bottom) {
  const a = top[3] + bottom[3] * (1 - top[3]);
  const mix = (i) => (a === 0 ? 0 : (top[i] * top[3] + bottom[i] * bottom[3] * (1 - top[3])) / a);
  return [mix(0), mix(1), mix(2), a];
}

const faded = (colour, opacity) => [colour[0], colour[1], colour[2], colour[3] * opacity];

// The same again is not computed again: pages have thousands of texts.
function remembered(compute) {
  const results = new Map();
  return (element) => {
    if (!results.has(element)) results.set(element, compute(element));
    return results.get(element);
  };
}

// Opacity of the element and of all around it.
const opacity = remembered((element) =>
  element instanceof Element ? parseFloat(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);

const backgroundOf = remembered((element) => {
  if (!(element instanceof Element)) return rgba("Canvas");
  const around = backgroundOf(element.parentElement);
  if (element instanceof SVGElement && !(element instanceof SVGSVGElement)) return around;
  return over(rgba(getComputedStyle(element).backgroundColor), around);
});

const shapesOf = remembered((drawing) =>
  [...drawing.querySelectorAll("rect, path, circle, polygon, ellipse")].map((shape) => {
    const style = getComputedStyle(shape);
    const filled = style.fill !== "none" && !style.fill.startsWith("url") && style.visibility === "visible";
    const colour = filled ? faded(rgba(style.fill), parseFloat(style.fillOpacity) * opacity(shape)) : null;
    return { shape, colour, box: shape.getBoundingClientRect() };
  }));

// What the shapes painted before `element` in its drawing put behind the point.
function backgroundInDrawing(element, x, y) {
  const drawing = element.ownerSVGElement;
  let colour = backgroundOf(drawing);
  for (const { shape, colour: fill, box } of shapesOf(drawing)) {
    if (!(shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    if (!fill || x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
    const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
    if (shape.isPointInFill(point)) colour = over(fill, colour);
  }
  return colour;
}

function luminance(colour) {
  const linear = (c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

function ratio(top, bottom) {
  const a = luminance(over(top, bottom)), b = luminance(bottom);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function nameOf(element) {
  const classes = element.getAttribute("class");
  const section = element.closest("section");
  return (section ? "#" + section.id + " " : "") + element.tagName + (classes ? "." + classes : "");
}

const shown = (element) => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
const faults = [];
let texts = 0, marks = 0;

function judge(what, top, bottom, needed) {
  const measured = ratio(top, bottom);
  if (!(measured >= needed)) faults.push(`${what}: ${measured.toFixed(2)}, not ${needed}`);
}

const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement, text = node.data.trim();
  if (!text || !shown(element)) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1) continue; // for screen readers alone, or not drawn
  const style = getComputedStyle(element), inDrawing = element.ownerSVGElement != null;
  const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700;
  const large = !inDrawing && (size >= 24 || (bold && size >= 18.66));
  const colour = rgba(inDrawing ? style.fill : style.color);
  const behind = inDrawing
    ? backgroundInDrawing(element, box.left + box.width / 2, box.top + box.height / 2)
    : backgroundOf(element);
  texts++;
  judge(`${nameOf(element)} "${text.slice(0, 30)}"`, faded(colour, opacity(element)), behind, large ? 3 : 4.5);
}

for (const mark of document.querySelectorAll(arguments[0])) {
  if (!shown(mark)) continue;
  const style = getComputedStyle(mark), drawing = mark instanceof SVGElement;
  const filled = rgba(style.backgroundColor)[3] > 0; // otherwise hatched, with an edge
  const paint = !drawing ? (filled ? style.backgroundColor : style.borderTopColor)
                         : style.stroke !== "none" ? style.stroke : style.fill;
  const behind = backgroundOf(drawing ? mark.ownerSVGElement : mark.parentElement);
  marks++;
  judge(nameOf(mark), faded(rgba(paint), opacity(mark)), behind, 3);
}
return { texts, marks, faults };
