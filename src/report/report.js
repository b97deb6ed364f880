/* What paper cannot do: a switch of themes, values at the pointer, lines that hide. Without this
 * script all else of the report is there. */
"use strict";
(function () {
    const root = document.documentElement;
    const SVG = "http://www.w3.org/2000/svg";
    const NO_BREAK_SPACE = "\u00a0";

    function element(name, className, text) {
        const made = document.createElement(name);
        if (className) {
            made.className = className;
        }
        if (text !== undefined) {
            made.textContent = text;
        }
        return made;
    }

    /* --- light and dark ------------------------------------------------------------------- */

    function addThemes() {
        const dark = window.matchMedia("(prefers-color-scheme: dark)");
        const button = element("button", "theme");
        button.type = "button";
        function isDark() {
            return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
        }
        function label() {
            button.textContent = isDark() ? "Light theme" : "Dark theme";
        }
        button.addEventListener("click", function () {
            root.dataset.theme = isDark() ? "light" : "dark";
            label();
        });
        dark.addEventListener("change", label);
        label();
        document.querySelector("body > header").append(button);
    }

    /* --- values of an epoch --------------------------------------------------------------- */

    const hidden = new Set(); /* columns whose lines are hidden */
    const plots = [];

    function number(value, percent) {
        if (percent) {
            return (value * 100).toFixed(2) + NO_BREAK_SPACE + "%";
        }
        return Number(value.toPrecision(3)).toString();
    }

    /* "98.91 % (98.80 % to 99.02 %)"; null where the network has no such epoch. */
    function valueOf(chart, column, epoch) {
        const network = chart.networks[column];
        if (epoch > network.mean.length) {
            return null;
        }
        const at = epoch - 1;
        const range = network.least
            ? number(network.least[at], chart.percent) + " to " +
              number(network.most[at], chart.percent)
            : "";
        return { mean: number(network.mean[at], chart.percent), range: range };
    }

    function Plot(svg, chart, titles) {
        this.svg = svg;
        this.chart = chart;
        this.titles = titles;
        this.epochs = Number(svg.dataset.epochs);
        this.epoch = 0; /* none */
        this.box = element("div", "plot");
        svg.replaceWith(this.box);
        this.box.append(svg);
        this.guide = document.createElementNS(SVG, "path");
        this.guide.setAttribute("class", "guide");
        svg.append(this.guide);
        this.hint = element("div", "hint");
        this.hint.hidden = true;
        this.box.append(this.hint);
        this.makeReachable();
        this.listen();
    }

    /* The chart is a slider over epochs to those who use the keyboard or hear the page. */
    Plot.prototype.makeReachable = function () {
        this.box.tabIndex = 0;
        this.box.setAttribute("role", "slider");
        this.box.setAttribute("aria-label", this.svg.getAttribute("aria-label"));
        this.box.setAttribute("aria-valuemin", "1");
        this.box.setAttribute("aria-valuemax", String(this.epochs));
        this.box.setAttribute("aria-valuenow", String(this.epochs));
        this.box.setAttribute("aria-valuetext", this.text(this.epochs));
        this.svg.setAttribute("aria-hidden", "true");
    };

    Plot.prototype.text = function (epoch) {
        const chart = this.chart;
        const parts = this.titles.map(function (title, column) {
            const value = hidden.has(column) ? null : valueOf(chart, column, epoch);
            return value ? title + " " + value.mean : null;
        });
        return "epoch " + epoch + ": " + parts.filter(Boolean).join(", ");
    };

    Plot.prototype.place = function (epoch) {
        const from = Number(this.svg.dataset.from);
        const to = Number(this.svg.dataset.to);
        return this.epochs > 1 ? from + ((epoch - 1) / (this.epochs - 1)) * (to - from) : from;
    };

    Plot.prototype.epochAt = function (clientX) {
        const bounds = this.svg.getBoundingClientRect();
        const x = ((clientX - bounds.left) / bounds.width) * this.svg.viewBox.baseVal.width;
        const step = this.epochs > 1 ? this.place(2) - this.place(1) : 1;
        const epoch = Math.round(1 + (x - this.place(1)) / step);
        return Math.min(Math.max(epoch, 1), this.epochs);
    };

    Plot.prototype.fillHint = function (epoch) {
        const plot = this;
        this.hint.replaceChildren(element("p", "muted", "epoch " + epoch));
        this.titles.forEach(function (title, column) {
            const value = hidden.has(column) ? null : valueOf(plot.chart, column, epoch);
            if (!value) {
                return;
            }
            const line = element("p", "network series-" + (column + 1));
            const key = document.querySelector(".legend .series-" + (column + 1) + " .key");
            line.append(key.cloneNode(true), title + " ", element("strong", "", value.mean));
            if (value.range) {
                line.append(" ", element("span", "range", value.range));
            }
            plot.hint.append(line);
        });
    };

    /* Beside the guide, where there is more room, and where lines are not: accuracy rises, loss
     * falls. Above the chart where it is hardly wider than the hint. */
    Plot.prototype.placeHint = function (epoch) {
        const bounds = this.svg.getBoundingClientRect();
        const scale = bounds.width / this.svg.viewBox.baseVal.width;
        const size = this.hint.getBoundingClientRect();
        const x = this.place(epoch) * scale;
        const gap = 10;
        let left = x > bounds.width / 2 ? x - gap - size.width : x + gap;
        let top = this.chart.percent ? Number(this.svg.dataset.bottom) * scale - gap - size.height
                                     : Number(this.svg.dataset.top) * scale;
        if (size.width > bounds.width * 0.75) {
            left = x - size.width / 2;
            top = -size.height;
        }
        left = Math.min(Math.max(left, 0), Math.max(bounds.width - size.width, 0));
        this.hint.style.left = left + "px";
        this.hint.style.top = top + "px";
    };

    Plot.prototype.show = function (epoch) {
        const x = this.place(epoch);
        this.epoch = epoch;
        this.guide.setAttribute("d", "M" + x + " " + this.svg.dataset.top + "V" +
                                     this.svg.dataset.bottom);
        this.fillHint(epoch);
        this.hint.hidden = false;
        this.placeHint(epoch);
        this.box.setAttribute("aria-valuenow", String(epoch));
        this.box.setAttribute("aria-valuetext", this.text(epoch));
    };

    Plot.prototype.hide = function () {
        this.epoch = 0;
        this.hint.hidden = true;
        this.guide.removeAttribute("d");
    };

    Plot.prototype.keyed = function (event) {
        const page = Math.max(1, Math.round(this.epochs / 10));
        const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1,
                        PageDown: -page, PageUp: page };
        const now = this.epoch || this.epochs;
        let next = null;
        if (event.key in steps) {
            next = now + steps[event.key];
        } else if (event.key === "Home") {
            next = 1;
        } else if (event.key === "End") {
            next = this.epochs;
        } else if (event.key === "Escape") {
            this.hide();
        }
        if (next !== null) {
            event.preventDefault();
            this.show(Math.min(Math.max(next, 1), this.epochs));
        }
    };

    Plot.prototype.listen = function () {
        const plot = this;
        function pointed(event) {
            plot.show(plot.epochAt(event.clientX));
        }
        this.box.addEventListener("pointermove", pointed);
        this.box.addEventListener("pointerdown", pointed);
        this.box.addEventListener("pointerleave", function (event) {
            if (event.pointerType === "mouse") {
                plot.hide();
            }
        });
        this.box.addEventListener("keydown", function (event) {
            plot.keyed(event);
        });
        this.box.addEventListener("focus", function () {
            if (plot.box.matches(":focus-visible") && !plot.epoch) {
                plot.show(plot.epochs);
            }
        });
        this.box.addEventListener("blur", function () {
            plot.hide();
        });
    };

    /* --- the legend ----------------------------------------------------------------------- */

    function setHidden(column, hide) {
        if (hide) {
            hidden.add(column);
        } else {
            hidden.delete(column);
        }
        document.querySelectorAll(".curve[data-column='" + column + "']").forEach(function (curve) {
            curve.style.display = hide ? "none" : "";
        });
        plots.forEach(function (plot) {
            plot.box.setAttribute("aria-valuetext", plot.text(plot.epoch || plot.epochs));
            plot.hide();
        });
    }

    function addButton(item) {
        const button = element("button");
        button.type = "button";
        button.setAttribute("aria-pressed", "true");
        button.append(...item.childNodes);
        button.addEventListener("click", function () {
            const shown = button.getAttribute("aria-pressed") === "true";
            button.setAttribute("aria-pressed", String(!shown));
            setHidden(Number(item.dataset.column), shown);
        });
        item.append(button);
    }

    function addCurves() {
        const data = document.getElementById("curves-data");
        if (!data) {
            return;
        }
        const curves = JSON.parse(data.textContent);
        document.querySelectorAll("svg.chart").forEach(function (svg) {
            plots.push(new Plot(svg, curves.charts[svg.dataset.measure], curves.titles));
        });
        document.querySelectorAll(".legend li").forEach(addButton);
    }

    root.classList.add("script");
    addThemes();
    addCurves();
})();
