package io.millrace.testkit;

/**
 * What the Lambda service sees of one invocation.
 *
 * @param succeeded whether the function answered with a response, not with an error
 * @param body the response, or the error as JSON, exactly as the runtime client posted it
 * @param log what the process wrote from taking the event to posting the body; what other threads write later is only
 *     in {@link LambdaRuntime#log()}
 */
public record Invocation(boolean succeeded, String body, String log) {}
