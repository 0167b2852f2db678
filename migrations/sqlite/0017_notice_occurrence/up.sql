-- When the incident occurred, where that was told: no notice can have been given before. As the time until which it is
-- due, gone when the duty is met and when the incident closes.
ALTER TABLE incident_notices ADD COLUMN occurred_at TEXT;
