-- The wall between agencies, kept by the server (ADR 10). The owner of the tables migrates; the application comes
-- in as a member of peerline_app, which may read and write rows and nothing else. A transaction says whose rows it
-- may touch in one of two settings that end with it: app.agency, or app.platform for the installation's own.

-- Roles belong to the whole cluster: another database of it may make this one at the same moment.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'peerline_app') THEN
        CREATE ROLE peerline_app NOLOGIN NOBYPASSRLS;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END
$$;

DO $$
DECLARE
    place text := quote_ident(current_schema());
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %s TO peerline_app', place);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO peerline_app', place);
    EXECUTE format(
        'ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO peerline_app',
        place
    );
END
$$;
REVOKE INSERT, UPDATE, DELETE ON __diesel_schema_migrations FROM peerline_app;

-- The agency of the transaction, or none.
CREATE FUNCTION app_agency() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.agency', true), '')::uuid;

-- Whether the transaction is the installation's.
CREATE FUNCTION app_platform() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('app.platform', true) = 'on', false);

-- Puts a table of rows of agencies behind the wall. Every migration that makes one calls it at its end; a test
-- reads the catalog and finds the table that was forgotten.
CREATE FUNCTION tenant_wall(walled regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format(
        'CREATE POLICY tenant_wall ON %s USING (agency_id = app_agency()) WITH CHECK (agency_id = app_agency())',
        walled
    );
END
$$;

-- The same for a table of the installation: open to it, and to an agency for the rows the condition allows.
CREATE FUNCTION platform_wall(walled regclass, own text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format(
        'CREATE POLICY platform_wall ON %s USING (app_platform() OR %s) WITH CHECK (app_platform() OR %2$s)',
        walled, own
    );
END
$$;
-- Both change tables, which only their owner can; nobody else needs to find them.
REVOKE EXECUTE ON FUNCTION tenant_wall(regclass), platform_wall(regclass, text) FROM PUBLIC;

SELECT platform_wall('agencies', 'id = app_agency()');
SELECT platform_wall('principals', 'agency_id = app_agency()');
SELECT platform_wall(
    'role_grants',
    'EXISTS (SELECT FROM principals WHERE principals.id = principal_id AND principals.agency_id = app_agency())'
);
SELECT platform_wall('bootstrap_tokens', 'false');

DO $$
DECLARE
    walled regclass;
BEGIN
    FOR walled IN
        SELECT attrelid::regclass FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE attname = 'agency_id' AND NOT attisdropped AND relkind IN ('r', 'p')
            AND relnamespace = current_schema()::regnamespace AND NOT relrowsecurity
    LOOP
        PERFORM tenant_wall(walled);
    END LOOP;
END
$$;

-- SQLite orders text by its bytes; so does every column here that an answer is ordered by, in any locale.
ALTER TABLE agencies ALTER COLUMN slug TYPE text COLLATE "C";
ALTER TABLE units ALTER COLUMN name TYPE text COLLATE "C";
ALTER TABLE role_grants ALTER COLUMN role TYPE text COLLATE "C";
ALTER TABLE outreach_tallies ALTER COLUMN outcome TYPE text COLLATE "C";
