DROP TABLE agency_origins;
