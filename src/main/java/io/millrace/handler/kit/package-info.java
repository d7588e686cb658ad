/** The building blocks of types of ready-made handlers. It knows nothing of entry points or routes. */
@NullMarked
package io.millrace.handler.kit;

import org.jspecify.annotations.NullMarked;
