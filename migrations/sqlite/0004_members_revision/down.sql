ALTER TABLE members DROP COLUMN revision;
