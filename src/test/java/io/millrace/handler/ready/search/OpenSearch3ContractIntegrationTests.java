package io.millrace.handler.ready.search;

import io.millrace.testkit.SearchServer.Product;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The contract with OpenSearch 3.8, which needs a JDK of 21 or later. */
@EnabledForJreRange(min = JRE.JAVA_21)
class OpenSearch3ContractIntegrationTests extends SearchContract {

    OpenSearch3ContractIntegrationTests() {
        super(Product.OPENSEARCH_3);
    }
}
