-- Web origins whose pages may read this agency's answers (CORS). None listed: no page of another origin may.

CREATE TABLE agency_origins (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    origin text NOT NULL,
    PRIMARY KEY (agency_id, origin)
);

SELECT tenant_wall('agency_origins');
