package io.millrace.template;

import io.millrace.aws.Permission;
import io.millrace.aws.QueueUrl;
import io.millrace.mapping.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The permissions of functions besides reading streams and writing logs, as statements of an IAM policy. */
final class Permissions {

    private final String partition;
    private final String region;
    private final String account;
    private final List<Map<String, Object>> statements = new ArrayList<>();

    /** Takes the expressions of a template for partition, Region and account. */
    private Permissions(String partition, String region, String account) {
        this.partition = partition;
        this.region = region;
        this.account = account;
    }

    /**
     * The statements of the policy.
     *
     * @param keys the ARNs of the KMS keys of tables, queues, topics and buckets
     */
    static List<Map<String, Object>> of(
            Deployment deployment, List<String> keys, String partition, String region, String account) {
        Permissions permissions = new Permissions(partition, region, account);
        permissions.idempotency(deployment.idempotencyTable());
        permissions.deadLetters(deployment.deadLetter());
        permissions.deadLetters(deployment.overflow());
        deployment.tables().stream()
                .map(table -> table.source().onFailure())
                .distinct()
                .forEach(permissions::givenUp);
        deployment.tables().stream()
                .flatMap(table -> table.permissions().stream())
                .distinct()
                .forEach(permissions::allow);
        keys.forEach(key -> permissions.allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), key));
        return permissions.statements;
    }

    private void idempotency(@Nullable String table) {
        if (table != null) {
            allow(Permission.onTable(
                    table,
                    null,
                    "dynamodb:BatchGetItem",
                    "dynamodb:PutItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:BatchWriteItem"));
        }
    }

    private void deadLetters(@Nullable String place) {
        if (place == null || place.startsWith("file:")) {
            return;
        }
        if (place.startsWith("s3://")) {
            String path = place.substring("s3://".length());
            String prefix = path.contains("/") && !path.endsWith("/") ? path + "/" : path;
            allow(
                    List.of("s3:PutObject"),
                    "arn:%s:s3:::%s*".formatted(partition, prefix.contains("/") ? prefix : prefix + "/"));
        } else {
            QueueUrl.find(place.substring("sqs:".length()))
                    .map(QueueUrl::sending)
                    .ifPresent(this::allow);
        }
    }

    private void givenUp(@Nullable String arn) {
        if (arn == null) {
            return;
        }
        switch (arn.split(":")[2]) {
            case "sqs" -> allow(List.of("sqs:SendMessage"), arn);
            case "sns" -> allow(List.of("sns:Publish"), arn);
            default -> {
                allow(List.of("s3:ListBucket"), arn);
                allow(List.of("s3:PutObject"), arn + "/*");
            }
        }
    }

    private void allow(Permission permission) {
        allow(permission.actions(), permission.resource(partition, region, account));
    }

    private void allow(List<String> actions, String resource) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", actions);
        statement.put("Resource", resource);
        statements.add(statement);
    }
}
