// A headless browser, and the watch over what it asks for and complains of.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { given } from "../src/expect.js";

const KNOWN = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export type Watched = { page: Page; complaints: string[]; strangers: string[]; close: () => Promise<void> };

/** Opens a page of Chromium: the one named in CHROMIUM, or where systems keep it. */
export async function browse(base: string): Promise<Watched> {
  const executablePath = given(
    process.env["CHROMIUM"] ?? KNOWN.find((path) => existsSync(path)),
    "Chromium; install it, or say where it is in CHROMIUM",
  );
  const profile = mkdtempSync(join(tmpdir(), "peerline-browser-"));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
    viewport: { width: 900, height: 1100 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !/^(data|blob|about):/.test(url)) strangers.push(url);
  });
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, complaints, strangers, close };
}
