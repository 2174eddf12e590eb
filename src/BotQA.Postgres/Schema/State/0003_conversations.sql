-- What hosts remember of conversations for a while.
CREATE TABLE cache (key text PRIMARY KEY, value bytea NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cache_expires ON cache (expires);

-- The keys that protect links, tokens and accepted activities.
CREATE TABLE data_protection_keys (name text PRIMARY KEY, xml text NOT NULL, created timestamptz NOT NULL DEFAULT now());
