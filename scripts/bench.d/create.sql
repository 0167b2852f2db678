\set r1 random(1, 9000000000000000000)
\set r2 random(1, 9000000000000000000)
\set r3 random(1, 9000000000000000000)
\set r4 random(1, 9000000000000000000)
\set r5 random(1, 9000000000000000000)
\set r6 random(1, 9000000000000000000)
\set r7 random(1, 9000000000000000000)
BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE; SELECT set_config('app.agency', '98082a86-3a70-43ce-8b09-ce29cb0d47f8', true), set_config('app.platform', 'off', true);
SELECT "principals"."authorization_epoch", "principals"."revoked_at", "principals"."tokens_valid_from" FROM "principals" WHERE ("principals"."id" = :u1) LIMIT '1';
SELECT pg_try_advisory_xact_lock(:r2), slot, fingerprint, outcome, kept_on FROM (SELECT 1) AS one LEFT JOIN sent_commands ON slot IN (sha256(:r1::text::bytea), sha256(:r1::text::bytea), sha256(:r1::text::bytea));
SELECT "policy_versions"."id", "policy_versions"."revision", "policy_versions"."effective_from", "policy_versions"."effective_until" FROM "policy_versions" WHERE ((("policy_versions"."agency_id" = :u2) AND ("policy_versions"."effective_from" <= '2026-11-23')) AND (("policy_versions"."effective_until" IS NULL) OR ("policy_versions"."effective_until" > '2026-11-21'))) ORDER BY "policy_versions"."effective_from" DESC, "policy_versions"."id";
INSERT INTO "requests" ("agency_id", "id", "policy_version_id", "receipt_digest", "received_at", "channel", "population", "stressor", "category", "mode", "unit_id", "spoken_code", "state", "member_id", "declared", "revision", "referred_by", "met_on", "first_follow_up_on", "second_follow_up_needed", "second_follow_up_on", "source") VALUES (:u2, (lpad(to_hex(:r3::bigint), 16, '0') || lpad(to_hex(:r4::bigint), 16, '0'))::uuid, :u3, NULL, now(), 'telephone', 'employee', 'work', 'burnout', 'telephone', NULL, 'coral prairie 82', 'received', NULL, 'f', '1', 'coordinator', NULL, NULL, 'f', NULL, NULL);
INSERT INTO "sent_commands" ("slot", "fingerprint", "outcome", "kept_on") VALUES (sha256(:r1::text::bytea), '\x8786015244e1244592d287757561712295d11a4f3a7ba9329fa5af2e2d0d6367', sha256(:r5::text::bytea), '2026-11-22') ON CONFLICT DO NOTHING;
INSERT INTO "audit_pending" ("agency_id", "stream", "id", "at", "month", "verb", "role", "actor", "object_kind", "object_id", "policy_version_id") VALUES (:u2, 'contacts', (lpad(to_hex(:r6::bigint), 16, '0') || lpad(to_hex(:r7::bigint), 16, '0'))::uuid, NULL, '2026-11', 'refer', 'coordinator', NULL, NULL, NULL, NULL);
COMMIT;
