-- The walls are not taken down: restore a backup of before instead.
SELECT RAISE_the_walls_between_agencies_stay();
