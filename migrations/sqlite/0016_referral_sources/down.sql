ALTER TABLE requests DROP COLUMN source;
