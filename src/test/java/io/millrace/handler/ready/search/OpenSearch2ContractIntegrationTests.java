package io.millrace.handler.ready.search;

import io.millrace.testkit.SearchServer.Product;

/** The contract with OpenSearch 2.19. */
class OpenSearch2ContractIntegrationTests extends SearchContract {

    OpenSearch2ContractIntegrationTests() {
        super(Product.OPENSEARCH_2);
    }
}
