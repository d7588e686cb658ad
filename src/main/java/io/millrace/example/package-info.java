/** The example handlers behind {@code events/} and {@code config/application.yml}. No other package uses this one. */
@NullMarked
package io.millrace.example;

import org.jspecify.annotations.NullMarked;
