-- The walls are not taken down: restore a backup of before instead.
DO $$ BEGIN RAISE EXCEPTION 'the walls between agencies stay'; END $$;
