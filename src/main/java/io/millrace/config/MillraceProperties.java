package io.millrace.config;

import io.millrace.function.UnknownTable;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code millrace}.
 *
 * @param tables The tables whose changes are handled, by id. The id names the table's function, its URL and its metrics.
 * @param unknownTable What becomes of records of a table that is not configured.
 */
@ConfigurationProperties("millrace")
record MillraceProperties(
        @DefaultValue Map<String, TableProperties> tables,
        @DefaultValue("fail") UnknownTable unknownTable) {}
