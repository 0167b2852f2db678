-- PostgreSQL's wall; SQLite has none to mend.
SELECT 1;
