// Asks the mock server for everything the contract lets one read, and holds each answer against the contract's schema.
//
//   node check.mjs <contract> <address>

import { readFileSync } from "node:fs";
import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

const [file, address] = process.argv.slice(2);
const contract = JSON.parse(readFileSync(file, "utf8"));
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
// Numbers' formats and OpenAPI's own; Ajv knows the others.
for (const format of ["int32", "int64", "double", "password"]) ajv.addFormat(format, true);
ajv.addSchema(contract, "contract");

const resolved = (part) =>
  part.$ref ? part.$ref.slice(2).split("/").reduce((node, key) => node[key], contract) : part;
const pointer = (...keys) => keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).map(encodeURIComponent).join("/");

/** A value that fits a parameter. */
function value({ name, example, schema }) {
  const { format, type, minimum, pattern, enum: codes } = resolved(schema);
  if (example !== undefined) return example;
  if (schema.example !== undefined) return schema.example;
  if (codes) return codes[0];
  if (format === "uuid") return "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f";
  if (format === "date") return "2026-10-01";
  if (type === "integer") return minimum ?? 1;
  if (name === "month") return "2026-10";
  if (pattern) throw new Error(`${name}: an example is needed, for its pattern ${pattern}`);
  return "example";
}

async function check(path, operation, shared) {
  const parameters = [...shared, ...(operation.parameters ?? [])].map(resolved).filter((one) => one.required);
  const headers = { Authorization: "Bearer mock" };
  const query = new URLSearchParams();
  let asked = path;
  for (const parameter of parameters) {
    const given = String(value(parameter));
    if (parameter.in === "path") asked = asked.replace(`{${parameter.name}}`, encodeURIComponent(given));
    if (parameter.in === "header") headers[parameter.name] = given;
    if (parameter.in === "query") query.set(parameter.name, given);
  }
  const answer = await fetch(`${address}${asked}${query.size ? `?${query}` : ""}`, { headers });
  const text = await answer.text();
  if (answer.status !== 200) return `${answer.status}: ${text.slice(0, 300)}`;
  const type = answer.headers.get("content-type").split(";")[0];
  const fits = ajv.getSchema(
    `contract#/paths/${pointer(path)}/get/responses/200/content/${pointer(type)}/schema`,
  );
  if (!fits) return `the contract has no ${type} here`;
  return fits(type.endsWith("json") ? JSON.parse(text) : text) ? null : ajv.errorsText(fits.errors).slice(0, 300);
}

const reads = Object.entries(contract.paths).filter(([, item]) => item.get);
let wrong = 0;
for (const [path, item] of reads) {
  const said = await check(path, item.get, item.parameters ?? []);
  if (said !== null) {
    wrong += 1;
    console.error(`GET ${path}: ${said}`);
  }
}
console.log(`${reads.length} reads, ${wrong} that do not fit`);
process.exit(wrong === 0 && reads.length > 0 ? 0 : 1);
