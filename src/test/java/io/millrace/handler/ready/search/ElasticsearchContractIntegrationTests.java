package io.millrace.handler.ready.search;

import io.millrace.testkit.SearchServer.Product;

/** The contract with Elasticsearch 8.19. */
class ElasticsearchContractIntegrationTests extends SearchContract {

    ElasticsearchContractIntegrationTests() {
        super(Product.ELASTICSEARCH_8);
    }
}
