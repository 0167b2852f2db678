-- The wall is not taken down: restore a backup of before instead.
DO $$ BEGIN RAISE EXCEPTION 'the wall between agencies stays'; END $$;
