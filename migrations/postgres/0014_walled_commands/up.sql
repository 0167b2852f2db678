-- 0007 first stood without an agency and with the wall of the installation. Where a database was made then, the table
-- comes to what 0007 makes today. Its rows are kept for a day and name no agency: they go.
DO $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_attribute
        WHERE attrelid = 'sent_commands'::regclass AND attname = 'agency_id' AND NOT attisdropped
    ) THEN
        TRUNCATE sent_commands;
        ALTER TABLE sent_commands ADD COLUMN agency_id uuid NOT NULL DEFAULT app_agency();
        DROP POLICY platform_wall ON sent_commands;
        PERFORM tenant_wall('sent_commands');
    END IF;
END
$$;
