-- SQLite has no row-level security: the transaction's agency in every query is the wall there (ADR 10). This file
-- keeps the names of the migrations the same in both databases; the statement below changes nothing.
SELECT 1;
