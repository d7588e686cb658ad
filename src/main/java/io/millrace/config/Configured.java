package io.millrace.config;

import io.millrace.function.Deadlines;
import io.millrace.function.TableFunctions;
import io.millrace.function.UnknownTable;

/** What the configuration makes: checked, and with its handlers. */
record Configured(TableFunctions tables, UnknownTable unknownTable, Deadlines deadlines) {}
