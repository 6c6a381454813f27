// tests/browser/pages.mjs - what people see and do: each test has a page of its own. Words after the command choose tests.
import assert from "node:assert/strict";
import { browse, require, serve } from "./server.mjs";

const axe = require.resolve("axe-core/axe.min.js");
const { url, ingest, stop } = await serve();
const browser = await browse();

// page.waitForFunction() needs eval, which the pages' policy forbids.
async function until(page, holds, argument) {
  const end = Date.now() + 15000;
  while (!(await page.evaluate(holds, argument))) {
    assert.ok(Date.now() < end, `waited for ${holds}`);
    await page.waitForTimeout(50);
  }
}

const settled = (page) => until(page, () => !document.querySelector(".waits, .stale") && document.querySelector("h1") !== null);
const rows = (page, n) => until(page, (want) => document.querySelectorAll("tbody tr").length === want, n);

async function open(page, path) {
  await page.goto(url + path);
  await settled(page);
}

// What axe holds for serious, of what is on the page now.
async function barriers(page) {
  await page.addScriptTag({ path: axe }).catch(() => page.evaluate(require("axe-core").source));
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter((v) => ["serious", "critical"].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 90)).slice(0, 3).join(" | ")}`);
}

const tests = {
  async "incidents are filtered by facets, words and days, and the address keeps it"(page) {
    await open(page, "/");
    const all = await page.locator("tbody tr").count();
    assert.ok(all > 5);
    await page.locator(".filter details", { hasText: "What" }).getByRole("link", { name: /assault/ }).click();
    await page.waitForURL(/type=ASSAULT/);
    await settled(page);
    await until(page, (n) => document.querySelectorAll("tbody tr").length < n, all);
    const told = await page.locator("tbody .small").allInnerTexts();
    assert.ok(told.filter((text) => text.includes(":") || text.includes("assault")).some((text) => text.includes("assault")));
    await page.reload();
    await settled(page);
    assert.ok((await page.locator("tbody tr").count()) < all);
    await page.getByRole("link", { name: /take it away/ }).click();
    await rows(page, all);
    await page.getByLabel("Words").fill("nothing is called so");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByText("No incident is left").waitFor();
    await page.goBack();
    await rows(page, all);
  },

  async "a circle on the map filters for its place"(page) {
    await open(page, "/");
    const spot = page.locator(".map .spot").last();
    await spot.waitFor();
    const name = (await spot.getAttribute("aria-label")).split(":")[0];
    await spot.locator(".dot").click({ force: true });
    await page.waitForURL((address) => address.searchParams.get("place") === name);
    await settled(page);
    assert.ok((await page.locator("tbody tr").count()) >= 1);
  },

  async "a month of the timeline filters for its days"(page) {
    await open(page, "/");
    await page.locator(".timeline a").filter({ has: page.locator(".bar") }).first().click();
    await page.waitForURL(/since=\d{4}-\d\d-01&until=/);
    await settled(page);
  },

  async "a card has who says what in whose words"(page) {
    await open(page, "/?type=ASSAULT&sort=deadliest");
    await page.locator("tbody a").first().click();
    await page.waitForURL(/\/incidents\/[0-9a-f]{16}/);
    await page.locator(".matrix tbody tr").first().waitFor();
    assert.ok((await page.locator(".matrix mark").count()) >= 1);
    assert.ok((await page.locator(".matrix svg.bar").count()) >= 1);
    await page.locator(".matrix td a").first().click();
    await page.waitForURL(/\/documents\/.*record=/);
    await page.locator(".record.chosen dl").waitFor();
  },

  async "a document shows its records beside its marked words"(page) {
    await open(page, "/documents");
    await page.locator(".list a").first().click();
    await page.locator("button.mark.trigger").first().waitFor();
    await page.locator("button.mark.trigger").nth(1).click();
    await page.locator("button.mark.trigger.chosen").waitFor();
    assert.equal(await page.locator(".record.chosen").count(), 1);
    assert.ok(new URL(page.url()).searchParams.get("record"));
    const [marked, quoted] = [await page.locator("button.mark.chosen").innerText(), await page.locator(".record.chosen .small").first().innerText()];
    assert.equal(quoted, `“${marked}”`);
  },

  async "tracks stand on a board and open step by step"(page) {
    await open(page, "/tracks");
    assert.equal(await page.locator(".board section").count(), 4);
    const tile = page.locator(".tile a").first();
    if (await tile.count()) {
      await tile.click();
      await page.locator(".steps > li").first().waitFor();
      await page.locator(".steps summary").first().click();
      await page.locator(".steps .claims q").first().waitFor();
    }
  },

  async "sources say how often others agree"(page) {
    await open(page, "/sources");
    await page.locator("tbody th a").first().click();
    await page.waitForURL(/\/sources\/./);
    await page.getByRole("heading", { name: "Latest incidents" }).waitFor();
  },

  async "an article is coded in place and forgotten"(page) {
    await open(page, "/try");
    await page.getByLabel(/An article/).fill("Rebels shelled the city of Goma on Saturday, killing four people, the army said.");
    await page.getByLabel("Published").fill("2026-03-01");
    await page.getByRole("button", { name: "Code it" }).click();
    await page.locator("button.mark.trigger").first().waitFor();
    assert.match(await page.locator(".record.chosen").innerText(), /assault[\s\S]*28 Feb 2026[\s\S]*4 dead/);
    assert.ok((await page.locator("mark.number, mark.place, mark.date").count()) >= 1);
  },

  async "what is new shows without a reload"(page) {
    await open(page, "/incidents?text=Bukavu");
    await page.getByText("No incident is left").waitFor();
    ingest(JSON.stringify({ id: "late", published: "2026-03-01", text: "Rebels shelled Bukavu on Saturday, killing six people, the army said." }), "-");
    await page.locator("tbody tr").first().waitFor({ timeout: 15000 });
  },

  async "all of it can be done with the keyboard alone"(page) {
    await open(page, "/?type=ASSAULT");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    for (let i = 0; i < 200; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.closest("tbody") !== null)) break;
    }
    await page.keyboard.press("Enter");
    await page.locator(".matrix").waitFor();
    await open(page, "/");
    await page.locator(".map .spot").last().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/place=/);
  },

  async "every view is without serious barriers, in light and dark, wide and narrow"(page) {
    const card = await (await fetch(`${url}/api/v1/incidents?type=ASSAULT&limit=1`)).json();
    const text = await (await fetch(`${url}/api/v1/documents?limit=1`)).json();
    const track = await (await fetch(`${url}/api/v1/tracks?limit=1`)).json();
    const views = ["/", `/incidents/${card.items[0].id}`, "/tracks", "/sources", "/documents", `/documents/${encodeURIComponent(text.items[0].id)}`, "/try", "/nowhere"];
    if (track.items.length) views.push(`/tracks/${track.items[0].id}`);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const view of views) {
        await open(page, view);
        assert.deepEqual(await barriers(page), [], `${view}, ${scheme}`);
      }
    }
    await page.setViewportSize({ width: 360, height: 740 });
    for (const view of views) {
      await open(page, view);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${view} is ${over} pixels wider than a phone`);
    }
  },

  async "what is not there is told"(page) {
    await open(page, "/nowhere");
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    await page.goto(`${url}/incidents/0000000000000000`);
    await page.getByText("There is nothing here").waitFor();
  },
};

let failed = 0;
const chosen = process.argv.slice(2);
for (const [name, test] of Object.entries(tests)) {
  if (chosen.length && !chosen.some((word) => name.includes(word))) continue;
  // axe is put into the page by hand, which the pages' policy forbids others.
  const context = await browser.newContext({ bypassCSP: name.includes("barriers"), viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const complaints = [];
  page.on("console", (message) => {
    // A browser tells of every answer that is no success; some tests ask for such.
    if (message.type() === "error" && !/status of 404/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) complaints.push(`a request to ${request.url()}`);
  });
  try {
    await test(page);
    assert.deepEqual(complaints, []);
    console.log(`ok - ${name}`);
  } catch (why) {
    failed++;
    console.log(`not ok - ${name}\n    ${String(why.message).split("\n").slice(0, 12).join("\n    ")}`);
  }
  await context.close();
}
await browser.close();
await stop();
process.exit(failed ? 1 : 0);
