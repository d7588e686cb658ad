package io.millrace.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A permission that a role needs. In the resource's ARN, {@code {partition}}, {@code {region}} and {@code {account}} stand for
 * those of the deployment. Source: "Actions, resources, and condition keys for AWS services" in the Service Authorization
 * Reference.
 *
 * @param actions such as {@code sqs:SendMessage}
 * @param resource an ARN, or a star
 */
public record Permission(List<String> actions, String resource) {

    private static final String PARTITION = "{partition}";
    private static final String REGION = "{region}";
    private static final String ACCOUNT = "{account}";

    /**
     * Creates a permission on a resource in the deployment's account.
     *
     * @param resource such as {@code table/Pets}
     * @param region the configured Region; the deployment's when {@code null}
     */
    public static Permission inAccount(String service, @Nullable String region, String resource, String... actions) {
        return new Permission(
                List.of(actions),
                "arn:%s:%s:%s:%s:%s"
                        .formatted(PARTITION, service, region == null ? REGION : region, ACCOUNT, resource));
    }

    /** Creates a permission on a DynamoDB table, given by its name or its ARN. */
    public static Permission onTable(String table, @Nullable String region, String... actions) {
        return table.startsWith("arn:")
                ? new Permission(List.of(actions), table)
                : inAccount("dynamodb", region, "table/" + table, actions);
    }

    /** Returns the resource with a template's expressions for partition, Region and account. */
    public String resource(String partition, String region, String account) {
        return resource.replace(PARTITION, partition).replace(REGION, region).replace(ACCOUNT, account);
    }
}
