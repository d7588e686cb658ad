package io.millrace.handler;

/** What a route's changes go to, as the dispatcher sees it: one change at a time, or as many at once as order allows. */
public sealed interface Handler permits RecordHandler, BatchHandler {}
