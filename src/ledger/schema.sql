-- The ledger's tables, as SQLite keeps them. docs/LEDGER.md tells them to people who ask with the sqlite3 shell.
--
-- What documents said is written once and never changed or deleted: document, record and what hangs on it (party, number,
-- claim, record_json, the full texts and the points). What follows from it by rules is derived, and can be thrown away and
-- made again at any time: families, incidents, tracks. What people decided (correction) is kept apart from both.
--
-- Days are whole numbers, days since 1970-01-01; the views at the end show them as YYYY-MM-DD. Offsets count Unicode code
-- points of the document's text. Lists are JSON.

-- ---- what documents said ----

CREATE TABLE document (
    doc            INTEGER PRIMARY KEY,
    page           TEXT NOT NULL,     -- which page it is: its address, else its id
    revision       INTEGER NOT NULL,  -- of that page, from 1, in the order of arrival
    current        INTEGER NOT NULL CHECK (current IN (0, 1)),  -- the page's latest revision
    digest         TEXT NOT NULL,     -- of text, title, day and records: the same again is not stored again
    id             TEXT NOT NULL,
    source         TEXT,
    url            TEXT,
    title          TEXT,
    publisher      TEXT,
    authors        TEXT NOT NULL DEFAULT '[]',
    language       TEXT,
    published      INTEGER,           -- day
    published_from TEXT,
    text           TEXT,              -- null where only its records came
    blocks         TEXT NOT NULL DEFAULT '[]',
    n_records      INTEGER NOT NULL,
    day            INTEGER GENERATED ALWAYS AS (coalesce(published, -719162)) VIRTUAL,  -- for orders of time
    UNIQUE (page, revision)
) STRICT;
CREATE INDEX document_id ON document (id);
CREATE INDEX document_published ON document (published) WHERE current;
CREATE INDEX document_newest ON document (day) WHERE current;
CREATE INDEX document_publisher ON document (publisher COLLATE NOCASE);

CREATE TABLE record (
    rec           INTEGER PRIMARY KEY,
    doc           INTEGER NOT NULL REFERENCES document,
    n             INTEGER NOT NULL,   -- which of the document's, from 0
    id            TEXT NOT NULL,      -- the record's own
    current       INTEGER NOT NULL CHECK (current IN (0, 1)),   -- its document's
    event         TEXT NOT NULL,
    mode          TEXT NOT NULL,      -- the first, or ''
    modes         TEXT NOT NULL,      -- all
    contexts      TEXT NOT NULL,
    cameo         TEXT,
    status        TEXT NOT NULL CHECK (status IN ('actual', 'negated', 'future', 'hypothetical', 'historical')),
    event_text    TEXT NOT NULL,
    first_day     INTEGER,            -- null: open or unknown
    last_day      INTEGER,
    time          TEXT,
    date_resolution TEXT,
    place         TEXT,               -- its canonical name
    country       TEXT,
    province      TEXT,
    lat           REAL,
    lon           REAL,
    radius_km     REAL,               -- how far off the point may be, by the place's resolution
    geonameid     INTEGER,
    place_resolution TEXT,
    topic         TEXT,
    topic_event   TEXT,
    topic_mode    TEXT,
    sentence      INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end   INTEGER NOT NULL,
    confidence    REAL NOT NULL,
    published     INTEGER,            -- its document's
    -- For questions about time: an undated event counts as of the day it was told; one of more than a month, by its first.
    day           INTEGER GENERATED ALWAYS AS (coalesce(first_day, last_day, published, -719162)) VIRTUAL,
    end_day       INTEGER GENERATED ALWAYS AS
        (max(coalesce(first_day, last_day, published, -719162),
             min(coalesce(last_day, first_day, published, -719162),
                 coalesce(first_day, last_day, published, -719162) + 31))) VIRTUAL,
    told          INTEGER GENERATED ALWAYS AS (coalesce(published, -719162)) VIRTUAL,
    UNIQUE (doc, n)
) STRICT;
CREATE INDEX record_id ON record (id);
CREATE INDEX record_event ON record (event, first_day) WHERE current;
CREATE INDEX record_day ON record (first_day) WHERE current;
CREATE INDEX record_country ON record (country, first_day) WHERE current;
CREATE INDEX record_published ON record (published) WHERE current;
-- For answers in the order of time.
CREATE INDEX record_newest ON record (day, id, end_day) WHERE current;
CREATE INDEX record_reported ON record (told, id) WHERE current;
CREATE INDEX record_event_newest ON record (event, day, id) WHERE current;
CREATE INDEX record_event_modes ON record (event, modes) WHERE current;
CREATE INDEX record_status_newest ON record (status, day, id) WHERE current;
CREATE INDEX record_country_newest ON record (country, day, id) WHERE current;
CREATE INDEX record_place_newest ON record (place COLLATE NOCASE, day, id) WHERE current;
CREATE INDEX record_province_newest ON record (province COLLATE NOCASE, day, id) WHERE current;

-- The record whole, as `dragoman code` prints it.
CREATE TABLE record_json (
    rec  INTEGER PRIMARY KEY REFERENCES record,
    json TEXT NOT NULL
) STRICT;

CREATE TABLE party (
    rec     INTEGER NOT NULL REFERENCES record,
    side    TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    n       INTEGER NOT NULL,
    text    TEXT NOT NULL,
    name    TEXT,
    country TEXT,
    sector  TEXT,                     -- the most specific, or null
    sectors TEXT NOT NULL,
    role    TEXT,
    day     INTEGER NOT NULL,         -- the record's
    PRIMARY KEY (rec, side, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_who ON party (country, side, sector, day, rec);
CREATE INDEX party_newest ON party (country, side, day, rec);
CREATE INDEX party_name ON party (name COLLATE NOCASE, side, day, rec) WHERE name IS NOT NULL;

CREATE TABLE number (
    rec     INTEGER NOT NULL REFERENCES record,
    n       INTEGER NOT NULL,
    what    TEXT NOT NULL,
    low     REAL,                     -- null: open
    high    REAL,
    unit    TEXT,
    text    TEXT NOT NULL,
    country TEXT,                     -- whose
    sector  TEXT,
    claim   INTEGER,                  -- n of the claim that gives it; null: any of the record's
    PRIMARY KEY (rec, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX number_what ON number (what, low);

-- Who speaks, in any document. A publisher that speaks in its own voice is of kind 'document'.
CREATE TABLE source (
    source  INTEGER PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE,     -- kind, country, sector and name folded: what makes two mentions one source
    name    TEXT NOT NULL,            -- as shown
    kind    TEXT NOT NULL CHECK (kind IN ('named', 'anonymous', 'media', 'document')),
    country TEXT,
    sector  TEXT
) STRICT;
CREATE INDEX source_country ON source (country, sector);
CREATE INDEX source_name ON source (name COLLATE NOCASE);

CREATE TABLE claim (
    rec    INTEGER NOT NULL REFERENCES record,
    n      INTEGER NOT NULL,          -- 0 is the original source
    source INTEGER NOT NULL REFERENCES source,
    text   TEXT NOT NULL,             -- the source's words in the document; '' where the document itself speaks
    cue    TEXT,
    stance TEXT NOT NULL CHECK (stance IN ('asserts', 'claims', 'confirms', 'denies', 'doubts')),
    via    INTEGER NOT NULL CHECK (via IN (0, 1)),
    day    INTEGER NOT NULL,          -- the record's
    PRIMARY KEY (rec, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_source ON claim (source, day, rec);

-- Full texts: of documents (rowid is doc), and of records' sentences with what they name (rowid is rec).
CREATE VIRTUAL TABLE document_words USING fts5 (title, text, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE record_words USING fts5 (evidence, names, content = '', tokenize = 'unicode61 remove_diacritics 2');
-- Where records are (id is rec), as far as the place may be off.
CREATE VIRTUAL TABLE record_box USING rtree (rec, min_lat, max_lat, min_lon, max_lon);

-- ---- what people decided ----

-- Never undone by a rebuild. 'same' and 'apart' hold of two records; 'set' gives an incident that holds the record a
-- field's value.
CREATE TABLE correction (
    correction INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('same', 'apart', 'set')),
    record     TEXT NOT NULL,         -- a record's id
    other      TEXT,                  -- another's, of same and apart
    field      TEXT,                  -- of set
    value      TEXT,
    who        TEXT,
    why        TEXT
) STRICT;
CREATE INDEX correction_record ON correction (record);
CREATE INDEX correction_other ON correction (other);

-- Who may ask a server for this ledger. The token itself is nowhere, only its SHA-256.
CREATE TABLE token (
    name   TEXT PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    scope  TEXT NOT NULL CHECK (scope IN ('read', 'write'))
) STRICT, WITHOUT ROWID;

-- ---- what follows ----

CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('changed', 0),   -- the last number given to a column `changed`
                           ('incident', 0);  -- and to an incident: none is given twice

-- Copies: documents that are near-duplicates of each other share a family, named by its least document id.
CREATE TABLE shingle (                -- locality-sensitive hashing: documents that share a bucket may be copies
    bucket INTEGER NOT NULL,
    doc    INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (bucket, doc)
) STRICT, WITHOUT ROWID;
CREATE TABLE sketch (
    doc    INTEGER PRIMARY KEY REFERENCES document,
    hashes BLOB NOT NULL              -- the MinHash signature, little-endian 32-bit words
) STRICT;
CREATE TABLE family (
    doc    INTEGER PRIMARY KEY REFERENCES document,
    family INTEGER NOT NULL           -- a doc of the family: the one with the least page
) STRICT;
CREATE INDEX family_family ON family (family);

-- What of a record says which happening it tells, packed for comparing, and the keys under which records like it are found
-- (src/ledger/facts.h).
CREATE TABLE fact (
    rec      INTEGER PRIMARY KEY REFERENCES record,
    original INTEGER REFERENCES record,   -- of a copy's record: the one it repeats
    facts    BLOB NOT NULL
) STRICT;
CREATE TABLE fact_key (
    key  INTEGER NOT NULL,            -- event type with a cell of the map, a country or a party
    slot INTEGER NOT NULL,            -- four days
    rec  INTEGER NOT NULL REFERENCES record,
    PRIMARY KEY (key, slot, rec)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident (
    incident    INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE, -- 16 hexadecimal digits, by its first record
    event       TEXT NOT NULL,
    mode        TEXT NOT NULL,        -- or ''
    status      TEXT NOT NULL,        -- by its sources: 'actual', …, or 'disputed' where some deny what others tell
    sentence    TEXT NOT NULL,        -- what happened, for people
    first_day   INTEGER,
    last_day    INTEGER,
    place       TEXT,
    country     TEXT,
    province    TEXT,
    lat         REAL,
    lon         REAL,
    radius_km   REAL,
    place_resolution TEXT,
    n_records   INTEGER NOT NULL,
    n_documents INTEGER NOT NULL,
    n_families  INTEGER NOT NULL,     -- documents, copies counted once
    n_sources   INTEGER NOT NULL,     -- independent: original sources, of copies counted once
    n_sides     INTEGER NOT NULL,     -- parties to it that speak, and others as one more
    n_confirm   INTEGER NOT NULL,     -- sources that assert, claim or confirm it
    n_deny      INTEGER NOT NULL,     -- sources that deny or doubt it
    first_report INTEGER,             -- days of publication
    last_report INTEGER,
    min_dead    REAL,                 -- the least that any policy gives: of incident_number, for filters
    best_dead   REAL,
    changed     INTEGER NOT NULL,     -- rises with every change in the ledger, for those that follow it
    day         INTEGER GENERATED ALWAYS AS (coalesce(first_day, last_day, first_report, -719162)) VIRTUAL,
    end_day     INTEGER GENERATED ALWAYS AS     -- as of a record
        (max(coalesce(first_day, last_day, first_report, -719162),
             min(coalesce(last_day, first_day, first_report, -719162),
                 coalesce(first_day, last_day, first_report, -719162) + 31))) VIRTUAL,
    told        INTEGER GENERATED ALWAYS AS (coalesce(last_report, -719162)) VIRTUAL,
    dead        REAL GENERATED ALWAYS AS (coalesce(best_dead, -1.0)) VIRTUAL
) STRICT;
CREATE INDEX incident_newest ON incident (day, id, end_day);
CREATE INDEX incident_reported ON incident (told, id);
CREATE INDEX incident_deadliest ON incident (dead, id);
CREATE INDEX incident_most ON incident (n_sources, id);
CREATE INDEX incident_disputed ON incident (n_deny, id);
CREATE INDEX incident_dead ON incident (min_dead) WHERE min_dead > 0;
CREATE INDEX incident_event_newest ON incident (event, day, id);
CREATE INDEX incident_mode_newest ON incident (event, mode, day, id);
CREATE INDEX incident_status_newest ON incident (status, day, id);
CREATE INDEX incident_country_newest ON incident (country, day, id);
CREATE INDEX incident_place_newest ON incident (place COLLATE NOCASE, day, id);
CREATE INDEX incident_province_newest ON incident (province COLLATE NOCASE, day, id);
CREATE INDEX incident_event ON incident (event, first_day);
CREATE INDEX incident_day ON incident (first_day);
CREATE INDEX incident_country ON incident (country, first_day);
CREATE INDEX incident_changed ON incident (changed);
CREATE VIRTUAL TABLE incident_box USING rtree (incident, min_lat, max_lat, min_lon, max_lon);

CREATE TABLE incident_record (
    rec      INTEGER PRIMARY KEY REFERENCES record,
    incident INTEGER NOT NULL REFERENCES incident
) STRICT;
CREATE INDEX incident_record_incident ON incident_record (incident);

CREATE TABLE incident_party (
    incident INTEGER NOT NULL REFERENCES incident,
    side     TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    n        INTEGER NOT NULL,
    name     TEXT,
    country  TEXT,
    sector   TEXT,
    n_records INTEGER NOT NULL,       -- how many name it
    PRIMARY KEY (incident, side, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_party_who ON incident_party (country, side, sector, incident);
CREATE INDEX incident_party_name ON incident_party (name COLLATE NOCASE, side, incident) WHERE name IS NOT NULL;

CREATE TABLE incident_number (
    incident  INTEGER NOT NULL REFERENCES incident,
    what      TEXT NOT NULL,
    country   TEXT NOT NULL,          -- whose, or ''
    unit      TEXT NOT NULL,          -- or ''
    low       REAL,
    best      REAL,
    high      REAL,
    n_sources INTEGER NOT NULL,
    PRIMARY KEY (incident, what, country, unit)
) STRICT, WITHOUT ROWID;

-- How each original source of an incident stands to the others, and each source's sums: docs/LEDGER.md has the rule.
CREATE TABLE incident_source (
    incident     INTEGER NOT NULL,
    source       INTEGER NOT NULL REFERENCES source,
    n_records    INTEGER NOT NULL,
    denies       INTEGER NOT NULL CHECK (denies IN (0, 1)),        -- it denies or doubts
    confirmed    INTEGER NOT NULL CHECK (confirmed IN (0, 1)),     -- by another source
    contradicted INTEGER NOT NULL CHECK (contradicted IN (0, 1)),
    alone        INTEGER NOT NULL CHECK (alone IN (0, 1)),         -- nobody else tells of it
    PRIMARY KEY (incident, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_source_source ON incident_source (source, incident);
CREATE TABLE source_total (           -- of current records
    source         INTEGER PRIMARY KEY REFERENCES source,
    n_claims       INTEGER NOT NULL DEFAULT 0,
    n_passed_on    INTEGER NOT NULL DEFAULT 0,  -- others' claims
    n_incidents    INTEGER NOT NULL DEFAULT 0,
    n_denied       INTEGER NOT NULL DEFAULT 0,  -- incidents that it denies or doubts
    n_confirmed    INTEGER NOT NULL DEFAULT 0,
    n_contradicted INTEGER NOT NULL DEFAULT 0,
    n_alone        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX source_total_most ON source_total (n_claims);
CREATE INDEX source_total_contradicted ON source_total (n_contradicted);
INSERT INTO counter VALUES ('tallied', 0);   -- incidents up to this `changed` are in incident_source

CREATE TRIGGER claim_counts AFTER INSERT ON claim BEGIN
    INSERT INTO source_total (source, n_claims, n_passed_on) VALUES (NEW.source, 1 - NEW.via, NEW.via)
        ON CONFLICT (source) DO UPDATE SET n_claims = n_claims + 1 - NEW.via, n_passed_on = n_passed_on + NEW.via;
END;
CREATE TRIGGER record_retires AFTER UPDATE OF current ON record WHEN OLD.current = 1 AND NEW.current = 0 BEGIN
    UPDATE source_total SET
        n_claims = n_claims - (SELECT count(*) FROM claim c WHERE c.rec = NEW.rec AND c.source = source_total.source AND NOT c.via),
        n_passed_on = n_passed_on - (SELECT count(*) FROM claim c WHERE c.rec = NEW.rec AND c.source = source_total.source AND c.via)
    WHERE source IN (SELECT source FROM claim WHERE rec = NEW.rec);
END;
CREATE TRIGGER incident_source_counts AFTER INSERT ON incident_source BEGIN
    INSERT INTO source_total (source, n_incidents, n_denied, n_confirmed, n_contradicted, n_alone)
        VALUES (NEW.source, 1, NEW.denies, NEW.confirmed, NEW.contradicted, NEW.alone)
        ON CONFLICT (source) DO UPDATE SET n_incidents = n_incidents + 1, n_denied = n_denied + NEW.denies,
            n_confirmed = n_confirmed + NEW.confirmed, n_contradicted = n_contradicted + NEW.contradicted,
            n_alone = n_alone + NEW.alone;
END;
CREATE TRIGGER incident_source_goes AFTER DELETE ON incident_source BEGIN
    UPDATE source_total SET n_incidents = n_incidents - 1, n_denied = n_denied - OLD.denies,
        n_confirmed = n_confirmed - OLD.confirmed, n_contradicted = n_contradicted - OLD.contradicted,
        n_alone = n_alone - OLD.alone
    WHERE source = OLD.source;
END;
CREATE TRIGGER incident_goes AFTER DELETE ON incident BEGIN
    DELETE FROM incident_source WHERE incident = OLD.incident;
END;

-- Why two records are thought to tell of one happening.
CREATE TABLE link (
    rec     INTEGER NOT NULL REFERENCES record,
    other   INTEGER NOT NULL REFERENCES record,
    score   REAL NOT NULL,            -- log-odds; positive: one happening
    reasons TEXT NOT NULL,            -- JSON: what spoke for and against it, and how much
    PRIMARY KEY (rec, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_other ON link (other);

-- What a record says of a process: each process of the same parties is made from these alone.
CREATE TABLE track_signal (
    kind     TEXT NOT NULL,           -- as in track
    parties  TEXT NOT NULL,           -- whose: "RUS|UKR", "SDN|SDN/Rapid Support Forces"
    rec      INTEGER NOT NULL REFERENCES record,
    what     TEXT NOT NULL,           -- 'held', 'planned', 'agreed', 'violated' …
    strong   INTEGER NOT NULL CHECK (strong IN (0, 1)), -- enough for a track; the others only add to one
    told     INTEGER NOT NULL CHECK (told IN (0, 1)),   -- the record tells the day; else it is the day of the report
    day      INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    reported INTEGER NOT NULL,        -- day of publication
    incident INTEGER NOT NULL,        -- the record's
    facts    TEXT NOT NULL,           -- JSON: places, topics, counts, lengths, sources
    PRIMARY KEY (kind, parties, rec)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_signal_incident ON track_signal (incident);
CREATE INDEX track_signal_rec ON track_signal (rec);
CREATE TABLE track_read (             -- documents whose records have their signals
    doc INTEGER PRIMARY KEY REFERENCES document
) STRICT;

-- Cases: what signals of one kind are of the same parties. A large one is made anew when a part of it has changed, so
-- that a document costs the same however many are there; what is left is done at the end of a run.
CREATE TABLE track_case (
    kind    TEXT NOT NULL,
    parties TEXT NOT NULL,
    signals INTEGER NOT NULL,         -- when its tracks were last made
    touched INTEGER NOT NULL,         -- how many changes touched it since
    PRIMARY KEY (kind, parties)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_case_touched ON track_case (kind, parties) WHERE touched > 0;

CREATE TABLE track (
    track     INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,   -- 16 hexadecimal digits: of kind, parties, and how many such came before it
    kind      TEXT NOT NULL CHECK (kind IN ('negotiation', 'exchange', 'ceasefire', 'offensive')),
    key       TEXT NOT NULL,          -- as track_signal.parties
    name      TEXT NOT NULL,          -- "Russia and Ukraine: talks in Istanbul"
    state     TEXT NOT NULL,          -- where it stands: that of the step which counts
    parties   TEXT NOT NULL,          -- JSON list of {country, name}
    details   TEXT NOT NULL,          -- JSON: host, venue, next round, counts … as docs/LEDGER.md says for each kind
    disputed  INTEGER NOT NULL CHECK (disputed IN (0, 1)),
    first_day INTEGER,
    last_day  INTEGER,
    digest    INTEGER NOT NULL,       -- of all of it, to see what changed
    changed   INTEGER NOT NULL,
    day       INTEGER GENERATED ALWAYS AS (coalesce(last_day, first_day, -719162)) VIRTUAL
) STRICT;
CREATE INDEX track_kind ON track (kind, last_day);
CREATE INDEX track_newest ON track (day, id);
CREATE INDEX track_changed ON track (changed);
CREATE INDEX track_key ON track (key, kind);
CREATE TABLE track_party (
    track   INTEGER NOT NULL REFERENCES track,
    country TEXT NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (track, country, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_party_country ON track_party (country);
CREATE TABLE track_step (
    track    INTEGER NOT NULL REFERENCES track,
    n        INTEGER NOT NULL,        -- in order, from 0
    state    TEXT NOT NULL,
    day      INTEGER,                 -- when it was, or is to be
    last_day INTEGER,
    incident INTEGER,                 -- the one that most of its records are of, or null
    sentence TEXT NOT NULL,
    details  TEXT NOT NULL,           -- JSON: of a round its length, venue, agenda, outcome …
    disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
    PRIMARY KEY (track, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_step_incident ON track_step (incident);
CREATE TABLE track_record (           -- the records that put a step there
    track INTEGER NOT NULL,
    n     INTEGER NOT NULL,
    rec   INTEGER NOT NULL REFERENCES record,
    PRIMARY KEY (track, n, rec),
    FOREIGN KEY (track, n) REFERENCES track_step
) STRICT, WITHOUT ROWID;
CREATE INDEX track_record_rec ON track_record (rec);

-- ---- for people ----

CREATE VIEW documents AS
SELECT d.id, d.url, d.title, d.publisher, date(d.published * 86400, 'unixepoch') AS published, d.language, d.revision,
       d.n_records AS records,
       (SELECT count(*) FROM family f WHERE f.family = (SELECT family FROM family WHERE doc = d.doc)) AS copies
FROM document d WHERE d.current;

CREATE VIEW events AS
SELECT r.id, r.event, r.mode, r.status, r.event_text,
       (SELECT group_concat(coalesce(p.name, p.text), '; ') FROM party p WHERE p.rec = r.rec AND p.side = 'actor') AS actor,
       (SELECT group_concat(coalesce(p.name, p.text), '; ') FROM party p WHERE p.rec = r.rec AND p.side = 'recipient')
           AS recipient,
       date(r.first_day * 86400, 'unixepoch') AS first_day, date(r.last_day * 86400, 'unixepoch') AS last_day,
       r.place, r.country, r.province, r.lat, r.lon,
       (SELECT group_concat(n.what || ': ' || n.text, '; ') FROM number n WHERE n.rec = r.rec) AS numbers,
       (SELECT group_concat(s.name || ' ' || c.stance, '; ') FROM claim c JOIN source s USING (source)
        WHERE c.rec = r.rec) AS sources,
       i.id AS incident, d.id AS document, date(d.published * 86400, 'unixepoch') AS published, r.confidence
FROM record r JOIN document d USING (doc)
LEFT JOIN incident_record ir ON ir.rec = r.rec LEFT JOIN incident i USING (incident)
WHERE r.current;

CREATE VIEW claims AS
SELECT s.name AS source, s.kind, s.country, s.sector, c.stance, c.via, c.cue, r.id AS record, r.event, r.mode, r.status,
       i.id AS incident, d.id AS document, date(d.published * 86400, 'unixepoch') AS published,
       json_extract(j.json, '$.evidence.text') AS words
FROM claim c JOIN source s USING (source) JOIN record r USING (rec) JOIN document d USING (doc) JOIN record_json j USING (rec)
LEFT JOIN incident_record ir ON ir.rec = r.rec LEFT JOIN incident i USING (incident)
WHERE r.current;

CREATE VIEW incidents AS
SELECT i.id, i.sentence, i.event, i.mode, i.status, date(i.first_day * 86400, 'unixepoch') AS first_day,
       date(i.last_day * 86400, 'unixepoch') AS last_day, i.place, i.country, i.province, i.lat, i.lon, i.radius_km,
       i.n_records AS records, i.n_documents AS documents, i.n_families AS independent_documents, i.n_sources AS sources,
       i.n_sides AS sides, i.n_confirm AS confirm, i.n_deny AS deny,
       (SELECT group_concat(n.what || ' ' || coalesce(n.low, '?') || '/' || coalesce(n.best, '?') || '/' ||
                            coalesce(n.high, '?'), '; ') FROM incident_number n WHERE n.incident = i.incident)
           AS low_best_high,
       date(i.first_report * 86400, 'unixepoch') AS first_report, date(i.last_report * 86400, 'unixepoch') AS last_report
FROM incident i;

CREATE VIEW tracks AS
SELECT t.id, t.kind, t.name, t.state, t.disputed, date(t.first_day * 86400, 'unixepoch') AS first_day,
       date(t.last_day * 86400, 'unixepoch') AS last_day,
       (SELECT count(*) FROM track_step s WHERE s.track = t.track) AS steps, t.details
FROM track t;

CREATE VIEW sources AS
SELECT s.name, s.kind, s.country, s.sector, count(DISTINCT c.rec) AS records,
       count(DISTINCT CASE WHEN c.stance IN ('denies', 'doubts') THEN c.rec END) AS denials,
       count(DISTINCT ir.incident) AS incidents
FROM source s JOIN claim c USING (source) JOIN record r ON r.rec = c.rec AND r.current
LEFT JOIN incident_record ir ON ir.rec = c.rec
GROUP BY s.source;
