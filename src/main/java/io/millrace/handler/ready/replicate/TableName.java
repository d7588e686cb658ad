package io.millrace.handler.ready.replicate;

import io.millrace.handler.kit.InvalidSettingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table in calls: its name, or its ARN if it may be in another account. Source: "Sharing access with resource-based
 * policies" in the Amazon DynamoDB Developer Guide.
 */
record TableName(String name) {

    private static final String NAME = "[A-Za-z0-9_.-]{3,255}";
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:dynamodb:([a-z0-9-]+):[0-9]{12}:table/" + NAME);

    static TableName of(String key, String text) {
        if (!text.matches(NAME) && !ARN.matcher(text).matches()) {
            throw new InvalidSettingException(
                    key,
                    "'%s' is neither the name of a table nor an ARN, such as arn:aws:dynamodb:eu-central-1:123456789012:table/Things."
                            .formatted(text));
        }
        return new TableName(text);
    }

    /**
     * Returns the name of this table beside another one, in its account and Region. Source: "TransactWriteItems" in the Amazon
     * DynamoDB API Reference.
     */
    TableName beside(TableName other) {
        return isArn() || !other.isArn() ? this : new TableName(other.place() + name);
    }

    /** Whether both name their account and Region, and these differ. */
    boolean isApartFrom(TableName other) {
        return isArn() && other.isArn() && !place().equals(other.place());
    }

    private boolean isArn() {
        return ARN.matcher(name).matches();
    }

    /** Returns the part before the table's own name. */
    private String place() {
        return name.substring(0, name.indexOf('/') + 1);
    }

    /** Returns the Region in the ARN, or else the setting. */
    @Nullable
    String region(@Nullable String setting) {
        Matcher arn = ARN.matcher(name);
        if (!arn.matches()) {
            return setting;
        }
        String region = arn.group(1);
        if (setting != null && !setting.equals(region)) {
            throw new InvalidSettingException(
                    "region", "'%s' is not the Region of table '%s'. Leave it out.".formatted(setting, name));
        }
        return region;
    }
}
