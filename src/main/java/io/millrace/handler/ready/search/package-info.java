/** The type {@code search}: documents in OpenSearch and Elasticsearch. Knows their HTTP, and of Millrace what any handler may. */
@NullMarked
package io.millrace.handler.ready.search;

import org.jspecify.annotations.NullMarked;
