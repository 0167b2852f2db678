DROP TABLE incident_names;
DROP TABLE incident_notices;
