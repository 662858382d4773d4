package dev.narrows.stream.notify;

import dev.narrows.schemas.Silence;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.schemas.alert.AlertSubscription;
import dev.narrows.schemas.keyed.KeyedLog;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.NotifySettings;
import dev.narrows.stream.owned.Owned;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a notifier reads from and writes to, opened together and closed together. The group of the alerts is joined only
 * once somebody wants to hear of them. For the notifier's thread; {@link #webhook} and {@link #letters} for any.
 */
final class Lines implements AutoCloseable {

    private final NarrowsSettings settings;
    private final Owned owned = new Owned();
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
            registry = owned.add(SchemaRegistry.connect(settings.registry()));
            silences = owned.add(KeyedLog.open(client, settings.silencesTopic(), registry, Silence.getClassSchema()));
            subscriptions = owned.add(
                    KeyedLog.open(client, notify.subscriptionsTopic(), registry, WebhookSubscription.getClassSchema()));
            letters = owned.add(new Letters(client, notify.lettersTopic()));
            webhook = owned.add(webhook(settings, clock));
        } catch (RuntimeException | Error failed) {
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
            alerts = owned.add(AlertSubscription.open(client, settings.topics().alerts(), registry, AlertFilter.ALL));
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
