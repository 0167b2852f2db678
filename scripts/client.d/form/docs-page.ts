// Opens the documentation page of a running server in a headless browser and uses it as a reader would: the operations
// are there, one unfolds, "Try it out" reaches this server, and nothing is asked of any other host.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { environment, expect } from "../src/expect.js";
import { browse } from "./browser.js";

const base = environment("PEERLINE_ADDRESS");
const pictures = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "pictures");
mkdirSync(pictures, { recursive: true });

const { page, complaints, strangers, close } = await browse(base);
try {
  page.setDefaultTimeout(30_000);
  await page.goto(`${base}/docs`);
  await page.waitForSelector(".opblock");
  const contract = await (await fetch(`${base}/openapi.json`)).json() as { paths: Record<string, Record<string, { operationId?: string }>> };
  const operations = Object.values(contract.paths).flatMap((item) => Object.values(item).filter((one) => one.operationId));
  const blocks = await page.locator(".opblock").count();
  expect(blocks === operations.length && blocks > 0, `${operations.length} operations on the page, not ${blocks}`);

  const block = page.locator("#operations-Public-getPublicProgram");
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Try it out" }).click();
  await block.locator("tr[data-param-name=agency] input").fill("example-dcs");
  await block.getByRole("button", { name: "Execute" }).click();
  const answer = block.locator(".live-responses-table .response-col_status").last();
  await answer.waitFor();
  const status = ((await answer.textContent()) ?? "").trim();
  expect(status.startsWith("200"), `200 to what was tried, not ${status}`);
  await block.screenshot({ path: join(pictures, "docs-tried.png") });
  await page.screenshot({ path: join(pictures, "docs.png") });

  expect(complaints.length === 0, `a page without errors; it said: ${complaints.join(" | ")}`);
  expect(strangers.length === 0, `no request to another host; it asked ${strangers.join(", ")}`);
  console.log(`/docs shows ${blocks} operations; one was tried and answered ${status.slice(0, 3)}; no other host was asked`);
} finally {
  await close();
}
