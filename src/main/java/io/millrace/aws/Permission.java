package io.millrace.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a role has to be allowed to. In the resource's ARN, {@code {partition}}, {@code {region}} and {@code {account}} stand for
 * where it is deployed. Source: "Actions, resources, and condition keys for AWS services" in the Service Authorization
 * Reference.
 *
 * @param actions as {@code sqs:SendMessage}
 * @param resource an ARN, or a star
 */
public record Permission(List<String> actions, String resource) {

    private static final String PARTITION = "{partition}";
    private static final String REGION = "{region}";
    private static final String ACCOUNT = "{account}";

    /**
     * To do something with a resource of the place of deployment.
     *
     * @param resource as {@code dynamodb} and {@code table/Pets} in its ARN
     * @param region as the configuration says; the deployment's own when {@code null}
     */
    public static Permission inAccount(String service, @Nullable String region, String resource, String... actions) {
        return new Permission(
                List.of(actions),
                "arn:%s:%s:%s:%s:%s"
                        .formatted(PARTITION, service, region == null ? REGION : region, ACCOUNT, resource));
    }

    /** To do something with DynamoDB tables: by name, or by ARN. */
    public static Permission onTable(String table, @Nullable String region, String... actions) {
        return table.startsWith("arn:")
                ? new Permission(List.of(actions), table)
                : inAccount("dynamodb", region, "table/" + table, actions);
    }

    /** The resource, with a template's words for where it is deployed. */
    public String resource(String partition, String region, String account) {
        return resource.replace(PARTITION, partition).replace(REGION, region).replace(ACCOUNT, account);
    }
}
