package dev.narrows.standalone.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.keyed.KeyedLog;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.notify.Notifier;
import dev.narrows.stream.notify.SubscriptionText;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who hears of which alerts by HTTP: what {@code narrows alerts} does beside showing them. */
abstract class AlertSubscriptionsCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Spec
    private CommandSpec spec;

    /** Makes one. */
    @Command(
            name = "subscribe",
            mixinStandardHelpOptions = true,
            description = "Post alerts to an address from now on; prints the subscription's id.")
    static final class Subscribe extends AlertSubscriptionsCommand {

        @Parameters(paramLabel = "URL", description = "Where messages are posted.")
        private String url;

        @Option(names = "--format", description = "cloudevents (default), alertmanager or slack.")
        private String format = "cloudevents";

        @Option(names = "--secret", paramLabel = "REF", description = "Secret that signs: file:PATH or env:NAME.")
        private String secret = "";

        @Option(names = "--key", paramLabel = "PATTERN", description = "Keys, * stands for any characters.")
        private String key = "";

        @Option(names = "--severity", paramLabel = "N", description = "Least severity, -log10 of the p-value.")
        private double severity;

        @Option(names = "--model", paramLabel = "NAME", description = "Model.")
        private String model = "";

        @Option(names = "--feature", paramLabel = "NAME", description = "A feature that contributes most.")
        private String feature = "";

        @Option(
                names = "--group-by",
                split = ",",
                paramLabel = "WHAT",
                description = "What alerts of one message have alike: key, model, feature.")
        private List<String> groupBy = List.of();

        @Option(names = "--group-wait", paramLabel = "PT30S", description = "How long the first message waits.")
        private String groupWait = "PT30S";

        @Option(names = "--group-interval", paramLabel = "PT5M", description = "Least time between two messages.")
        private String groupInterval = "PT5M";

        @Option(names = "--by", paramLabel = "NAME", description = "Who wants it.")
        private String by = System.getProperty("user.name", "somebody");

        @Override
        void work(NarrowsSettings settings, KeyedLog<WebhookSubscription> log, PrintWriter out) {
            ObjectNode text = new ObjectMapper()
                    .createObjectNode()
                    .put("url", url)
                    .put("format", format)
                    .put("secret", secret)
                    .put("key", key)
                    .put("severity", severity)
                    .put("model", model)
                    .put("feature", feature)
                    .put("groupWait", groupWait)
                    .put("groupInterval", groupInterval)
                    .put("by", by);
            ArrayNode groups = text.putArray("groupBy");
            groupBy.forEach(groups::add);
            WebhookSubscription made = SubscriptionText.of(text);
            log.write(made.getId(), made);
            out.println(made.getId());
        }
    }

    /** Shows them. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Subscriptions, one line each.")
    static final class Listing extends AlertSubscriptionsCommand {

        @Override
        void work(NarrowsSettings settings, KeyedLog<WebhookSubscription> log, PrintWriter out) {
            Map<String, WebhookSubscription> all = new TreeMap<>(log.all());
            all.values()
                    .forEach(each -> out.println(each.getId() + " " + (each.getPaused() ? "paused" : "active") + " "
                            + each.getFormat() + " " + each.getUrl() + " by " + each.getBy()
                            + (each.getNote().isEmpty() ? "" : " (" + each.getNote() + ")")));
        }
    }

    /** One that is there. */
    abstract static class OfOne extends AlertSubscriptionsCommand {

        @Parameters(index = "0", paramLabel = "ID", description = "Which.")
        private String id;

        @Override
        final void work(NarrowsSettings settings, KeyedLog<WebhookSubscription> log, PrintWriter out)
                throws InterruptedException {
            WebhookSubscription found = log.all().get(id);
            if (found == null) {
                throw new IllegalArgumentException("subscription: " + id + " (expected: one that alerts list shows)");
            }
            one(settings, log, found, out);
        }

        abstract void one(
                NarrowsSettings settings, KeyedLog<WebhookSubscription> log, WebhookSubscription found, PrintWriter out)
                throws InterruptedException;
    }

    /** Posts a test message. */
    @Command(name = "test", mixinStandardHelpOptions = true, description = "Post a test message from here, once.")
    static final class Test extends OfOne {

        @Override
        void one(
                NarrowsSettings settings, KeyedLog<WebhookSubscription> log, WebhookSubscription found, PrintWriter out)
                throws InterruptedException {
            try (Notifier notifier = new Notifier(settings, InstantSource.system())) {
                out.println(notifier.test(found));
            }
        }
    }

    /** Stops one for a while, or lets it go on. */
    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Post nothing for now.")
    static final class Pause extends OfOne {

        @Option(names = "--resume", description = "Go on instead.")
        private boolean resume;

        @Override
        void one(
                NarrowsSettings settings,
                KeyedLog<WebhookSubscription> log,
                WebhookSubscription found,
                PrintWriter out) {
            log.write(
                    found.getId(),
                    WebhookSubscription.newBuilder(found)
                            .setPaused(!resume)
                            .setNote("")
                            .build());
            out.println(found.getId() + (resume ? " active" : " paused"));
        }
    }

    /** Ends one. */
    @Command(name = "delete", mixinStandardHelpOptions = true, description = "End a subscription.")
    static final class Delete extends OfOne {

        @Override
        void one(
                NarrowsSettings settings,
                KeyedLog<WebhookSubscription> log,
                WebhookSubscription found,
                PrintWriter out) {
            log.write(found.getId(), null);
            out.println(found.getId() + " deleted");
        }
    }

    /** Shows what nobody took. */
    @Command(
            name = "undelivered",
            mixinStandardHelpOptions = true,
            description = "The last messages that the receiver did not take in the time set, one line each.")
    static final class Undelivered extends OfOne {

        @Override
        void one(
                NarrowsSettings settings,
                KeyedLog<WebhookSubscription> log,
                WebhookSubscription found,
                PrintWriter out) {
            try (Notifier notifier = new Notifier(settings, InstantSource.system())) {
                notifier.undelivered(found)
                        .forEach(each -> out.println(each.id() + " " + each.at() + " " + each.reason()));
            }
        }
    }

    /** Posts one of these again. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Post a message that the receiver did not take from here again, once, under the id that it had.")
    static final class Replay extends OfOne {

        @Parameters(index = "1", paramLabel = "MESSAGE", description = "Its id, as alerts undelivered shows it.")
        private String message;

        @Override
        void one(
                NarrowsSettings settings, KeyedLog<WebhookSubscription> log, WebhookSubscription found, PrintWriter out)
                throws InterruptedException {
            try (Notifier notifier = new Notifier(settings, InstantSource.system())) {
                out.println(notifier.replay(found, message)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "message: " + message + " (expected: one that alerts undelivered shows)")));
            }
        }
    }

    abstract void work(NarrowsSettings settings, KeyedLog<WebhookSubscription> log, PrintWriter out)
            throws InterruptedException;

    @Override
    public final Integer call() {
        NarrowsSettings settings = connection.reached();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                KeyedLog<WebhookSubscription> log = KeyedLog.open(
                        settings.client(),
                        settings.notifying().subscriptionsTopic(),
                        registry,
                        WebhookSubscription.getClassSchema())) {
            work(settings, log, spec.commandLine().getOut());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
