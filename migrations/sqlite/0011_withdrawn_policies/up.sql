-- The end a version was activated with, beside the one a following version gave it: once that one is withdrawn, the
-- end is the version's own again.
ALTER TABLE policy_versions ADD COLUMN asked_until TEXT;
-- Where a version begins on the day another ends, the end is taken for that version's doing.
UPDATE policy_versions SET asked_until = effective_until
WHERE NOT EXISTS (
    SELECT 1 FROM policy_versions AS next
    WHERE next.agency_id = policy_versions.agency_id AND next.effective_from = policy_versions.effective_until
);
