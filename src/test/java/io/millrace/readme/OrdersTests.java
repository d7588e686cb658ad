package io.millrace.readme;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.MillraceApplication;
import io.millrace.event.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(classes = MillraceApplication.class, webEnvironment = WebEnvironment.NONE)
class OrdersTests {

    @Test
    void confirmsAnOrder(@Autowired @Qualifier("orders") Function<DynamodbEvent, Void> orders) throws IOException {
        orders.apply(new EventReader().read(Files.readAllBytes(Path.of("events/orders-insert.json"))));
    }
}
