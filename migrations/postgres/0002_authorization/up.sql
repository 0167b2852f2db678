-- What a principal may do is read in the transaction of each request. The epoch counts every change of it, so
-- that a server may remember the roles it read and still notice, in that transaction, that they are no longer so.

ALTER TABLE principals ADD COLUMN authorization_epoch bigint NOT NULL DEFAULT 0;
-- Set while nothing at all is open to the principal.
ALTER TABLE principals ADD COLUMN revoked_at timestamptz;
-- Tokens issued before are refused.
ALTER TABLE principals ADD COLUMN tokens_valid_from timestamptz;
