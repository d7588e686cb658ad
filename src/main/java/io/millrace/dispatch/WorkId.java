package io.millrace.dispatch;

/**
 * One handler's work on one record, the same in every delivery and every process.
 *
 * @param table the table's name in DynamoDB
 * @param route the route's name
 * @param handler the handler's name
 */
public record WorkId(String table, String route, String handler, RecordId record) {}
