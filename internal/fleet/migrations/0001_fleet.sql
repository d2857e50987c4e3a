-- What the queue keeps beside River's own tables, in the schema fleet.

CREATE TABLE fleet.document (
  -- A document that waits to be read. There is one unfinished job for it.
  sha256    text PRIMARY KEY CHECK (length(sha256) = 64), -- of the bytes, lower-case hex
  size      bigint NOT NULL,                    -- bytes
  place     text NOT NULL,                      -- where the bytes are: '' for fleet.part, or a URL: file:///share/plan.pdf, s3://bucket/key
  job       bigint,                             -- river_job.id
  id        bigint NOT NULL,                    -- of the row in the table document, unless it has one
  queued_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE fleet.path (
  -- A path at which the bytes were seen. It may be no UTF-8.
  sha256  text NOT NULL REFERENCES fleet.document (sha256) ON DELETE CASCADE,
  path    bytea NOT NULL,
  ordinal bigint GENERATED ALWAYS AS IDENTITY,  -- ascending in the order of the import
  PRIMARY KEY (sha256, path)
);

CREATE TABLE fleet.part (
  -- A piece of the bytes of a document. PDFs are packed already: EXTERNAL
  -- spares the server trying to pack them again.
  sha256 text NOT NULL REFERENCES fleet.document (sha256) ON DELETE CASCADE,
  number integer NOT NULL,                      -- from 0
  bytes  bytea NOT NULL,
  PRIMARY KEY (sha256, number)
);
ALTER TABLE fleet.part ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE fleet.worker (
  -- A worker that is alive, or was a lease ago.
  id         text PRIMARY KEY,                  -- as in river_job.attempted_by
  host       text NOT NULL,
  pid        integer NOT NULL,
  version    text NOT NULL,                     -- of the reader
  queues     text[] NOT NULL,                   -- those that it reads from
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at    timestamptz NOT NULL,              -- by the clock of the server, like all times here
  expires_at timestamptz NOT NULL,              -- end of its lease
  stopped_at timestamptz,                       -- when it was told to stop, and had; NULL: not
  reading    integer NOT NULL,                  -- documents in hand
  documents  bigint NOT NULL,                   -- done since started_at
  failed     bigint NOT NULL,                   -- of these, not readable
  fetched    interval NOT NULL,                 -- time spent since started_at to get bytes, summed over documents
  waited     interval NOT NULL,                 -- likewise, to wait for a process to read them
  read       interval NOT NULL,                 -- likewise, to read
  committed  interval NOT NULL                  -- likewise, to store and complete
);
