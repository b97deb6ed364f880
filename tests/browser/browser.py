"""A headless Chromium that fetches nothing, driven by chromedriver."""

import base64
import json
import pathlib
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = [
    "--headless=new",
    "--no-sandbox",  # root in a container has none
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
]


class Browser:
    """One session with a profile of its own; a context manager."""

    def __init__(self, chromium, chromedriver):
        self.profile = tempfile.TemporaryDirectory(prefix="netc-browser-")
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for flag in FLAGS + [f"--user-data-dir={self.profile.name}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(chromedriver), options=options)
        self.driver.set_page_load_timeout(30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()
        self.profile.cleanup()

    def cdp(self, command, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def media(self, scheme="light", medium="", motion="reduce"):
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": motion},
        ]
        self.cdp("Emulation.setEmulatedMedia", media=medium, features=features)

    def open(self, path):
        self.driver.get(pathlib.Path(path).absolute().as_uri())

    def requests(self):
        """Addresses of all that was asked for since the last call."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]

    def console(self):
        """What the console says since the last call, errors and warnings alike."""
        return [f"{entry['level']}: {entry['message']}" for entry in self.driver.get_log("browser")]

    def key(self, key, shift=False):
        codes = {"Tab": 9, "ArrowLeft": 37, "ArrowRight": 39, "Home": 36, "End": 35, "Enter": 13, " ": 32, "Escape": 27}
        press = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": codes[key], "modifiers": 8 if shift else 0}
        if key in (" ", "Enter"):
            press["text"] = "\r" if key == "Enter" else " "
        self.cdp("Input.dispatchKeyEvent", type="keyDown", **press)
        self.cdp("Input.dispatchKeyEvent", type="keyUp", **press)

    def point(self, x, y):
        self.cdp("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.cdp("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self, path):
        """The whole page as a PNG."""
        shot = self.cdp("Page.captureScreenshot", captureBeyondViewport=True, format="png", clip=self.whole())
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def whole(self):
        size = self.cdp("Page.getLayoutMetrics")["cssContentSize"]
        return {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}

    def pdf(self):
        return base64.b64decode(self.cdp("Page.printToPDF", printBackground=False)["data"])
