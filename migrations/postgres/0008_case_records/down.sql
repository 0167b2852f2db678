DROP TABLE purged_cases;
DROP TABLE key_purges;
DROP TABLE case_records;
