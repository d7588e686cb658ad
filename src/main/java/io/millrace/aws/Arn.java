package io.millrace.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Amazon Resource Name of a resource, such as {@code arn:aws:sns:eu-central-1:123456789012:changes}. Source: "Identify AWS
 * resources with Amazon Resource Names (ARNs)" in the IAM User Guide.
 *
 * @param text the whole name
 * @param resource the part behind the account
 */
public record Arn(String text, String service, String region, String resource) {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]+):\\d{12}:(\\S+)");

    /** Reads an ARN; empty if the text is not one with a Region and an account. */
    public static Optional<Arn> find(String text) {
        Matcher arn = ARN.matcher(text);
        return arn.matches() ? Optional.of(new Arn(text, arn.group(1), arn.group(2), arn.group(3))) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
