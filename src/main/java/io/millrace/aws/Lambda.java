package io.millrace.aws;

/** The Lambda runtime environment. */
public final class Lambda {

    /**
     * The environment variable that identifies it. Source: "Defined runtime environment variables" in the AWS Lambda Developer
     * Guide.
     */
    public static final String FUNCTION_NAME = "AWS_LAMBDA_FUNCTION_NAME";

    private Lambda() {}
}
