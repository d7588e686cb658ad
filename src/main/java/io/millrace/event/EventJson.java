package io.millrace.event;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON with events in it, read with limits of ours: names may be as long as DynamoDB has them and longer, and a number may have
 * any number of digits, since what is wrong with either is said of the record, not of the event.
 */
public final class EventJson {

    /** Deeper than any value of DynamoDB's, which has 32 levels of two each. */
    static final int MOST_LEVELS = 500;

    static final JsonFactory SHARED = builder().build();

    /** Keeps no table of names, which can be made to overflow. */
    static final JsonFactory UNSHARED = builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(UNSHARED).build();

    private EventJson() {}

    private static JsonFactoryBuilder builder() {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_LEVELS)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    /** For whatever holds a record that {@link EventWriter} wrote. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
