package io.millrace.handler.ready.replicate;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The same with a table that remembers versions, between tables that replicate each other. */
class ReplicateVersionsContractIntegrationTests extends ReplicateContractIntegrationTests {

    private Replica versions;

    @BeforeEach
    void makeVersions() {
        versions = Replica.create(client());
    }

    @Override
    protected List<String> settings(URI endpoint) {
        List<String> settings = new ArrayList<>(super.settings(endpoint));
        settings.add("versions: " + versions.table());
        settings.add("both-ways: true");
        return settings;
    }
}
