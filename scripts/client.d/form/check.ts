// Opens the example form on an agency's server, and sees that it differs from others as the policies do. What is
// expected of whom stands here, in the check; the form itself names nobody.

import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { environment, expect, given } from "../src/expect.js";
import { browse } from "./browser.js";

type Expected = { modes: string[]; populations: string[]; categories: boolean; person: string[]; incidents: string[] };

const EXPECTED: Record<string, Expected> = {
  arizona_dcs: {
    modes: ["in_person_neutral", "in_person_office", "telephone", "anonymous_phone"],
    populations: ["employee"],
    categories: true,
    person: [],
    incidents: ["fatality", "near_fatality", "media_involvement", "other_significant"],
  },
  la_dcfs: {
    modes: ["telephone", "email", "on_site", "virtual"],
    populations: ["employee"],
    categories: false,
    person: ["name", "contact", "context"],
    incidents: [
      "client_circle_death", "colleague_death_or_office_event", "workplace_aggression", "stalking_or_ipv_spillover",
      "threat_death_or_injury", "ideological_violence", "sudden_violent_death", "routine_death",
      "distressing_experience", "other",
    ],
  },
  denver_911: {
    modes: ["in_person", "personal_text", "personal_phone"],
    populations: ["employee", "family"],
    categories: false,
    person: [],
    incidents: ["critical_incident"],
  },
};

const base = environment("PEERLINE_ADDRESS");
const preset = given(process.argv[2], "the preset's name");
const expected = given(EXPECTED[preset], `what is expected of ${preset}`);
const made = join(dirname(fileURLToPath(import.meta.url)), "..");
const pictures = join(made, "..", "pictures");
mkdirSync(pictures, { recursive: true });

/** The page's own files, served from the server's address as a front end behind one proxy is. */
async function lay(page: Page): Promise<void> {
  await page.route(`${base}/example/**`, (route) => {
    const path = new URL(route.request().url()).pathname.replace("/example/", "");
    if (path.endsWith(".js")) {
      return route.fulfill({ contentType: "text/javascript", body: readFileSync(join(made, path), "utf8") });
    }
    // Somewhere to hand the page its token before it runs.
    if (path === "blank") return route.fulfill({ contentType: "text/html", body: "<title>Blank</title>" });
    const html = readFileSync(join(made, "..", "form", "page.html"), "utf8");
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
  });
}

const codes = (page: Page, id: string): Promise<string[]> =>
  page.locator(`#${id} option`).evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value).filter(Boolean));

const same = (seen: string[], wanted: string[], what: string): void =>
  expect(JSON.stringify(seen) === JSON.stringify(wanted), `${what}: ${wanted.join(", ")}; seen: ${seen.join(", ")}`);

async function open(page: Page, role: string, forms: string): Promise<void> {
  const token = environment(`PEERLINE_TOKEN_${role}`);
  await page.goto(`${base}/example/blank`);
  await page.evaluate((text) => sessionStorage.setItem("token", text), token);
  await page.goto(`${base}/example/form?forms=${forms}`);
  await page.waitForSelector("form button");
}

/** Each control has a label of its own, by which a screen reader finds it. */
async function labeled(page: Page): Promise<void> {
  const bare = await page.locator("input, select, textarea").evaluateAll((all) =>
    all.filter((one) => !(one as HTMLInputElement).labels?.[0]?.textContent?.trim()).map((one) => one.id),
  );
  same(bare, [], "controls without a label");
}

async function enterARequest(page: Page): Promise<void> {
  await open(page, "COORDINATOR", "support-requests,recipient");
  same(await codes(page, "support-requests-mode"), expected.modes, "modes");
  same(await codes(page, "support-requests-population"), expected.populations, "populations");
  const fields = await page.locator("#support-requests .field").evaluateAll((all) =>
    all.map((one) => (one as HTMLElement).dataset["field"] ?? ""),
  );
  expect(fields.includes("category") === expected.categories, `a field for categories: ${expected.categories}`);
  expect(!fields.includes("recipient_name") && !fields.includes("notes"), "no field for what has no place");
  await labeled(page);

  // Sent as it stands, past the browser's own checks: what the server says of each field appears beside it.
  await page.locator("#support-requests").evaluate((form) => ((form as HTMLFormElement).noValidate = true));
  await page.click("#support-requests button");
  await page.waitForSelector("#support-requests [aria-invalid]");
  const said = (await page.textContent("#support-requests-channel-error")) ?? "";
  expect(said.length > 0, "words beside the first field that is missing");
  await page.screenshot({ path: join(pictures, `${preset}-refused.png`), fullPage: true });

  await page.selectOption("#support-requests-channel", "telephone");
  await page.selectOption("#support-requests-population", "employee");
  await page.selectOption("#support-requests-stressor", "work");
  await page.selectOption("#support-requests-mode", given(expected.modes[0], "a mode"));
  await page.selectOption("#support-requests-unit_id", { index: 1 });
  await page.click("#support-requests button");
  await page.waitForFunction(() => document.querySelector("#support-requests-state")?.textContent === "Sent.");
}

async function nameThePerson(page: Page): Promise<void> {
  if (expected.person.length === 0) {
    await page.waitForSelector("body[data-done]");
    expect((await page.locator("#recipient").count()) === 0, "no form that names a person");
    return;
  }
  await page.waitForSelector("#recipient button");
  const fields = await page.locator("#recipient .field").evaluateAll((all) =>
    all.map((one) => (one as HTMLElement).dataset["field"] ?? ""),
  );
  same(fields, expected.person, "fields about the person");
  await labeled(page);
  await page.fill("#recipient-name", "Jordan Example");
  await page.fill("#recipient-contact", "jordan@example.org");
  await page.click("#recipient button");
  await page.waitForSelector("body[data-done]");
}

async function raiseAnAlert(page: Page): Promise<void> {
  await open(page, "SUPERVISOR", "incidents");
  same(await codes(page, "incidents-type"), expected.incidents, "types of incident");
  await labeled(page);
  await page.selectOption("#incidents-type", given(expected.incidents[0], "a type"));
  await page.fill("#incidents-occurred_on", "2026-09-30");
  await page.selectOption("#incidents-unit_id", { index: 1 });
  await page.click("#incidents button");
  await page.waitForSelector("body[data-done]");
}

const { page, complaints, strangers, close } = await browse(base);
try {
  page.setDefaultTimeout(20_000);
  await lay(page);
  await enterARequest(page);
  await nameThePerson(page);
  await page.screenshot({ path: join(pictures, `${preset}.png`), fullPage: true });
  await raiseAnAlert(page);
  await page.screenshot({ path: join(pictures, `${preset}-alert.png`), fullPage: true });
  // The one refusal that was provoked.
  same(complaints.filter((text) => !text.includes("422")), [], "complaints of the page");
  same(strangers, [], "requests to other hosts");
  console.log(`${preset}: modes ${expected.modes.join(", ")}; about the person: ${expected.person.join(", ") || "nothing"}`);
} finally {
  await close();
}
