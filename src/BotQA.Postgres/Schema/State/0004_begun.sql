-- Claims are counted in "attempts", which tells the claims of one host apart. What counts against an activity is a turn that was begun and
-- that no host ended: one that only waited when its host died has done no harm.
ALTER TABLE activities ADD COLUMN begun integer NOT NULL DEFAULT 0;
