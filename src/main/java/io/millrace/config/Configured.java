package io.millrace.config;

import io.millrace.function.Deadlines;
import io.millrace.function.EntryFunction.UnknownTable;
import io.millrace.function.TableFunctions;
import java.util.List;

/**
 * What the configuration makes: checked, and with its handlers.
 *
 * @param doubts what is allowed, but can hardly be meant
 */
record Configured(TableFunctions tables, UnknownTable unknownTable, Deadlines deadlines, List<String> doubts) {}
