// Every page through Mozilla's Readability over jsdom, as many rounds as asked; prints the seconds of the
// processor that each round took, without the start of Node and the loading of modules, and with --text the texts as JSON Lines.
//   node readability.mjs ROUNDS [--text] PAGE...
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { JSDOM, VirtualConsole } from "jsdom";
import { Readability } from "@mozilla/readability";

const [rounds, ...rest] = process.argv.slice(2);
const text = rest[0] === "--text";
const pages = text ? rest.slice(1) : rest;
const quiet = new VirtualConsole();

function read(path) {
  const bytes = readFileSync(path);
  const page = path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  const dom = new JSDOM(page, { url: "https://page.example/", virtualConsole: quiet });
  const article = new Readability(dom.window.document).parse();
  dom.window.close();
  return article ? article.textContent : "";
}

for (let round = 0; round < Number(rounds); round++) {
  const begin = process.cpuUsage();
  for (const path of pages) {
    const said = read(path);
    if (text && round === 0) process.stdout.write(JSON.stringify({ source: path, text: said }) + "\n");
  }
  const took = process.cpuUsage(begin);
  console.error(((took.user + took.system) / 1e6).toFixed(4));
}
