package io.millrace.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.MillraceApplication;
import io.millrace.event.EventReader;
import io.millrace.function.EntryFunction;
import io.millrace.handler.BatchItemFailuresException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.function.context.FunctionCatalog;
import tools.jackson.databind.json.JsonMapper;

/** Orders remember nothing, since each file comes in twice. */
@SpringBootTest(
        classes = MillraceApplication.class,
        webEnvironment = WebEnvironment.NONE,
        properties = "millrace.tables.orders.routes.confirm.idempotency=none")
@ExtendWith(OutputCaptureExtension.class)
class FunctionScenarioTests {

    private static final List<EventFile> FILES = EventFiles.all();

    private final EventReader reader = new EventReader();

    @Autowired
    private EntryFunction entry;

    @Autowired
    private FunctionCatalog catalog;

    @Autowired
    private Map<String, Function<DynamodbEvent, Void>> functions;

    @Autowired
    @Qualifier("products")
    private Function<DynamodbEvent, Void> products;

    @ParameterizedTest
    @FieldSource("FILES")
    void answersAsTheEntryFunction(EventFile file, CapturedOutput output) {
        StreamsEventResponse response = entry.apply(reader.read(file.bytes()));

        assertThat(JsonMapper.shared().writeValueAsString(response)).isEqualTo(file.response());
        file.assertLog(output.getAll());
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void returnsOrThrowsAsATableFunction(EventFile file, CapturedOutput output) {
        Function<DynamodbEvent, Void> function = functions.get(file.function());
        DynamodbEvent event = reader.read(file.bytes());

        if (file.fails()) {
            assertThatExceptionOfType(BatchItemFailuresException.class).isThrownBy(() -> function.apply(event));
        } else {
            assertThatNoException().isThrownBy(() -> function.apply(event));
        }
        file.assertLog(output.getAll());
    }

    @Test
    void namesTheFailedRecordInTheException() {
        DynamodbEvent event =
                reader.read(EventFiles.named("orders-insert-without-email.json").bytes());

        assertThatExceptionOfType(BatchItemFailuresException.class)
                .isThrownBy(() -> functions.get("orders").apply(event))
                .withMessage("Table 'Orders' stopped at sequence number 3333000000000000000077005 of a batch of 3: "
                        + "record 3333000000000000000077005 failed in route 'confirm', handler 'orderConfirmation' "
                        + "(attempt 1): io.millrace.handler.UnreadableImageException")
                .satisfies(failure -> assertThat(failure.failures()).containsOnlyKeys("3333000000000000000077005"));
    }

    @Test
    void injectsATableFunctionByItsId(CapturedOutput output) {
        EventFile file = EventFiles.named("products-insert.json");

        products.apply(reader.read(file.bytes()));

        file.assertLog(output.getAll());
    }

    @Test
    void putsTableFunctionsIntoTheCatalog(CapturedOutput output) {
        EventFile file = EventFiles.named("products-insert.json");
        Function<DynamodbEvent, Void> function = catalog.lookup("products");

        function.apply(reader.read(file.bytes()));

        file.assertLog(output.getAll());
    }
}
