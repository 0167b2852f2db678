// A form as the server describes it, made into HTML. Nothing here knows an agency: what is asked, what is required,
// what has no place, which codes and which limits there are, all stands in the answer of /v1/forms/{noun}.

import type { components } from "../src/peerline.js";

export type Form = components["schemas"]["FormDto"];
export type Field = components["schemas"]["FormField"];
/** What can be chosen for a field of type `id`. */
export type Choice = { id: string; label: string };

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Id of a field's element; a nested field is named `object/field`. */
export const elementId = (form: Form, name: string): string => `${form.noun}-${name.replaceAll("/", "-")}`;

/**
 * Fields with a place on the page: those that may be sent and whose answer counts. A list wants rows that are added and
 * taken away, which this example has not: what is in one is left out.
 */
export const placed = (form: Form): Field[] => {
  const lists = new Set(form.fields.filter((field) => field.type === "list").map((field) => field.name));
  const inList = (field: Field): boolean => lists.has(field.name.split("/")[0] ?? "");
  return form.fields.filter((field) => field.permitted && field.asked && !inList(field));
};

function option(value: string, label: string): string {
  return `<option value="${escape(value)}">${escape(label)}</option>`;
}

function attributes(form: Form, field: Field): string {
  const id = elementId(form, field.name);
  const given: [string, string | number | null | undefined][] = [
    ["id", id],
    ["name", field.name],
    ["minlength", field.type === "text" ? field.min_length : null],
    ["maxlength", field.type === "text" ? field.max_length : null],
    ["min", field.minimum],
    ["max", field.maximum],
    ["aria-describedby", `${id}-clause ${id}-error`],
    ["data-type", field.type],
    ["data-required-when", field.required_when ? JSON.stringify(field.required_when) : null],
    ["data-permitted-when", field.permitted_when ? JSON.stringify(field.permitted_when) : null],
  ];
  const written = given.flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [`${name}="${escape(String(value))}"`],
  );
  if (field.required) written.push("required");
  return written.join(" ");
}

function control(form: Form, field: Field, choices: Choice[]): string {
  const all = attributes(form, field);
  switch (field.type) {
    case "code":
    case "id": {
      const codes = (field.codes ?? []).map((code) => option(code.code, code.label));
      const ids = choices.map((choice) => option(choice.id, choice.label));
      return `<select ${all}>${option("", "Choose …")}${codes.join("")}${ids.join("")}</select>`;
    }
    case "text":
      return (field.max_length ?? 0) > 400 ? `<textarea rows="3" ${all}></textarea>` : `<input type="text" ${all}>`;
    case "day":
      return `<input type="date" ${all}>`;
    case "instant":
      return `<input type="datetime-local" ${all}>`;
    case "integer":
      return `<input type="number" step="1" ${all}>`;
    case "boolean":
      return `<input type="checkbox" ${all}>`;
    case "object":
    case "list":
      return "";
  }
}

function row(form: Form, field: Field, choices: Choice[]): string {
  const id = elementId(form, field.name);
  const label = escape(field.label);
  if (field.type === "object" || field.type === "list") return `<h3>${label}</h3>`;
  const mark = field.required ? ` <span class="required">required</span>` : "";
  const clause = field.clause ? `Policy, ${escape(field.clause)}` : "";
  return `<div class="field" data-field="${escape(field.name)}">
    <label for="${id}">${label}${mark}</label>
    ${control(form, field, choices)}
    <p class="clause" id="${id}-clause">${clause}</p>
    <p class="error" id="${id}-error" role="alert"></p>
  </div>`;
}

/** The form as static HTML. `choices` holds what is listed at the fields' `listed_at`. */
export function render(form: Form, title: string, choices: Map<string, Choice[]>): string {
  const rows = placed(form).map((field) => row(form, field, choices.get(field.name) ?? []));
  return `<form id="${form.noun}" aria-labelledby="${form.noun}-title">
    <h2 id="${form.noun}-title">${escape(title)}</h2>
    ${rows.join("\n")}
    <p class="error" id="${form.noun}-error" role="alert"></p>
    <button type="submit">Send</button>
    <p id="${form.noun}-state" role="status"></p>
  </form>`;
}
