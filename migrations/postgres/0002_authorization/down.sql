ALTER TABLE principals DROP COLUMN tokens_valid_from;
ALTER TABLE principals DROP COLUMN revoked_at;
ALTER TABLE principals DROP COLUMN authorization_epoch;
