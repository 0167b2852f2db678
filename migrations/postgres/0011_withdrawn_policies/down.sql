ALTER TABLE policy_versions DROP COLUMN asked_until;
