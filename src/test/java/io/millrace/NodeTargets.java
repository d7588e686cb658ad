package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.EventBridgeServer;
import io.millrace.testkit.KinesisServer;
import io.millrace.testkit.LocalServer;
import io.millrace.testkit.SesServer;
import io.millrace.testkit.SnsServer;
import java.util.List;

/** Servers that need Node and Python: a topic, a data stream, an event bus and a mail service. */
final class NodeTargets implements Targets {

    private final SnsServer sns;
    private final SnsServer.Topic topic;
    private final KinesisServer kinesis;
    private final EventBridgeServer bus;
    private final SesServer ses;

    /** Skips the test where those are not installed. */
    NodeTargets() {
        LocalServer.assumeNode();
        bus = EventBridgeServer.start();
        sns = SnsServer.start();
        topic = sns.topic("changes");
        kinesis = KinesisServer.start();
        kinesis.stream("changes");
        ses = SesServer.start();
    }

    @Override
    public String handlers() {
        return """
                to-topic: { type: sns, topic-arn: "%s", endpoint: "%s" }
                to-stream: { type: kinesis, stream: changes, endpoint: "%s" }
                to-bus: { type: eventbridge, bus: changes, endpoint: "%s" }
                to-reader:
                  type: mail
                  transport: ses
                  endpoint: "%s"
                  from: changes@example.com
                  to: reader@example.com
                  subject: "{{event}} {{keys.id}}"
                  text: config/mail.txt
                """.formatted(topic.arn(), sns.endpoint(), kinesis.endpoint(), bus.endpoint(), ses.endpoint());
    }

    @Override
    public String profiles() {
        return "sns,eventbridge,kinesis,ses,mustache";
    }

    @Override
    public void assertEffectOf(List<DynamodbStreamRecord> changes) {
        assertThat(sns.take(topic)).hasSize(changes.size());
        assertThat(kinesis.entries("changes")).hasSize(changes.size());
        assertThat(bus.events("changes")).hasSize(changes.size());
        assertThat(ses.mails()).hasSize(changes.size());
    }

    @Override
    public void close() {
        ses.close();
        kinesis.close();
        sns.close();
        bus.close();
    }
}
