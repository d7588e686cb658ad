package io.millrace.event;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mappers for JSON that contains events. Names and numbers may be longer than in DynamoDB, so that one that is too
 * long fails its record, not the event.
 */
public final class EventJson {

    /** Deeper than any value of DynamoDB, which has 32 levels with two levels of JSON each. */
    static final int MOST_LEVELS = 500;

    static final JsonFactory SHARED = builder().build();

    /** Has no symbol table, which hostile names could overflow. */
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

    /** A mapper for JSON that contains a record written by {@link EventWriter}. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
