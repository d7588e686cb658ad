/** The deployment that follows from the configuration. */
@NullMarked
package io.millrace.template;

import org.jspecify.annotations.NullMarked;
