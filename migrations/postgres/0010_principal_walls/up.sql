-- No row of one agency names a principal of another: by a foreign key of both columns, and by the policy of
-- role_grants, which have no agency of their own.

ALTER TABLE principals ADD CONSTRAINT principals_by_agency UNIQUE (agency_id, id);

ALTER TABLE members DROP CONSTRAINT members_principal_id_fkey,
    ADD FOREIGN KEY (agency_id, principal_id) REFERENCES principals (agency_id, id);
ALTER TABLE principal_identities DROP CONSTRAINT principal_identities_principal_id_fkey,
    ADD FOREIGN KEY (agency_id, principal_id) REFERENCES principals (agency_id, id);
ALTER TABLE client_secrets DROP CONSTRAINT client_secrets_principal_id_fkey,
    ADD FOREIGN KEY (agency_id, principal_id) REFERENCES principals (agency_id, id);
ALTER TABLE policy_versions ADD FOREIGN KEY (agency_id, activated_by) REFERENCES principals (agency_id, id);

-- A first draft is the platform administrator's, who is of no agency: no key can say so. The function looks at the
-- principals of the whole installation, which the transaction itself does not see, and tells no more than yes or no.
CREATE FUNCTION drafted_by_own() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    scope text := coalesce(current_setting('app.platform', true), '');
    foreign_author boolean;
BEGIN
    PERFORM set_config('app.platform', 'on', true);
    foreign_author := EXISTS (SELECT FROM principals WHERE id = NEW.drafted_by AND agency_id <> NEW.agency_id);
    PERFORM set_config('app.platform', scope, true);
    IF foreign_author THEN
        RAISE EXCEPTION 'a policy is drafted by a principal of the agency' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER drafted_by_own BEFORE INSERT OR UPDATE OF agency_id, drafted_by ON policy_versions
    FOR EACH ROW EXECUTE FUNCTION drafted_by_own();

-- Within an agency no platform administrator is made, and a role is limited to a unit of the agency: of others' units
-- the wall shows none. The installation makes platform administrators of principals that are of no agency, and of
-- them nothing else; it limits nobody to a unit, as it sees none.
ALTER POLICY platform_wall ON role_grants WITH CHECK (
    (
        app_platform() AND unit_id IS NULL AND EXISTS (
            SELECT FROM principals
            WHERE principals.id = principal_id AND (principals.agency_id IS NULL) = (role = 'platform_admin')
        )
    )
    OR (
        role <> 'platform_admin'
        AND EXISTS (
            SELECT FROM principals WHERE principals.id = principal_id AND principals.agency_id = app_agency()
        )
        AND (unit_id IS NULL OR EXISTS (
            SELECT FROM units WHERE units.id = unit_id
        ))
    )
);
