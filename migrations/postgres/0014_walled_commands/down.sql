-- What 0007 makes is what is here.
SELECT 1;
