// tests/browser/server.mjs - a server over a ledger of the examples, and a browser, for tests and for pictures.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
// The tools lie with the pages' sources.
export const require = createRequire(join(root, "web/package.json"));
const { chromium } = require("playwright-core");
const program = process.env.DRAGOMAN ?? join(root, "build/dragoman");

// Resolves to {url, ingest, stop}.
export async function serve() {
  const folder = mkdtempSync(join(tmpdir(), "dragoman-"));
  const ledger = join(folder, "ledger");
  const examples = readdirSync(join(root, "examples"))
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(root, "examples", name));
  const ingest = (input, ...files) => execFileSync(program, ["ingest", "-q", "--db", ledger, ...files], { input });
  ingest("", ...examples, join(root, "examples/talks.txt"));
  const server = spawn(program, ["serve", "--db", ledger, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const url = await new Promise((resolve, reject) => {
    server.stderr.on("data", (data) => {
      const found = String(data).match(/http:\/\/[^/]+\//);
      if (found) resolve(found[0].slice(0, -1));
    });
    server.on("exit", (status) => reject(new Error(`the server ended with ${status}`)));
  });
  const stop = async () => {
    server.removeAllListeners("exit");
    const ended = new Promise((resolve) => server.on("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, ingest, stop };
}

export function browse() {
  // Chromium's own sandbox needs rights that root in a container lacks; the pages are ours.
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
}
