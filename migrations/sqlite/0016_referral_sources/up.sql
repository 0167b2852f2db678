-- What a referral rests on, as a code of the policy's channels; null where it is not said (REFER-10).
ALTER TABLE requests ADD COLUMN source TEXT;
