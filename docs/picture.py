#!/usr/bin/python3
"""docs/picture.py REPORT.html SECTION OUT.png: a picture of one section of a report of `netc compare`, as
Chromium shows it. SECTION is what stands behind `#` in its address: summary, curves, layers, ..."""
import base64
import os
import sys

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

WIDTH, MARGIN = 1100, 24  # pixels


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    report, section, picture = sys.argv[1:]
    options = webdriver.ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(word)
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    try:
        driver.set_window_size(WIDTH, 2000)
        driver.get("file://" + os.path.abspath(report))
        box = driver.find_element(By.ID, section).rect
        clip = {"x": box["x"] - MARGIN, "y": box["y"], "width": box["width"] + 2 * MARGIN,
                "height": box["height"] + MARGIN, "scale": 1}
        shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
        with open(picture, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
