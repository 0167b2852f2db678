-- Two changes of one member at the same moment: the later one is told, instead of undoing the earlier.
ALTER TABLE members ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
