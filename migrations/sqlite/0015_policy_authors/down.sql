DROP TABLE policy_authors;
