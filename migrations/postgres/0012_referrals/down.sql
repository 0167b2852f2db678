ALTER TABLE requests DROP COLUMN second_follow_up_on;
ALTER TABLE requests DROP COLUMN second_follow_up_needed;
ALTER TABLE requests DROP COLUMN first_follow_up_on;
ALTER TABLE requests DROP COLUMN met_on;
ALTER TABLE requests DROP COLUMN referred_by;
