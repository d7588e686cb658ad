/** Clients of AWS services, and what several users of a service share. It knows nothing of changes or handlers. */
@NullMarked
package io.millrace.aws;

import org.jspecify.annotations.NullMarked;
