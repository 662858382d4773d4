package dev.narrows.stream.look;

import dev.narrows.schemas.Silence;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.keyed.KeyedLog;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.owned.Owned;
import dev.narrows.stream.topics.TopicAdmin;
import java.util.Map;

/** Everything that is looked into, opened together and closed together. */
final class Sources implements AutoCloseable {

    private final Owned owned = new Owned();
    private final NarrowsSettings settings;
    private final SchemaRegistry registry;
    private final TopicAdmin admin;
    private final ModelStore models;
    private final RolloutLog rollouts;
    private final KeyedLog<Silence> silences;
    private final KeyedLog<WebhookSubscription> subscriptions;
    private final AlertFeed alerts;
    private final ReportFeed reports;
    private final Inspection inspection;

    /**
     * Opens them.
     *
     * @throws RuntimeException when brokers or registry do not answer; nothing stays open then
     */
    Sources(NarrowsSettings settings) {
        this.settings = settings;
        try {
            Map<String, Object> client = settings.client();
            admin = owned.add(TopicAdmin.open(client));
            registry = owned.add(SchemaRegistry.connect(settings.registry()));
            models = owned.add(ModelStore.open(client, settings.topics().models(), registry));
            rollouts = owned.add(RolloutLog.open(client, settings.topics().rollouts(), registry));
            silences = owned.add(KeyedLog.open(client, settings.silencesTopic(), registry, Silence.getClassSchema()));
            subscriptions = owned.add(KeyedLog.open(
                    client, settings.notifying().subscriptionsTopic(), registry, WebhookSubscription.getClassSchema()));
            alerts = owned.add(new AlertFeed(client, settings.topics().alerts(), registry));
            reports = owned.add(new ReportFeed(settings, registry));
            inspection = owned.add(new Inspection(settings, registry, models));
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    TopicAdmin admin() {
        return admin;
    }

    ModelStore models() {
        return models;
    }

    RolloutLog rollouts() {
        return rollouts;
    }

    /** What rollouts are asked with; for one call, and the caller's to close. */
    RolloutCommands commands() {
        return RolloutCommands.open(
                settings.client(),
                settings.topics().commands(),
                settings.topics().rollouts(),
                registry);
    }

    KeyedLog<Silence> silences() {
        return silences;
    }

    KeyedLog<WebhookSubscription> subscriptions() {
        return subscriptions;
    }

    AlertFeed alerts() {
        return alerts;
    }

    ReportFeed reports() {
        return reports;
    }

    Inspection inspection() {
        return inspection;
    }

    @Override
    public void close() {
        owned.close();
    }
}
