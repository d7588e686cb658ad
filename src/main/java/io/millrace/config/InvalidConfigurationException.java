package io.millrace.config;

import java.util.List;

/** The configuration can't be used; the text lists all that is wrong with it. */
final class InvalidConfigurationException extends RuntimeException {

    InvalidConfigurationException(List<String> mistakes) {
        super("The configuration of Millrace has %s:%n%n%s"
                .formatted(
                        mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes",
                        mistakes.stream().map("  - %s%n"::formatted).reduce("", String::concat)));
    }
}
