DROP TABLE client_secrets;
DROP TABLE principal_identities;
ALTER TABLE role_grants DROP COLUMN unit_id;
ALTER TABLE role_grants DROP COLUMN ends_on;
ALTER TABLE role_grants DROP COLUMN starts_on;
