package io.millrace.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each test class begin with the levels of an application that sets none: what an application or a command of an earlier
 * class sets stays set for the whole process. JUnit finds it by itself.
 */
public final class UsualLevels implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        loggers.getLoggerList().stream()
                .filter(logger -> logger.getName().startsWith("io.millrace"))
                .forEach(logger -> logger.setLevel(null));
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    }
}
