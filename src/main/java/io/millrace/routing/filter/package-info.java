/** AWS Lambda's event filter patterns, matched on records without turning them into JSON. */
@NullMarked
package io.millrace.routing.filter;

import org.jspecify.annotations.NullMarked;
