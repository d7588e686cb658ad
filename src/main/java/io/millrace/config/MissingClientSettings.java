package io.millrace.config;

import io.millrace.aws.ClientSettings;
import io.millrace.aws.ClientSettings.Lack;
import io.millrace.aws.Surroundings;
import io.millrace.deadletter.DeadLetters;
import io.millrace.dispatch.Step;
import io.millrace.function.TableFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds clients of AWS for which no Region or no credentials are set, so that a warning is logged before the first change fails.
 * The start does not fail, since an EC2 instance provides both at the first call.
 */
final class MissingClientSettings {

    private static final String BUT_FOR_EC2 =
            "The first change fails, unless this is an EC2 instance, which provides its own";

    private final Map<String, List<ClientSettings>> clients = new LinkedHashMap<>();

    /** The clients of the handlers that routes name, of dead letters and idempotency. */
    static MissingClientSettings of(
            CheckedConfiguration configuration, ReadyMade readyMade, DynamoDbIdempotency idempotency) {
        MillraceProperties properties = configuration.properties();
        MissingClientSettings missing = new MissingClientSettings();
        handlers(configuration.tables())
                .forEach(name -> missing.clients.put("handler '%s'".formatted(name), readyMade.clients(name)));
        missing.clients.put("millrace.dead-letter", client(properties.deadLetter()));
        missing.clients.put("millrace.dead-letter-overflow", client(properties.deadLetterOverflow()));
        missing.clients.put("millrace.idempotency", idempotency.clients());
        return missing;
    }

    private static SortedSet<String> handlers(TableFunctions tables) {
        return tables.all().stream()
                .flatMap(table -> table.routes().stream())
                .flatMap(route -> route.target().stream())
                .map(Step::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<ClientSettings> client(@Nullable String deadLetters) {
        return Optional.ofNullable(deadLetters).flatMap(DeadLetters::client).stream()
                .toList();
    }

    /** Sentences without a full stop. */
    List<String> warnings(Surroundings surroundings) {
        List<String> warnings = new ArrayList<>();
        List<String> regions = users(Lack.REGION, surroundings);
        List<String> credentials = users(Lack.CREDENTIALS, surroundings);
        if (!regions.isEmpty()) {
            warnings.add("No Region is set for %s: set AWS_REGION, or 'region' where a handler has it. %s"
                    .formatted(String.join(", ", regions), BUT_FOR_EC2));
        }
        if (!credentials.isEmpty()) {
            warnings.add(
                    "No credentials are set for %s: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. %s"
                            .formatted(String.join(", ", credentials), BUT_FOR_EC2));
        }
        return warnings;
    }

    private List<String> users(Lack lack, Surroundings surroundings) {
        return clients.entrySet().stream()
                .filter(client -> client.getValue().stream()
                        .anyMatch(settings -> settings.lacks(surroundings).contains(lack)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
