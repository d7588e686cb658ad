package io.millrace.dispatch;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static io.millrace.testkit.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What records and exceptions say does not begin lines of the log. */
class ForgedLinesTests {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Dispatcher.class);
    private static final String FORGED = "\nFORGED\r\u001b[2K\u0085\u2028FORGED\u202e";

    private final PatternLayout layout = new PatternLayout();
    private final StringBuilder written = new StringBuilder();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

        @Override
        protected void append(ILoggingEvent event) {
            written.append(layout.doLayout(event));
        }
    };

    @BeforeEach
    void listen() {
        layout.setContext(LOG.getLoggerContext());
        layout.setPattern("LINE %level %msg%n%ex");
        layout.start();
        appender.start();
        LOG.addAppender(appender);
        LOG.setAdditive(false);
    }

    @AfterEach
    void stop() {
        LOG.detachAppender(appender);
        LOG.setAdditive(true);
    }

    @ParameterizedTest
    @EnumSource
    void writesLinesOfItsOwnAlone(FailurePolicy.OnFailure onFailure) {
        RecordHandler failing = change -> {
            throw new IllegalStateException("no" + FORGED, new IllegalStateException("cause" + FORGED));
        };
        DeadLetterStore full = (letters, deadline) -> letters.stream()
                .map(letter -> new DeadLetterStore.Unkept(letter, new IllegalStateException("full" + FORGED)))
                .toList();
        Step step = new Step(
                "r",
                "h",
                failing,
                new FailurePolicy(FailurePolicy.Retry.NONE, onFailure, FailurePolicy.Remember.NOWHERE));
        Dispatcher dispatcher = Routes.dispatcher(
                new Dispatcher.Policy(RouteTable.Unmatched.IGNORE, onFailure, 1),
                new Stores(full, Stores.NONE.idempotency()),
                List.of(Routes.route("r", "*", failing).to(List.of(step))));

        dispatch(dispatcher, insert().sequenceNumber("101").key("id", s(FORGED)).build());
        dispatch(
                dispatcher,
                record("X" + FORGED).sequenceNumber("102").key("id", s("x")).build());
        dispatch(
                dispatcher,
                insert().sequenceNumber("103").key("other" + FORGED, s("x")).build());

        assertThat(written.toString())
                .contains("LINE ")
                .contains("X\\nFORGED\\r\\u001b[2K\\u0085\\u2028FORGED\\u202e")
                .doesNotContainPattern("[\\p{Cc}\\u0085\\u2028\\u202e&&[^\\n\\t]]");
        assertThat(written.toString().lines()).noneMatch(line -> line.startsWith("FORGED"));
    }

    private static void dispatch(Dispatcher dispatcher, DynamodbStreamRecord record) {
        dispatcher.dispatch(List.of(record), Deadline.NONE);
    }
}
