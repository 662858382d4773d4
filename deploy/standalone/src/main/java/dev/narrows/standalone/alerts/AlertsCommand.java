package dev.narrows.standalone.alerts;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.scan.TopicTail;
import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows alerts as they come, one line each, until interrupted, or until as many came as were asked for. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Show anomaly alerts as they come, one line each; or post them to those who subscribe.",
        subcommands = {
            AlertSubscriptionsCommand.Subscribe.class,
            AlertSubscriptionsCommand.Listing.class,
            AlertSubscriptionsCommand.Test.class,
            AlertSubscriptionsCommand.Pause.class,
            AlertSubscriptionsCommand.Undelivered.class,
            AlertSubscriptionsCommand.Replay.class,
            AlertSubscriptionsCommand.Delete.class
        })
public final class AlertsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--from-beginning",
            description = "Start with the oldest alert that the topic holds, not with the next.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after N alerts (default: never).")
    private long max = Long.MAX_VALUE;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "End when no alert came for so long (default: never).")
    private long idleSeconds = Long.MAX_VALUE;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        NarrowsSettings settings = connection.reached();
        String topic = settings.topics().alerts();
        PrintWriter out = spec.commandLine().getOut();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                var deserializer = new RecordDeserializer<AnomalyAlert>(registry, AnomalyAlert.getClassSchema());
                TopicTail tail = TopicTail.open(settings.client(), topic, fromBeginning)) {
            long shown = 0;
            long quietSince = System.nanoTime();
            while (shown < max && quietFor(quietSince) < idleSeconds) {
                for (ConsumerRecord<byte[], byte[]> record : tail.poll(POLL)) {
                    if (shown < max) {
                        AnomalyAlert alert = deserializer.deserialize(topic, record.value());
                        // A tombstone is no alert.
                        if (alert != null) {
                            out.println(json ? AlertLine.json(record, alert) : AlertLine.text(record, alert));
                            shown++;
                        }
                        quietSince = System.nanoTime();
                    }
                }
                // True when whoever reads has gone, as with `narrows alerts | head`.
                if (out.checkError()) {
                    break;
                }
            }
        }
        return 0;
    }

    private static long quietFor(long sinceNanos) {
        return Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds();
    }
}
