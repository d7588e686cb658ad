package io.millrace.aws;

/** Lambda, as the place where a function runs. */
public final class Lambda {

    /**
     * The variable that says so, wherever the code comes from. Source: "Defined runtime environment variables" in the AWS
     * Lambda Developer Guide.
     */
    public static final String FUNCTION_NAME = "AWS_LAMBDA_FUNCTION_NAME";

    private Lambda() {}
}
