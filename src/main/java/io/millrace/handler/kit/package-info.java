/** What a type of ready-made handlers is made of. Knows nothing of entry points or routes. */
@NullMarked
package io.millrace.handler.kit;

import org.jspecify.annotations.NullMarked;
