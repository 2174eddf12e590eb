CREATE EXTENSION IF NOT EXISTS vector;

DO $$
BEGIN
    IF (SELECT string_to_array(extversion, '.')::integer[] < ARRAY[0, 8, 0] FROM pg_extension WHERE extname = 'vector') THEN
        RAISE EXCEPTION 'pgvector is older than 0.8' USING ERRCODE = 'feature_not_supported';
    END IF;
END $$;

-- Ranks words by BM25 where it is there; elsewhere ts_rank_cd does.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_textsearch') THEN
        CREATE EXTENSION IF NOT EXISTS pg_textsearch;
    END IF;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_textsearch is not used: %', SQLERRM;
END $$;

-- The tables of vectors and words, one for each collection.
CREATE TABLE collections (
    name text COLLATE "C" PRIMARY KEY,
    definition text NOT NULL
);
