package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.AwsClients;
import io.millrace.handler.Handler;
import io.millrace.handler.kit.Client;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ReflectionUtils;

/** Handlers whose clients are made by the first change: without a region, credentials and servers they start and end. */
class LazyClientsTests {

    private static final List<String> PLACE =
            List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken");
    private static final String NO_METADATA = "aws.disableEc2Metadata";

    private static final Pattern CLIENTS =
            Pattern.compile("(?i).*(millrace|aws|sdk|http|idle|keep-alive|credential).*");

    private static final List<String> NAMES = List.of(
            "aggregate", "archive", "eventbridge", "http", "kinesis", "mail", "replicate", "search", "sns", "sqs");
    private static final String HANDLERS = """
            millrace:
              handlers:
                aggregate: { type: aggregate, table: Totals, key: { PK: "{{new.author}}" }, count: books }
                archive: { type: archive, bucket: audit }
                eventbridge: { type: eventbridge, source: books }
                http: { type: http, url: "http://127.0.0.1:1/" }
                kinesis: { type: kinesis, stream: books }
                mail:
                  type: mail
                  transport: ses
                  from: books@example.com
                  to: "{{new.email}}"
                  subject: Books
                  text: src/test/resources/io/millrace/handler/ready/mail/thing.txt
                replicate: { type: replicate, table: Copies, versions: Versions }
                search: { type: search, endpoint: "http://127.0.0.1:1", index: books, authentication: sigv4 }
                sns: { type: sns, topic-arn: "arn:aws:sns:eu-west-1:123456789012:books" }
                sqs: { type: sqs, queue-url: "https://sqs.eu-west-1.amazonaws.com/123456789012/books" }
              tables:
                products:
                  routes:
                    a: { handlers: [%s] }
            """.formatted(String.join(", ", NAMES));

    private final Map<String, @Nullable String> before = new HashMap<>();

    @TempDir
    Path directory;

    @BeforeEach
    void forgetThePlace() {
        PLACE.forEach(name -> before.put(name, System.clearProperty(name)));
        before.put(NO_METADATA, System.setProperty(NO_METADATA, "true"));
    }

    @AfterEach
    void restoreThePlace() {
        before.keySet().forEach(System::clearProperty);
        before.values().removeIf(value -> value == null);
        before.forEach(System::setProperty);
    }

    @Test
    void startsAndEndsWithoutClientsAndThreads() {
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        Path file = SmallApplication.configuration(directory, HANDLERS);
        Map<String, Set<Object>> parts = new HashMap<>();

        try (ConfigurableApplicationContext context = SmallApplication.start(file)) {
            NAMES.forEach(name -> parts.put(name, parts(context.getBean(name, Handler.class))));
            assertNoClients(parts);
            assertThat(context.getBean(AwsClients.class)).extracting("created").isEqualTo(List.of());
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !threads.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(CLIENTS.asMatchPredicate());
        }
        assertNoClients(parts);
    }

    private static void assertNoClients(Map<String, Set<Object>> parts) {
        assertThat(parts.values().stream().flatMap(Set::stream))
                .filteredOn(Client.class::isInstance)
                .isNotEmpty()
                .allSatisfy(client ->
                        assertThat(ReflectionTestUtils.getField(client, "made")).isNull());
    }

    /** All of our own that a handler is made of. */
    private static Set<Object> parts(Object handler) {
        Set<Object> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(handler, parts);
        return parts;
    }

    private static void collect(@Nullable Object part, Set<Object> parts) {
        if (part instanceof Collection<?> some) {
            some.forEach(one -> collect(one, parts));
        } else if (part != null && isOwn(part.getClass()) && parts.add(part)) {
            ReflectionUtils.doWithFields(
                    part.getClass(),
                    field -> {
                        ReflectionUtils.makeAccessible(field);
                        collect(field.get(part), parts);
                    },
                    field -> isOwn(field.getDeclaringClass()));
        }
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith("io.millrace.");
    }
}
