/** Clients of AWS's services, and what several users of one service share. Knows nothing of changes or handlers. */
@NullMarked
package io.millrace.aws;

import org.jspecify.annotations.NullMarked;
