-- Who referred, as a code and never a person; null where somebody asked for themselves. And, where the policy keeps a
-- case, the days of the initial meeting and of the follow-ups held after it.
ALTER TABLE requests ADD COLUMN referred_by text;
ALTER TABLE requests ADD COLUMN met_on date;
ALTER TABLE requests ADD COLUMN first_follow_up_on date;
ALTER TABLE requests ADD COLUMN second_follow_up_needed boolean NOT NULL DEFAULT false;
ALTER TABLE requests ADD COLUMN second_follow_up_on date;
