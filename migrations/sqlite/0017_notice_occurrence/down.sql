ALTER TABLE incident_notices DROP COLUMN occurred_at;
