package io.millrace.config;

import io.millrace.function.Deadlines;
import io.millrace.function.TableFunctions;
import java.util.List;

/**
 * The configuration of one application context: read once, checked, and with its handlers.
 *
 * @param settings the settings as they are written
 * @param properties their values
 * @param tables the functions of the tables
 * @param warnings what is allowed but probably not intended, in sentences without a full stop
 */
record CheckedConfiguration(
        Settings settings,
        MillraceProperties properties,
        TableFunctions tables,
        Deadlines deadlines,
        List<String> warnings) {}
