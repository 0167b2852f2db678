// Walks through the API with the generated client, as a front end would: each call is typed by the contract, and each
// refusal is handled by its code. Run by scripts/client beside a demo; ends with an error where anything is amiss.

import createClient, { type Client } from "openapi-fetch";
import { environment, expect, given } from "./expect.js";
import type { components, paths } from "./peerline.js";

type Problem = components["schemas"]["Problem"];
type NewSupportRequest = components["schemas"]["NewSupportRequest"];

const agency = "example-dcs";
const baseUrl = environment("PEERLINE_ADDRESS");
const as = (role: string): Client<paths> =>
  createClient<paths>({
    baseUrl,
    headers: { Authorization: `Bearer ${environment(`PEERLINE_TOKEN_${role}`)}` },
  });
const coordinator = as("COORDINATOR");
const anybody = createClient<paths>({ baseUrl });

/** What a page would show for a refusal. The compiler knows every code: a misspelled one does not compile. */
function shown(problem: Problem): string {
  switch (problem.code) {
    case "validation_failed":
    case "code_unknown":
    case "kind_not_in_policy":
    case "field_unknown":
    case "field_not_permitted":
      return problem.errors.map((error) => `${error.pointer}: ${error.code}`).join(", ");
    case "idempotency_key_reused":
      return "something else was sent under this key";
    case "precondition_failed":
      return "somebody else changed it meanwhile";
    case "unauthenticated":
      return "please sign in";
    case "forbidden_for_role":
      return "not for this role";
    default:
      return problem.title;
  }
}

function refused(answer: { error?: Problem; response: Response }, code: Problem["code"], status: number): Problem {
  const problem = given(answer.error, `a problem document with ${code}`);
  expect(problem.code === code, `the code ${code}, not ${problem.code}`);
  expect(answer.response.status === status && problem.status === status, `the status ${status} of ${code}`);
  console.log(`  refused as it should be, ${status} ${code}: ${shown(problem)}`);
  return problem;
}

async function readThePolicy(): Promise<void> {
  const { data, response } = await coordinator.GET("/v1/policy");
  const policy = given(data, "the policy");
  const tag = given(response.headers.get("ETag"), "an ETag of the policy");
  const again = await coordinator.GET("/v1/policy", {
    params: { header: { "If-None-Match": tag } },
    parseAs: "text",
  });
  expect(again.response.status === 304, "an unchanged policy is not sent twice");
  console.log(`policy: version ${policy.version.number}, in force since ${policy.version.effective_from}`);
}

async function enterARequestTwice(): Promise<void> {
  const body: NewSupportRequest = { channel: "telephone", population: "employee", stressor: "work" };
  const header = { "Idempotency-Key": crypto.randomUUID() };
  const ids = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const { data, response } = await coordinator.POST("/v1/support-requests", { params: { header }, body });
    const request = given(data, "the request entered");
    // A body of two forms: an alert told by this route would be answered with a receipt.
    expect(response.status === 201 && "allowed_actions" in request, "the request itself, with 201");
    expect(request.allowed_actions.length > 0, "what may be done next");
    ids.push(request.id);
  }
  expect(ids[0] === ids[1], "the same key makes one request");
  console.log(`request: entered once, sent twice, ${ids[0]}`);
  const other = await coordinator.POST("/v1/support-requests", { params: { header }, body: { ...body, stressor: "personal" } });
  refused(other, "idempotency_key_reused", 422);
}

async function readPagesThrough(): Promise<void> {
  const body: NewSupportRequest = { channel: "in_person", population: "employee", stressor: "cumulative" };
  for (let count = 0; count < 4; count += 1) await coordinator.POST("/v1/support-requests", { body });
  const seen = new Set<string>();
  let pages = 0;
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = cursor === null ? { limit: 2 } : { limit: 2, cursor };
    const answer = await coordinator.GET("/v1/support-requests", { params: { query } });
    const page = given(answer.data, "a page of requests");
    for (const request of page.items) {
      expect(!seen.has(request.id), "no request on two pages");
      seen.add(request.id);
    }
    pages += 1;
    expect(pages < 50, "pages that end");
    cursor = page.next_cursor;
  } while (cursor !== null);
  expect(seen.size === 5 && pages === 3, `five requests on three pages, not ${seen.size} on ${pages}`);
  console.log(`pages: ${seen.size} requests on ${pages} pages`);
}

async function meetProblems(): Promise<void> {
  const wrong = await coordinator.POST("/v1/support-requests", {
    body: { channel: "telephone", population: "employee", stressor: "work", category: "of_no_policy" },
  });
  const problem = refused(wrong, "kind_not_in_policy", 422);
  expect(problem.errors.some((error) => error.pointer === "/category"), "a pointer to the field at fault");
  // A field the contract does not have: the compiler would refuse it, so it is sent past the compiler.
  const named = { channel: "telephone", population: "employee", stressor: "work", recipient_name: "x" };
  const kept = await coordinator.POST("/v1/support-requests", { body: named as NewSupportRequest });
  refused(kept, "field_not_permitted", 422);
  refused(await anybody.GET("/v1/policy"), "unauthenticated", 401);
  refused(await as("SUPERVISOR").GET("/v1/support-requests"), "forbidden_for_role", 403);
}

async function askWithAReceipt(): Promise<void> {
  const draw = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("hex");
  const params = { path: { agency }, header: { "Peerline-Receipt": draw() } };
  const body = { population: "employee", stressor: "personal" } as const;
  const first = given((await anybody.PUT("/v1/public/{agency}/support-request", { params, body })).data, "an answer");
  const again = given((await anybody.PUT("/v1/public/{agency}/support-request", { params, body })).data, "an answer");
  expect(first.spoken_code === again.spoken_code, "the same receipt makes one request");
  const found = await anybody.GET("/v1/public/{agency}/support-request", { params });
  expect(given(found.data, "the state").spoken_code === first.spoken_code, "the receipt finds it");
  const gone = await anybody.DELETE("/v1/public/{agency}/support-request", { params });
  expect(gone.response.status === 204, "the receipt withdraws it");
  console.log(`receipt: asked twice, one request, spoken code ${first.spoken_code}, withdrawn`);
}

async function changeADraft(): Promise<void> {
  const { version } = given((await coordinator.GET("/v1/policy")).data, "the policy");
  const made = await coordinator.POST("/v1/policy-versions", { body: { based_on: { kind: "version", id: version.id } } });
  const id = given(made.data, "a draft").version.id;
  const read = await coordinator.GET("/v1/policy-versions/{id}", { params: { path: { id } } });
  const tag = given(read.response.headers.get("ETag"), "an ETag of the draft");
  const body = { texts: { emergency_text: "In an emergency call 911." } };
  const change = (match: string) =>
    coordinator.PATCH("/v1/policy-versions/{id}", { params: { path: { id }, header: { "If-Match": match } }, body });
  const changed = await change(tag);
  expect(changed.response.status === 200 && changed.response.headers.get("ETag") !== tag, "a change under its tag");
  refused(await change(tag), "precondition_failed", 412);
  console.log("draft: changed under its tag, refused under the old one");
}

for (const step of [readThePolicy, enterARequestTwice, readPagesThrough, meetProblems, askWithAReceipt, changeADraft]) {
  await step();
}
console.log("The client works against the server.");
