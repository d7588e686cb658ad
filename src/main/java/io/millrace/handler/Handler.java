package io.millrace.handler;

/** A handler as the dispatcher calls it: for one change at a time, or for as many at once as their order allows. */
public sealed interface Handler permits RecordHandler, BatchHandler {}
