// What a reader must be able to rely on, tried in a browser. Prints one line a test and "N passed, N failed".
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, areas = "41"] = process.argv.slice(2);
if (!file) { console.error("usage: run REPORT.html [number of areas on the map]"); process.exit(2); }
const address = pathToFileURL(resolve(file)).href;

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let passed = 0, failed = 0;

/** Opens the report in a fresh profile, lets the test use it, and fails it on any complaint or request of the page. */
async function test(name, options, body) {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1400, height: 900 }, ...options });
    const page = await context.newPage(), complaints = [];
    page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`); });
    page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
    page.on("request", (request) => { if (request.url() !== address && !request.url().startsWith("data:")) complaints.push(`request: ${request.url()}`); });
    try {
        await page.goto(address);
        await page.waitForSelector("main:not([aria-busy])", { timeout: 10000 });
        await body(page);
        if (complaints.length > 0) throw new Error(complaints.join("; "));
        passed++;
        console.log(`ok - ${name}`);
    } catch (error) {
        failed++;
        console.log(`not ok - ${name}: ${error.message}`);
    }
    await context.close();
}

function expect(truth, words) {
    if (!truth) throw new Error(words);
}

const text = (page, selector) => page.locator(selector).first().innerText();

/** All that is shown, each place's name left out: it may be written the same way in both languages. */
const shown = (page) => page.locator("main h2, figcaption, .key, .row-value").allInnerTexts();

await test("draws every part without complaint or request", {}, async (page) => {
    const parts = await page.locator("main > section").count();
    expect(parts === 10, `${parts} parts, expected 10`);
    for (const section of await page.locator("main > section").all())
        expect((await section.innerText()).trim().split("\n").length > 1, "a part is empty");
    expect((await page.evaluate(() => document.title)) !== "yipan", "the page has no title of its own");
});

await test(`shows ${areas} areas on the map, each coloured and named`, {}, async (page) => {
    const paths = page.locator("path.area");
    expect(await paths.count() === Number(areas), `${await paths.count()} areas`);
    for (const path of await paths.all()) {
        expect(/fill/.test(await path.getAttribute("style") ?? ""), `no colour: ${await path.getAttribute("data-place")}`);
        expect((await path.getAttribute("aria-label")).length > 3, "an area without a name");
    }
});

await test("switches the language and remembers it", {}, async (page) => {
    const english = await shown(page);
    await page.click('[data-value="zh"]');
    expect((await page.evaluate(() => document.documentElement.lang)) === "zh-CN", "the page does not say that it is Chinese");
    const chinese = await shown(page);
    expect(/[一-鿿]/.test(await text(page, "h1")), "the title is not Chinese");
    expect(chinese.every((part, i) => part !== english[i] || !/[a-z]{4}/.test(part.replace(/yipan/g, ""))), `not translated: ${chinese.find((part, i) => part === english[i] && /[a-z]{4}/.test(part))}`);
    await page.reload();
    await page.waitForSelector("main:not([aria-busy])");
    expect((await page.evaluate(() => document.documentElement.lang)) === "zh-CN", "the choice is forgotten");
    await page.click('[data-value="en"]');
    expect(JSON.stringify(await shown(page)) === JSON.stringify(english), "English is not what it was");
});

await test("begins in the reader's language", { locale: "zh-CN" }, async (page) => {
    expect((await page.evaluate(() => document.documentElement.lang)) === "zh-CN", "not Chinese for a Chinese reader");
});

await test("shows before, after and difference", {}, async (page) => {
    if (await page.locator('#map [data-value="before"]').count() === 0) return; /* a single solve has nothing to compare */
    const pictures = [];
    for (const view of ["before", "after", "difference"]) {
        await page.click(`#map [data-value="${view}"]`);
        expect(await page.getAttribute(`#map [data-value="${view}"]`, "aria-pressed") === "true", `${view} is not pressed`);
        pictures.push(await page.locator("path.area").evaluateAll((paths) => paths.map((path) => path.style.fill).join()));
    }
    expect(new Set(pictures).size === 3, "two of the three views look the same");
});

await test("follows a place through the page", {}, async (page) => {
    if (await page.locator("path.area").count() === 0) return;
    const last = page.locator("path.area").last();
    await last.focus();
    await page.keyboard.press("Enter");
    expect((await page.locator("path.chosen").getAttribute("d"))?.length > 0, "the place is not marked");
    expect(await page.locator(".is-followed").count() > 0, "no other part follows");
});

await test("draws the hours of every region", {}, async (page) => {
    const buttons = await page.locator("#time .choice button").all();
    for (const button of buttons) {
        await button.click();
        expect(await page.locator(".time-chart svg path").count() > 10, `nothing drawn for ${await button.innerText()}`);
    }
});

await test("has a table behind each figure", {}, async (page) => {
    for (const figure of await page.locator("figure").all())
        expect(await figure.locator("figcaption table tbody tr").count() > 0, `no table: ${await figure.locator("h3").innerText()}`);
});

await test("takes what a user typed as text", {}, async (page) => {
    expect(await page.locator("main script, main iframe, main b b, main img").count() === 0, "markup from the data");
});

for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 390, 1600, 2560]) {
        await test(`fits ${width} px, ${colorScheme}`, { viewport: { width, height: 900 }, colorScheme }, async (page) => {
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(wide <= width, `the page is ${wide} px wide`);
        });
    }
}

await test("prints", {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect((await page.pdf({ format: "A4" })).length > 10000, "an empty print");
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
