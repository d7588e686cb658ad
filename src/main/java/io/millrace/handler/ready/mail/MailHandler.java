package io.millrace.handler.ready.mail;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.RecordHandler;

/** Sends a letter for each change. Any thread may call. */
final class MailHandler implements RecordHandler, AutoCloseable {

    private final String name;
    private final Letters letters;
    private final Transport transport;

    MailHandler(String name, Letters letters, Transport transport) {
        this.name = name;
        this.letters = letters;
        this.transport = transport;
    }

    @Override
    public void handle(Change<Item> change) throws Exception {
        transport.send(letters.of(name, change));
    }

    @Override
    public void close() {
        transport.close();
    }
}
