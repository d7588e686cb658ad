package io.millrace.local.database;

import io.millrace.mapping.Deployment;
import java.util.function.UnaryOperator;

/** Replaces the local name in the ARN of a stream by the table's configured name, which handlers know. */
final class NameOfTable implements UnaryOperator<String> {

    private final String here;
    private final String configured;

    NameOfTable(Deployment.Table table) {
        this.here = ":table/%s/".formatted(table.localName());
        this.configured = ":table/%s/".formatted(table.name());
    }

    @Override
    public String apply(String arn) {
        return arn.replace(here, configured);
    }
}
