package io.millrace.routing.filter;

import org.jspecify.annotations.Nullable;

/** A place in a pattern, written like {@code /dynamodb/Keys/PK/S/0}. */
record Path(@Nullable Path parent, String name) {

    static final Path ROOT = new Path(null, "");

    Path to(Object name) {
        return new Path(this, name.toString());
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "the pattern";
        }
        return (parent.parent == null ? "" : parent.toString()) + "/" + name;
    }
}
