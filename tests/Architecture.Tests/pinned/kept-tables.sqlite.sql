-- AnswerTables
-- what programs were answered under their keys
CREATE TABLE "answers" (
    "caller" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "process" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "media_type" TEXT NULL,
    "location" TEXT NULL,
    "body" BLOB NOT NULL,
    CONSTRAINT "PK_answers" PRIMARY KEY ("caller", "key")
);
CREATE INDEX "IX_answers_at" ON "answers" ("at");

-- CaseTables
-- what another city has not confirmed yet
CREATE TABLE "letters" (
    "case_id" BLOB NOT NULL CONSTRAINT "PK_letters" PRIMARY KEY,
    "city" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL
);
CREATE INDEX "IX_letters_city_case_id" ON "letters" ("city", "case_id");

-- when a city was heard last
CREATE TABLE "partners" (
    "city" TEXT NOT NULL CONSTRAINT "PK_partners" PRIMARY KEY,
    "heard_at" INTEGER NULL,
    "failed_at" INTEGER NULL,
    "fault" TEXT NULL
);

-- who handed in which bytes
CREATE TABLE "uploads" (
    "account" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    CONSTRAINT "PK_uploads" PRIMARY KEY ("account", "hash")
);
CREATE INDEX "IX_uploads_account_day" ON "uploads" ("account", "day");

-- LibraryTables
-- append-only: held to the seals in the journal
CREATE TABLE "library_archive" (
    "holder" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "kind" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "office" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "stream" BLOB NOT NULL,
    "chunk" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    CONSTRAINT "PK_library_archive" PRIMARY KEY ("holder", "at", "id")
);
CREATE UNIQUE INDEX "IX_library_archive_stream_chunk_line" ON "library_archive" ("stream", "chunk", "line");

-- LoadTables
-- append-only: held to the seals in the journal
CREATE TABLE "loaded_subjects" (
    "code" TEXT NOT NULL CONSTRAINT "PK_loaded_subjects" PRIMARY KEY,
    "facts" TEXT NOT NULL,
    "stream" BLOB NOT NULL,
    "chunk" INTEGER NOT NULL,
    "line" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "IX_loaded_subjects_stream_chunk_line" ON "loaded_subjects" ("stream", "chunk", "line");

-- LogTables
-- what witnesses said
CREATE TABLE "log_alarms" (
    "witness" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "PK_log_alarms" PRIMARY KEY ("witness", "size")
);

-- what was signed
CREATE TABLE "log_checkpoints" (
    "size" INTEGER NOT NULL CONSTRAINT "PK_log_checkpoints" PRIMARY KEY,
    "note" TEXT NOT NULL,
    "at" INTEGER NOT NULL
);

-- what witnesses signed
CREATE TABLE "log_cosignatures" (
    "size" INTEGER NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "PK_log_cosignatures" PRIMARY KEY ("size", "witness")
);
CREATE INDEX "IX_log_cosignatures_witness_size" ON "log_cosignatures" ("witness", "size");

-- what was signed
CREATE TABLE "log_head" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_log_head" PRIMARY KEY,
    "size" INTEGER NOT NULL,
    "key" TEXT NOT NULL
);
INSERT INTO "log_head" ("id", "key", "size")
VALUES (1, '', 0);
SELECT changes();

-- what was signed
CREATE TABLE "log_tiles" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_log_tiles" PRIMARY KEY,
    "digests" BLOB NOT NULL
);

-- PaymentTables
-- append-only: held to the seals in the journal
CREATE TABLE "benefit_run_lines" (
    "stream" BLOB NOT NULL,
    "chunk" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "fen" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "account" TEXT NULL,
    CONSTRAINT "PK_benefit_run_lines" PRIMARY KEY ("stream", "chunk", "line")
);
CREATE UNIQUE INDEX "IX_benefit_run_lines_subject_stream" ON "benefit_run_lines" ("subject", "stream");

-- append-only: held to the seals in the journal
CREATE TABLE "payment_orders" (
    "claim" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "fen" INTEGER NOT NULL,
    "source" BLOB NOT NULL,
    "stream" BLOB NOT NULL,
    "chunk" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    CONSTRAINT "PK_payment_orders" PRIMARY KEY ("claim", "period", "subject", "attempt")
);
CREATE UNIQUE INDEX "IX_payment_orders_stream_chunk_line" ON "payment_orders" ("stream", "chunk", "line");

-- Store
-- what people handed over
CREATE TABLE "blobs" (
    "hash" BLOB NOT NULL CONSTRAINT "PK_blobs" PRIMARY KEY,
    "media_type" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL
);

-- what followers have done elsewhere
CREATE TABLE "checkpoints" (
    "follower" TEXT NOT NULL CONSTRAINT "PK_checkpoints" PRIMARY KEY,
    "position" INTEGER NOT NULL
);

-- what happened
CREATE TABLE "journal" (
    "position" INTEGER NOT NULL CONSTRAINT "PK_journal" PRIMARY KEY,
    "stream" BLOB NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "act" BLOB NOT NULL,
    "act_name" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "role" INTEGER NOT NULL,
    "office" TEXT NULL,
    "on_behalf_of" TEXT NULL,
    "data" TEXT NOT NULL,
    "salt" BLOB NULL,
    "commitment" BLOB NOT NULL
);
CREATE UNIQUE INDEX "IX_journal_stream_version" ON "journal" ("stream", "version");

-- the lock of the journal
CREATE TABLE "journal_head" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_journal_head" PRIMARY KEY,
    "position" INTEGER NOT NULL
);
INSERT INTO "journal_head" ("id", "position")
VALUES (1, 0);
SELECT changes();

-- numbers that were given out, used or not
CREATE TABLE "number_series" (
    "series" TEXT NOT NULL CONSTRAINT "PK_number_series" PRIMARY KEY,
    "next" INTEGER NOT NULL
);

-- what followers could not do
CREATE TABLE "parked_events" (
    "follower" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "stream" BLOB NOT NULL,
    "fault" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "next_try" INTEGER NULL,
    CONSTRAINT "PK_parked_events" PRIMARY KEY ("follower", "position")
);
CREATE INDEX "IX_parked_events_follower_next_try" ON "parked_events" ("follower", "next_try");
CREATE INDEX "IX_parked_events_follower_stream_position" ON "parked_events" ("follower", "stream", "position");

-- how far a rebuild is
CREATE TABLE "rebuild" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_rebuild" PRIMARY KEY,
    "tables" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "is_indexed" INTEGER NOT NULL
);

-- which steps were done
CREATE TABLE "schema_steps" (
    "module" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "PK_schema_steps" PRIMARY KEY ("module", "number")
);

-- how derived tables were made
CREATE TABLE "schema_tables" (
    "name" TEXT NOT NULL CONSTRAINT "PK_schema_tables" PRIMARY KEY,
    "shape" TEXT NOT NULL
);

-- keys that clients chose
CREATE TABLE "seen_keys" (
    "caller" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "stream" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "PK_seen_keys" PRIMARY KEY ("caller", "key")
);

