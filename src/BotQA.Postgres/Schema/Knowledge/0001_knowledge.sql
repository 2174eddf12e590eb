-- Ranks words by BM25 where it is there; elsewhere ts_rank_cd does.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_textsearch') THEN
        CREATE EXTENSION IF NOT EXISTS pg_textsearch SCHEMA public;
    END IF;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_textsearch is not used: %', SQLERRM;
END $$;

-- The tables of vectors and words, one for each collection.
CREATE TABLE collections (
    name text COLLATE "C" PRIMARY KEY,
    definition text NOT NULL
);

-- One row: the state of the knowledge base. Who writes has the number in "writer"; each change has the next number in "generation".
CREATE TABLE knowledge_base (
    is_row boolean PRIMARY KEY DEFAULT true CHECK (is_row),
    folder text,
    model text,
    is_complete boolean NOT NULL DEFAULT false,
    writer bigint NOT NULL DEFAULT 0,
    generation bigint NOT NULL DEFAULT 0
);
INSERT INTO knowledge_base DEFAULT VALUES;

-- What is known of the files of the folder.
CREATE TABLE files (
    id text COLLATE "C" PRIMARY KEY,
    content jsonb NOT NULL
);

-- The documents with their canonical texts; of one that was removed the id stays, so that readers learn of it.
CREATE TABLE documents (
    id text COLLATE "C" PRIMARY KEY,
    generation bigint NOT NULL,
    chunks integer NOT NULL,
    title text,
    text text,
    details jsonb
);
CREATE INDEX ON documents (generation);

-- The chunks by what they hold, so that equal content needn't be embedded again.
CREATE TABLE chunk_contents (
    key text COLLATE "C" PRIMARY KEY,
    document text COLLATE "C" NOT NULL,
    content bytea NOT NULL
);
CREATE INDEX ON chunk_contents (document);
CREATE INDEX ON chunk_contents (content);
