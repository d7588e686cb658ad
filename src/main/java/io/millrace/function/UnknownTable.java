package io.millrace.function;

/** What becomes of a record of a table that is not configured. */
public enum UnknownTable {
    /** It fails its batch, before any record of it is handled. */
    FAIL,
    /** It is done without a word. */
    IGNORE
}
