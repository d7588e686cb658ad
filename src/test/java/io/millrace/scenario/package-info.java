/** The files of {@code events/} through every door, with one expected outcome. */
@NullMarked
package io.millrace.scenario;

import org.jspecify.annotations.NullMarked;
