package io.millrace.dispatch;

import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.util.List;

/**
 * A batch that is being handled.
 *
 * @param table the table's name in DynamoDB
 * @param works one for each record, in the order of the batch
 * @param deadline no record is started after it
 */
record Batch(String table, List<Work> works, Deadline deadline, Time time, Reporter reporter) {}
