// Bends a copy of the contract in one way that breaks its callers: scripts/breaking must notice each.
//
//   node bend.mjs <way> < contract.json > bent.json

import { readFileSync } from "node:fs";

const contract = JSON.parse(readFileSync(0, "utf8"));
const schemas = contract.components.schemas;
const without = (list, one) => list.filter((each) => each !== one);

const WAYS = {
  "an operation is gone": () => {
    delete contract.paths["/v1/units/{id}"].get;
  },
  "a field of an answer is gone": () => {
    delete schemas.Unit.properties.headcount;
    schemas.Unit.required = without(schemas.Unit.required, "headcount");
  },
  "a field of a request is asked for that was not there": () => {
    schemas.NewSupportRequest.properties.floor = { type: "integer" };
    schemas.NewSupportRequest.required.push("floor");
  },
  "a code can no longer be sent": () => {
    schemas.Stressor.enum = without(schemas.Stressor.enum, "cumulative");
  },
};

const [way] = process.argv.slice(2);
if (way === undefined) {
  console.log(Object.keys(WAYS).join("\n"));
} else {
  const before = JSON.stringify(contract);
  WAYS[way]();
  if (JSON.stringify(contract) === before) throw new Error(`nothing was bent: ${way}`);
  process.stdout.write(JSON.stringify(contract, null, 2));
}
