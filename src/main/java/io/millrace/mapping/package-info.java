/** What an event source mapping of Lambda means. Has no clock, thread or client. */
@NullMarked
package io.millrace.mapping;

import org.jspecify.annotations.NullMarked;
