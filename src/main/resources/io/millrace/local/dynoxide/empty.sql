-- empty.db, made by: python3 -c "import sqlite3; sqlite3.connect('empty.db').executescript(open('empty.sql').read())"
-- The table is dynoxide's own (1.2.1), which makes all others by itself.
CREATE TABLE _stream_records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_name TEXT NOT NULL,
    event_name TEXT NOT NULL,
    keys_json TEXT NOT NULL,
    new_image TEXT,
    old_image TEXT,
    sequence_number TEXT NOT NULL,
    shard_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    user_identity TEXT
);
-- Each write asks for the last number, and each read for those behind one.
CREATE INDEX _stream_records_by_number ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
CREATE INDEX _stream_records_by_time ON _stream_records (table_name, created_at);
-- A stream keeps a day, and its last number for ever.
CREATE TRIGGER _stream_records_trimmed AFTER INSERT ON _stream_records
BEGIN
    DELETE FROM _stream_records
    WHERE table_name = NEW.table_name AND created_at < NEW.created_at - 86400 AND id <> NEW.id;
END;
