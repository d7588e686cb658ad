package io.millrace.dispatch;

import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.util.List;

/**
 * One batch on its way through the handlers.
 *
 * @param table the table's name in DynamoDB
 * @param works one for each record, in their order
 * @param deadline when it nears, nothing more is started
 */
record Batch(String table, List<Work> works, Deadline deadline, Time time, Reporter reporter) {}
