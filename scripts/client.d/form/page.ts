// The page: asks the server for each form of `?forms=a,b`, shows it, sends what was filled in, and shows what the
// server says of it beside the field it is about. A later form is about what an earlier one made.

import type { components } from "../src/peerline.js";
import { body, control, obeyConditions } from "./body.js";
import { elementId, placed, render, type Choice, type Field, type Form } from "./render.js";

type Problem = components["schemas"]["Problem"];
type Listed = { id: string; name?: string; display_name?: string; type?: string; occurred_on?: string };

const asked = new URL(location.href).searchParams;
const nouns = (asked.get("forms") ?? "").split(",");
const page = document.getElementById("forms")!;
// An access token never stands in an address; here the page is handed one as a front end is after sign-in.
const token = sessionStorage.getItem("token") ?? "";

async function call(method: string, address: string, sent?: unknown): Promise<Response> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (sent !== undefined) headers["Content-Type"] = "application/json";
  if (method === "POST") headers["Idempotency-Key"] = crypto.randomUUID();
  return fetch(address, { method, headers, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }) });
}

async function choicesOf(field: Field): Promise<Choice[]> {
  if (!field.listed_at) return [];
  const answer = await call("GET", field.listed_at);
  if (!answer.ok) return [];
  const { items } = (await answer.json()) as { items: Listed[] };
  const label = (one: Listed): string =>
    one.name ?? one.display_name ?? [one.type, one.occurred_on].filter(Boolean).join(" of ");
  return items.map((one) => ({ id: one.id, label: label(one) }));
}

function say(id: string, text: string): void {
  document.getElementById(id)!.textContent = text;
}

function showProblem(form: Form, problem: Problem): void {
  const rest: string[] = [];
  for (const error of problem.errors) {
    const field = placed(form).find((one) => `/${one.name}` === error.pointer);
    if (field === undefined) rest.push(error.detail);
    else {
      control(form, field)?.setAttribute("aria-invalid", "true");
      say(`${elementId(form, field.name)}-error`, error.detail);
    }
  }
  if (problem.errors.length === 0) rest.push(problem.detail);
  say(`${form.noun}-error`, rest.join(" "));
}

function clear(form: Form): void {
  say(`${form.noun}-error`, "");
  for (const field of placed(form)) {
    control(form, field)?.removeAttribute("aria-invalid");
    if (field.type !== "object") say(`${elementId(form, field.name)}-error`, "");
  }
}

/** Shows a form, and answers with the id of what it made once it was sent. Undefined where nothing has a place. */
async function filledIn(noun: string, about: string): Promise<string | undefined> {
  const form = (await (await call("GET", `/v1/forms/${noun}`)).json()) as Form;
  if (placed(form).length === 0) return undefined;
  const choices = new Map<string, Choice[]>();
  for (const field of placed(form)) choices.set(field.name, await choicesOf(field));
  const title = noun.charAt(0).toUpperCase() + noun.slice(1).replaceAll("-", " ");
  page.insertAdjacentHTML("beforeend", render(form, title, choices));
  const element = document.getElementById(noun) as HTMLFormElement;
  const obey = (): void => obeyConditions(form);
  element.addEventListener("change", obey);
  obey();
  return new Promise((done) => {
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      void (async () => {
        clear(form);
        const answer = await call(form.method, form.address.replace("{id}", about), body(form));
        if (!answer.ok) return showProblem(form, (await answer.json()) as Problem);
        say(`${noun}-state`, "Sent.");
        done(answer.status === 204 ? about : ((await answer.json()) as { id: string }).id);
      })();
    });
  });
}

let about = "";
for (const noun of nouns) about = (await filledIn(noun, about)) ?? about;
document.body.dataset["done"] = "yes";
