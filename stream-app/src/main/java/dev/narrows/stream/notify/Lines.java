package dev.narrows.stream.notify;

import dev.narrows.schemas.Silence;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.schemas.alert.AlertSubscription;
import dev.narrows.schemas.keyed.KeyedLog;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.NotifySettings;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a notifier reads from and writes to, opened together and closed together. The group of the alerts is joined only
 * once somebody wants to hear of them. For the notifier's thread; {@link #webhook} and {@link #letters} for any.
 */
final class Lines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);

    private final NarrowsSettings settings;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final SchemaRegistry registry;
    private final KeyedLog<WebhookSubscription> subscriptions;
    private final KeyedLog<Silence> silences;
    private final Letters letters;
    private final Webhook webhook;
    private @Nullable AlertSubscription alerts;

    /**
     * Opens them.
     *
     * @throws RuntimeException when brokers or registry do not answer; nothing stays open then
     */
    Lines(NarrowsSettings settings, InstantSource clock) {
        this.settings = settings;
        NotifySettings notify = settings.notifying();
        Map<String, Object> client = settings.client();
        try {
            registry = owned(SchemaRegistry.connect(settings.registry()));
            silences = owned(KeyedLog.open(client, settings.silencesTopic(), registry, Silence.getClassSchema()));
            subscriptions = owned(
                    KeyedLog.open(client, notify.subscriptionsTopic(), registry, WebhookSubscription.getClassSchema()));
            letters = owned(new Letters(client, notify.lettersTopic()));
            webhook = owned(webhook(settings, clock));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** What messages are posted with; the caller's to close. */
    static Webhook webhook(NarrowsSettings settings, InstantSource clock) {
        NotifySettings notify = settings.notifying();
        return Webhook.open(
                settings.applicationId(),
                new AddressGuard(notify.privateAddresses()),
                notify.timeout(),
                clock,
                System::getenv);
    }

    KeyedLog<WebhookSubscription> subscriptions() {
        return subscriptions;
    }

    KeyedLog<Silence> silences() {
        return silences;
    }

    Letters letters() {
        return letters;
    }

    Webhook webhook() {
        return webhook;
    }

    /** The alerts, where the group is joined. */
    @Nullable
    AlertSubscription alerts() {
        return alerts;
    }

    /** Joins the group, once; one that has no offsets yet begins with what comes next. */
    void join() {
        if (alerts == null) {
            Map<String, Object> client = new HashMap<>(settings.client());
            client.put("group.id", settings.applicationId() + "-notify");
            client.put("auto.offset.reset", "latest");
            alerts = owned(AlertSubscription.open(client, settings.topics().alerts(), registry, AlertFilter.ALL));
        }
    }

    private <T extends AutoCloseable> T owned(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("not closed reason={}", e.getMessage());
            }
        }
    }
}
