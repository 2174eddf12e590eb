-- Random keys that all hosts share.
CREATE TABLE secrets (name text PRIMARY KEY, value bytea NOT NULL);

-- What users thought of answers. The voter is a keyed hash of user and answer.
CREATE TABLE feedback (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    voter bytea NOT NULL UNIQUE,
    time timestamptz NOT NULL,
    channel text NOT NULL,
    reaction text NOT NULL,
    comment text,
    question text,
    answer text,
    status text,
    citations text NOT NULL);

CREATE INDEX feedback_time ON feedback (time);
