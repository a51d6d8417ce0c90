-- AnswerTables
-- what programs were answered under their keys
CREATE TABLE answers (
    caller text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    process uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    status integer NOT NULL,
    media_type text COLLATE "C",
    location text COLLATE "C",
    body bytea NOT NULL,
    CONSTRAINT "PK_answers" PRIMARY KEY (caller, key)
);
CREATE INDEX "IX_answers_at" ON answers (at);

-- CaseTables
-- what another city has not confirmed yet
CREATE TABLE letters (
    case_id uuid NOT NULL,
    city text COLLATE "C" NOT NULL,
    sequence integer NOT NULL,
    CONSTRAINT "PK_letters" PRIMARY KEY (case_id)
);
CREATE INDEX "IX_letters_city_case_id" ON letters (city, case_id);

-- when a city was heard last
CREATE TABLE partners (
    city text COLLATE "C" NOT NULL,
    heard_at timestamp with time zone,
    failed_at timestamp with time zone,
    fault text COLLATE "C",
    CONSTRAINT "PK_partners" PRIMARY KEY (city)
);

-- who handed in which bytes
CREATE TABLE uploads (
    account text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    day date NOT NULL,
    length bigint NOT NULL,
    CONSTRAINT "PK_uploads" PRIMARY KEY (account, hash)
);
CREATE INDEX "IX_uploads_account_day" ON uploads (account, day);

-- LibraryTables
-- append-only: held to the seals in the journal
CREATE TABLE library_archive (
    holder text COLLATE "C" NOT NULL,
    at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    kind integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    office text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    stream uuid NOT NULL,
    chunk integer NOT NULL,
    line integer NOT NULL,
    CONSTRAINT "PK_library_archive" PRIMARY KEY (holder, at, id)
);
CREATE UNIQUE INDEX "IX_library_archive_stream_chunk_line" ON library_archive (stream, chunk, line);

-- LoadTables
-- append-only: held to the seals in the journal
CREATE TABLE loaded_subjects (
    code text COLLATE "C" NOT NULL,
    facts text COLLATE "C" NOT NULL,
    stream uuid NOT NULL,
    chunk integer NOT NULL,
    line integer NOT NULL,
    CONSTRAINT "PK_loaded_subjects" PRIMARY KEY (code)
);
CREATE UNIQUE INDEX "IX_loaded_subjects_stream_chunk_line" ON loaded_subjects (stream, chunk, line);

-- LogTables
-- what witnesses said
CREATE TABLE log_alarms (
    witness text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    note text COLLATE "C" NOT NULL,
    answer text COLLATE "C" NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_log_alarms" PRIMARY KEY (witness, size)
);

-- what was signed
CREATE TABLE log_checkpoints (
    size bigint NOT NULL,
    note text COLLATE "C" NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_log_checkpoints" PRIMARY KEY (size)
);

-- what witnesses signed
CREATE TABLE log_cosignatures (
    size bigint NOT NULL,
    witness text COLLATE "C" NOT NULL,
    line text COLLATE "C" NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_log_cosignatures" PRIMARY KEY (size, witness)
);
CREATE INDEX "IX_log_cosignatures_witness_size" ON log_cosignatures (witness, size);

-- what was signed
CREATE TABLE log_head (
    id integer NOT NULL,
    size bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_log_head" PRIMARY KEY (id)
);
INSERT INTO log_head (id, key, size)
VALUES (1, '', 0);

-- what was signed
CREATE TABLE log_tiles (
    id bigint NOT NULL,
    digests bytea NOT NULL,
    CONSTRAINT "PK_log_tiles" PRIMARY KEY (id)
);

-- PaymentTables
-- append-only: held to the seals in the journal
CREATE TABLE benefit_run_lines (
    stream uuid NOT NULL,
    chunk integer NOT NULL,
    line integer NOT NULL,
    subject text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    fen bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    account text COLLATE "C",
    CONSTRAINT "PK_benefit_run_lines" PRIMARY KEY (stream, chunk, line)
);
CREATE UNIQUE INDEX "IX_benefit_run_lines_subject_stream" ON benefit_run_lines (subject, stream);

-- append-only: held to the seals in the journal
CREATE TABLE payment_orders (
    claim text COLLATE "C" NOT NULL,
    period text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    attempt integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    fen bigint NOT NULL,
    source uuid NOT NULL,
    stream uuid NOT NULL,
    chunk integer NOT NULL,
    line integer NOT NULL,
    CONSTRAINT "PK_payment_orders" PRIMARY KEY (claim, period, subject, attempt)
);
CREATE UNIQUE INDEX "IX_payment_orders_stream_chunk_line" ON payment_orders (stream, chunk, line);

-- Store
-- what people handed over
CREATE TABLE blobs (
    hash bytea NOT NULL,
    media_type text COLLATE "C" NOT NULL,
    length bigint NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT "PK_blobs" PRIMARY KEY (hash)
);

-- what followers have done elsewhere
CREATE TABLE checkpoints (
    follower text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT "PK_checkpoints" PRIMARY KEY (follower)
);

-- what happened
CREATE TABLE journal (
    position bigint NOT NULL,
    stream uuid NOT NULL,
    version integer NOT NULL,
    type text COLLATE "C" NOT NULL,
    at timestamp with time zone NOT NULL,
    act uuid NOT NULL,
    act_name text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    role integer NOT NULL,
    office text COLLATE "C",
    on_behalf_of text COLLATE "C",
    data text COLLATE "C" NOT NULL,
    salt bytea,
    commitment bytea NOT NULL,
    CONSTRAINT "PK_journal" PRIMARY KEY (position)
);
CREATE UNIQUE INDEX "IX_journal_stream_version" ON journal (stream, version);

-- the lock of the journal
CREATE TABLE journal_head (
    id integer NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT "PK_journal_head" PRIMARY KEY (id)
);
INSERT INTO journal_head (id, position)
VALUES (1, 0);

-- numbers that were given out, used or not
CREATE TABLE number_series (
    series text COLLATE "C" NOT NULL,
    next bigint NOT NULL,
    CONSTRAINT "PK_number_series" PRIMARY KEY (series)
);

-- what followers could not do
CREATE TABLE parked_events (
    follower text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    stream uuid NOT NULL,
    fault text COLLATE "C" NOT NULL,
    since timestamp with time zone NOT NULL,
    tries integer NOT NULL,
    next_try timestamp with time zone,
    CONSTRAINT "PK_parked_events" PRIMARY KEY (follower, position)
);
CREATE INDEX "IX_parked_events_follower_next_try" ON parked_events (follower, next_try);
CREATE INDEX "IX_parked_events_follower_stream_position" ON parked_events (follower, stream, position);

-- how far a rebuild is
CREATE TABLE rebuild (
    id integer NOT NULL,
    tables text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    is_indexed boolean NOT NULL,
    CONSTRAINT "PK_rebuild" PRIMARY KEY (id)
);

-- which steps were done
CREATE TABLE schema_steps (
    module text COLLATE "C" NOT NULL,
    number integer NOT NULL,
    CONSTRAINT "PK_schema_steps" PRIMARY KEY (module, number)
);

-- how derived tables were made
CREATE TABLE schema_tables (
    name text COLLATE "C" NOT NULL,
    shape text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_schema_tables" PRIMARY KEY (name)
);

-- keys that clients chose
CREATE TABLE seen_keys (
    caller text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    request_hash text COLLATE "C" NOT NULL,
    stream uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_seen_keys" PRIMARY KEY (caller, key)
);

