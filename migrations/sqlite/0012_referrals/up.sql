-- Who referred, as a code and never a person; null where somebody asked for themselves. And, where the policy keeps a
-- case, the days of the initial meeting and of the follow-ups held after it.
ALTER TABLE requests ADD COLUMN referred_by TEXT;
ALTER TABLE requests ADD COLUMN met_on TEXT;
ALTER TABLE requests ADD COLUMN first_follow_up_on TEXT;
ALTER TABLE requests ADD COLUMN second_follow_up_needed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN second_follow_up_on TEXT;
