package io.millrace.template;

import io.millrace.mapping.Deployment;
import io.millrace.mapping.Deployment.Table;
import java.util.List;

/** The tool for which a deployment is written. */
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

    /** The template. Comments in it say which records the filters pass although no route matches. */
    public abstract String write(Deployment deployment, Options options);

    /**
     * What the configuration does not say about a deployment.
     *
     * @param zip the Lambda package
     * @param runtime java17, java21 or java25
     * @param memory of a function, in MB
     * @param timeout of an invocation, in seconds
     * @param oneFunction whether one function handles all tables; otherwise each table has its own
     * @param createTables whether the tables are created, with their streams; otherwise the streams' ARNs are parameters
     * @param keys the ARNs of KMS keys that encrypt tables, queues, topics and buckets
     * @param mostFilters the maximum number of filters of a mapping: 5, or 10 if AWS has granted that
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

        /** Whether a table is created: one whose name DynamoDB does not allow is not. */
        boolean creates(Table table) {
            return createTables && Table.isName(table.name());
        }
    }
}
