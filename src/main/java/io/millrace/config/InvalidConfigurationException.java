package io.millrace.config;

import java.util.List;

/** The configuration can't be used. The message says what is wrong with it, the action what to do. */
final class InvalidConfigurationException extends RuntimeException {

    private final String action;

    InvalidConfigurationException(String message, String action) {
        super(message);
        this.action = action;
    }

    /**
     * The exception for mistakes of the configuration.
     *
     * @param mistakes sentences, each with its place
     */
    static InvalidConfigurationException of(List<String> mistakes) {
        return new InvalidConfigurationException(
                "The configuration of Millrace has %s:%n%n%s"
                        .formatted(
                                mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes",
                                mistakes.stream().map("  - %s%n"::formatted).reduce("", String::concat)),
                "Correct the lines named above and start again.");
    }

    String action() {
        return action;
    }
}
