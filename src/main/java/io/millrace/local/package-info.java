/** Tools for your own machine, which are not in the Lambda zip. */
@NullMarked
package io.millrace.local;

import org.jspecify.annotations.NullMarked;
