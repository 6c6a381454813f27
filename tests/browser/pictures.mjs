// tests/browser/pictures.mjs - pictures of the pages, for the README: node pictures.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { browse, serve } from "./server.mjs";

const out = process.argv[2];
mkdirSync(out, { recursive: true });
const { url, stop } = await serve();
const browser = await browse();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
const page = await context.newPage();
const first = async (path) => (await (await fetch(`${url}/api/v1/${path}`)).json()).items[0]?.id;

const views = {
  incidents: "/",
  incident: `/incidents/${await first("incidents?type=ASSAULT&sort=denied-most&limit=1")}`,
  track: `/tracks/${await first("tracks?kind=negotiation&party=UKR&limit=1")}`,
  document: `/documents/${encodeURIComponent(await first("documents?sort=oldest&limit=1"))}`,
};
for (const [name, path] of Object.entries(views)) {
  await page.goto(url + path);
  await page.locator("h1").waitFor();
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(out, `${name}.png`) });
}
await browser.close();
await stop();
