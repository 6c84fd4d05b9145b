// The top of a report as a picture, from its head to the end of the map: picture.mjs REPORT.html LOCALE FILE.png
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { smaller } from "./png.mjs";

const [report, locale, file] = process.argv.slice(2);
if (!file) { console.error("usage: picture.mjs REPORT.html LOCALE FILE.png"); process.exit(2); }

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const width = 1280;
const page = await browser.newPage({ locale, viewport: { width, height: 1200 }, colorScheme: "light" });
await page.goto(pathToFileURL(resolve(report)).href);
await page.waitForSelector("main:not([aria-busy])");
const map = await page.locator("#map figcaption").boundingBox();
if (!map) throw new Error("the report has no map");
const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.floor(map.y) } });
await writeFile(file, smaller(png));
await browser.close();
