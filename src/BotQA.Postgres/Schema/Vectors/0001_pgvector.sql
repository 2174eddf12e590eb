-- In the schema that is in every search path: schemas come and go.
CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;

DO $$
BEGIN
    IF (SELECT string_to_array(extversion, '.')::integer[] < ARRAY[0, 8, 0] FROM pg_extension WHERE extname = 'vector') THEN
        RAISE EXCEPTION 'pgvector is older than 0.8' USING ERRCODE = 'feature_not_supported';
    END IF;
END $$;
