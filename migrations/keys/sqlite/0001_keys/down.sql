DROP TABLE rotating_keys;
DROP TABLE case_tombstones;
DROP TABLE case_keys;
DROP TABLE agency_keys;
