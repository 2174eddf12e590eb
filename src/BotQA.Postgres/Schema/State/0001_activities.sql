-- Activities that a channel was told it needn't send again, in the order they were accepted. A completed one has no payload any more and
-- stays for a while, so that it isn't accepted twice.
CREATE TABLE activities (
    sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    conversation text NOT NULL,
    payload bytea,
    accepted timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    replies integer NOT NULL DEFAULT 0,
    host uuid,
    leased_until timestamptz,
    completed timestamptz);

CREATE INDEX activities_open ON activities (conversation, sequence) WHERE completed IS NULL;
CREATE INDEX activities_waiting ON activities (sequence) WHERE completed IS NULL;
CREATE INDEX activities_completed ON activities (completed) WHERE completed IS NOT NULL;
