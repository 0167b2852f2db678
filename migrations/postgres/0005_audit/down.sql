DROP TABLE audit_days;
DROP TABLE audit_entries;
DROP TABLE audit_batches;
DROP TABLE audit_pending;
