/** Which routes a change matches. Knows nothing of what runs then, of configuration files, Spring or AWS clients. */
@NullMarked
package io.millrace.routing;

import org.jspecify.annotations.NullMarked;
