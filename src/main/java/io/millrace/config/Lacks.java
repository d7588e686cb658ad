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
import org.springframework.core.env.Environment;

/**
 * What clients of AWS will lack, as far as that can be told at the start: the first change is late to learn it. It stops no
 * start, since a machine of EC2 knows both, and is asked by the first change alone.
 */
final class Lacks {

    private static final String BUT_FOR_EC2 =
            "Unless this is a machine of EC2, which knows its own, the first change fails";

    private final Map<String, List<ClientSettings>> clients = new LinkedHashMap<>();

    /** Those of the handlers that routes name, of dead letters and idempotency. */
    static Lacks of(
            TableFunctions tables, ReadyMade readyMade, DynamoDbIdempotency idempotency, Environment environment) {
        Lacks lacks = new Lacks();
        handlers(tables).forEach(name -> lacks.add("handler '%s'".formatted(name), readyMade.clients(name)));
        for (String setting : List.of("millrace.dead-letter", "millrace.dead-letter-overflow")) {
            lacks.add(setting, environment.getProperty(setting));
        }
        lacks.add("millrace.idempotency", idempotency.clients());
        return lacks;
    }

    private static SortedSet<String> handlers(TableFunctions tables) {
        return tables.all().stream()
                .flatMap(table -> table.routes().stream())
                .flatMap(route -> route.target().stream())
                .map(Step::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param user as a sentence names it */
    void add(String user, List<ClientSettings> settings) {
        clients.put(user, settings);
    }

    /** The same for a place of dead letters. */
    void add(String setting, @Nullable String place) {
        add(
                setting,
                Optional.ofNullable(place).flatMap(DeadLetters::client).stream().toList());
    }

    /** Sentences without their full stop. */
    List<String> told(Surroundings surroundings) {
        List<String> told = new ArrayList<>();
        List<String> regions = users(Lack.REGION, surroundings);
        List<String> credentials = users(Lack.CREDENTIALS, surroundings);
        if (!regions.isEmpty()) {
            told.add("No Region is set for %s: set AWS_REGION, or 'region' where a handler has it. %s"
                    .formatted(String.join(", ", regions), BUT_FOR_EC2));
        }
        if (!credentials.isEmpty()) {
            told.add(
                    "No credentials are set for %s: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. %s"
                            .formatted(String.join(", ", credentials), BUT_FOR_EC2));
        }
        return told;
    }

    private List<String> users(Lack lack, Surroundings surroundings) {
        return clients.entrySet().stream()
                .filter(client -> client.getValue().stream()
                        .anyMatch(settings -> settings.lacks(surroundings).contains(lack)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
