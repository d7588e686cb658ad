/**
 * The console: a page that shows what the local loop does, and its data. This package knows the database; no other
 * package knows this one.
 */
@NullMarked
package io.millrace.local.console;

import org.jspecify.annotations.NullMarked;
