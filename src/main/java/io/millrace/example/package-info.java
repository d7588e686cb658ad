/** The example handlers behind {@code events/} and {@code config/application.yml}. Nothing uses it. */
@NullMarked
package io.millrace.example;

import org.jspecify.annotations.NullMarked;
