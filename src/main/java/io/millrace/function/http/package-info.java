/** Functions over HTTP, for the local host. This package knows Spring MVC; nothing that runs on Lambda may use it. */
@NullMarked
package io.millrace.function.http;

import org.jspecify.annotations.NullMarked;
