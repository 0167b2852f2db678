// Bends a copy of the contract in one way that breaks its callers: scripts/breaking must notice each.
//
//   node bend.mjs                                     the ways
//   node bend.mjs <way> < contract.json > bent.json   one of them

import { readFileSync } from "node:fs";

const without = (list, one) => list.filter((each) => each !== one);

const WAYS = {
  "an operation is gone": ({ paths }) => {
    delete paths["/v1/units/{id}"].get;
  },
  "a field of an answer is gone": ({ components: { schemas } }) => {
    delete schemas.Unit.properties.headcount;
    schemas.Unit.required = without(schemas.Unit.required, "headcount");
  },
  "a field of a request is asked for that was not there": ({ components: { schemas } }) => {
    schemas.NewSupportRequest.properties.floor = { type: "integer" };
    schemas.NewSupportRequest.required.push("floor");
  },
  "a code can no longer be sent": ({ components: { schemas } }) => {
    schemas.Stressor.enum = without(schemas.Stressor.enum, "cumulative");
  },
};

const [way] = process.argv.slice(2);
if (way === undefined) {
  console.log(Object.keys(WAYS).join("\n"));
} else {
  const before = readFileSync(0, "utf8");
  const contract = JSON.parse(before);
  WAYS[way](contract);
  const after = JSON.stringify(contract, null, 2);
  if (after === JSON.stringify(JSON.parse(before), null, 2)) throw new Error(`nothing was bent: ${way}`);
  process.stdout.write(after);
}
