-- The end a version was activated with, beside the one a following version gave it: once that one is withdrawn, the
-- end is the version's own again.
ALTER TABLE policy_versions ADD COLUMN asked_until date;
-- Where a version begins on the day another ends, the end is taken for that version's doing. The rows of every
-- agency are meant: the wall is lifted for the owner, for this statement.
ALTER TABLE policy_versions NO FORCE ROW LEVEL SECURITY;
UPDATE policy_versions SET asked_until = effective_until
WHERE NOT EXISTS (
    SELECT FROM policy_versions AS next
    WHERE next.agency_id = policy_versions.agency_id AND next.effective_from = policy_versions.effective_until
);
ALTER TABLE policy_versions FORCE ROW LEVEL SECURITY;
