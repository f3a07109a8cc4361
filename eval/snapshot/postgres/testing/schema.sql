-- The tables of the example queries, with columns that a version must not hold.
CREATE TABLE image (
  id integer PRIMARY KEY,
  r2_key text NOT NULL,
  url text,
  derived_from_id integer,
  piece_id integer
);

CREATE TABLE crop_run (
  id integer PRIMARY KEY,
  created_at timestamptz NOT NULL,
  image_id integer NOT NULL REFERENCES image,
  source jsonb NOT NULL,
  submitter text,
  notes text NOT NULL DEFAULT ''
);

CREATE TABLE crop_annotation (
  id integer PRIMARY KEY,
  image_id integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT '2026-03-01T00:00:00Z',
  approved boolean NOT NULL DEFAULT true,
  drawn_over text,
  mask_key text NOT NULL,
  kind text NOT NULL
);
