package io.millrace.template;

import io.millrace.mapping.Deployment;
import io.millrace.mapping.Deployment.Table;
import java.util.List;

/** What a deployment is written for. */
public enum TemplateFormat {
    /** AWS Serverless Application Model, as YAML. */
    SAM("template.yaml") {
        @Override
        public String write(Deployment deployment, Options options) {
            return SamTemplate.of(deployment, options);
        }
    },
    /** Terraform, in its JSON syntax. */
    TERRAFORM("millrace.tf.json") {
        @Override
        public String write(Deployment deployment, Options options) {
            return TerraformTemplate.of(deployment, options);
        }
    };

    private final String file;

    TemplateFormat(String file) {
        this.file = file;
    }

    /** The usual name of the file. */
    public String file() {
        return file;
    }

    /** The template; comments at its head say what the filters let pass although no route wants it. */
    public abstract String write(Deployment deployment, Options options);

    /**
     * What a deployment does not follow from the configuration.
     *
     * @param zip the Lambda package
     * @param runtime java17, java21 or java25
     * @param memory of a function, in MB
     * @param timeout of an invocation, in seconds
     * @param oneFunction whether one function takes all tables; else there is one for each
     * @param createTables whether the tables are created, with their streams; else the streams' ARNs are parameters
     * @param keys the ARNs of KMS keys that encrypt tables, queues, topics and buckets
     * @param mostFilters how many filters a mapping may have: 5, or 10 when AWS has granted that
     */
    public record Options(
            String zip,
            String runtime,
            int memory,
            int timeout,
            boolean oneFunction,
            boolean createTables,
            List<String> keys,
            int mostFilters) {

        /** Whether a table is created: one whose name DynamoDB can't have is not. */
        boolean creates(Table table) {
            return createTables && Table.isName(table.name());
        }
    }
}
