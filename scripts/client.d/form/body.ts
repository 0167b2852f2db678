// What was filled in, as the body the contract asks for.

import { elementId, placed, type Field, type Form } from "./render.js";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Condition = NonNullable<Field["required_when"]>;

export function control(form: Form, field: Field): Control | null {
  return document.getElementById(elementId(form, field.name)) as Control | null;
}

function valueOf(field: Field, from: Control): unknown {
  if (field.type === "boolean") return (from as HTMLInputElement).checked;
  if (from.value === "") return undefined;
  if (field.type === "integer") return Number(from.value);
  // The browser gives a local time; the contract asks for an instant.
  if (field.type === "instant") return new Date(from.value).toISOString();
  return from.value;
}

/** The body; a field that was left empty, or has no place as things stand, is not in it. */
export function body(form: Form): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const field of placed(form)) {
    const from = control(form, field);
    if (from === null || from.disabled) continue;
    const value = valueOf(field, from);
    if (value === undefined) continue;
    const [outer = field.name, inner] = field.name.split("/");
    if (inner === undefined) made[outer] = value;
    else made[outer] = { ...(made[outer] as object | undefined), [inner]: value };
  }
  return made;
}

/** Obeys `required_when` and `permitted_when` as the other fields stand now. */
export function obeyConditions(form: Form): void {
  const says = (condition: Condition): boolean => {
    const other = form.fields.find((field) => field.name === condition.field);
    return other !== undefined && condition.codes.includes(control(form, other)?.value ?? "");
  };
  for (const field of placed(form)) {
    const shown = control(form, field);
    if (shown === null) continue;
    const place = !field.permitted_when || says(field.permitted_when);
    shown.disabled = !place;
    shown.closest<HTMLElement>(".field")!.hidden = !place;
    if (field.type !== "boolean") {
      shown.required = place && (field.required || (field.required_when !== null && says(field.required_when)));
    }
  }
}
