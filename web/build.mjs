// Builds dist/report.{js,css,html}. The content policy of the page carries the hash of the script, so nothing else can run in it.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const common = { bundle: true, minify: true, charset: "utf8", legalComments: "none", write: false, logLevel: "warning" };
const script = await build({ ...common, entryPoints: ["src/main.ts"], format: "iife", target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' } });
const style = await build({ ...common, entryPoints: ["src/style.css"] });

const code = script.outputFiles[0].text.trimEnd();
const css = style.outputFiles[0].text.trimEnd();
if (/<\/script|<!--/i.test(code) || /<\/style|<!--/i.test(css))
    throw new Error("the bundle holds text that would end its own element");

const hash = createHash("sha256").update(code, "utf8").digest("base64");
const template = await readFile("src/template.html", "utf8");
await mkdir("dist", { recursive: true });
await writeFile("dist/report.js", code);
await writeFile("dist/report.css", css);
await writeFile("dist/report.html", template.replace("SCRIPT_HASH", `sha256-${hash}`));
for (const [name, text] of [["report.js", code], ["report.css", css]])
    console.log(`dist/${name} ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
