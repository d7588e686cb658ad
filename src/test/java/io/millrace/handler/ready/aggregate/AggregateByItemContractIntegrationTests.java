package io.millrace.handler.ready.aggregate;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import java.util.Map;

/** A view by item, which counts changes: of each item the last one is what the view has. */
class AggregateByItemContractIntegrationTests extends AggregateContractIntegrationTests {

    @Override
    List<String> view() {
        return Fold.BY_ITEM;
    }

    @Override
    Map<String, Map<String, Object>> expected(List<DynamodbStreamRecord> history) {
        return Fold.byItem(history);
    }
}
