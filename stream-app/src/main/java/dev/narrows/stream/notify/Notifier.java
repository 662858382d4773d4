package dev.narrows.stream.notify;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Silence;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.alert.AlertSubscription;
import dev.narrows.schemas.alert.KeyPattern;
import dev.narrows.schemas.alert.PlacedAlert;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.stream.config.NarrowsSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows alerts in the group {@code <application.id>-notify} on the thread {@code narrows-notify}, whose instances share the
 * partitions, and hands them to the endpoints of those subscriptions that want them. An offset is committed when
 * everything before it is told or given up: what stops or dies delays messages and may repeat some, and loses none.
 * Without a subscription it only looks for one now and then.
 */
public final class Notifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration REST = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long REFRESH_MS = 2_000;

    private final NarrowsSettings settings;
    private final InstantSource clock;
    private final BackgroundLoop loop;
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private @Nullable Lines lines;
    private List<Silence> quiet = List.of();
    private long refreshedAt;

    /** A notifier that does not notify yet. */
    public Notifier(NarrowsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.loop = new BackgroundLoop("narrows-notify", REST, Pauses.OF_A_NETWORK, this::work, this::failed);
    }

    /** Begins. */
    public void start() {
        loop.start();
    }

    /** The last tries of a subscription as this instance made them, newest first, for JSON. */
    public synchronized List<?> deliveries(String id) {
        Endpoint endpoint = endpoints.get(id);
        return endpoint == null ? List.of() : endpoint.deliveries();
    }

    /**
     * Posts a test message, at once and once.
     *
     * @return what became of it, for people
     */
    public String test(WebhookSubscription subscription) throws InterruptedException {
        Instant now = Instant.ofEpochMilli(clock.millis());
        PlacedAlert alert = new PlacedAlert(
                0, 0, now, "test", new AnomalyAlert("test", 0, 0L, "test", 1, 0f, 0f, 0.0, 1.0, List.of(), null));
        Notice notice = new Notice(
                Notice.id(subscription.getId(), "test", now.toString()), "test", 1, false, 1, now, now, List.of(alert));
        return once(webhook -> webhook.post(subscription, notice));
    }

    /**
     * Posts a message again, at once and once, under the id that it had: one of the last that this instance posted or tried
     * to, or one that nobody took, from its topic.
     *
     * @return what became of it, for people; empty where there is no such message
     */
    public Optional<String> replay(WebhookSubscription subscription, String message) throws InterruptedException {
        Endpoint endpoint;
        synchronized (this) {
            endpoint = endpoints.get(subscription.getId());
        }
        Optional<Notice> notice = endpoint == null ? Optional.empty() : endpoint.notice(message);
        if (endpoint != null && notice.isPresent()) {
            String outcome = once(webhook -> webhook.post(subscription, notice.get()));
            endpoint.remember(notice.get(), "sent again: " + outcome);
            return Optional.of(outcome);
        }
        Optional<Letters.Letter> letter = undelivered(subscription).stream()
                .filter(each -> each.id().equals(message))
                .findFirst();
        return letter.isEmpty()
                ? Optional.empty()
                : Optional.of(once(webhook -> webhook.post(
                        subscription, letter.get().id(), letter.get().body())));
    }

    /** The last messages of a subscription that nobody took in the time set, from their topic, newest first. */
    public List<Letters.Letter> undelivered(WebhookSubscription subscription) {
        return Letters.read(settings.client(), settings.notifying().lettersTopic(), subscription.getId());
    }

    private String once(Post post) throws InterruptedException {
        try (Webhook webhook = Lines.webhook(settings, clock)) {
            Posted posted = post.by(webhook);
            if (posted instanceof Posted.Failed failed) {
                return "not taken: " + failed.reason();
            }
            return posted instanceof Posted.Taken taken ? "taken, status " + taken.status() : "gone, status 410";
        }
    }

    private interface Post {
        Posted by(Webhook webhook) throws InterruptedException;
    }

    private Round work() {
        Lines open = lines;
        if (open == null) {
            open = new Lines(settings, clock);
            lines = open;
            refreshedAt = 0;
        }
        AlertSubscription alerts = open.alerts();
        long now = clock.millis();
        if (now - refreshedAt >= REFRESH_MS) {
            refresh(open);
            if (alerts != null) {
                commit(alerts);
            }
            refreshedAt = now;
        }
        if (alerts != null) {
            alerts.poll(POLL).forEach(this::hand);
        }
        return Round.DONE;
    }

    private void refresh(Lines open) {
        quiet = List.copyOf(open.silences().all().values());
        Map<String, WebhookSubscription> wanted = open.subscriptions().all();
        List<Endpoint> over = new ArrayList<>();
        synchronized (this) {
            endpoints.values().removeIf(each -> {
                boolean ended = !each.subscription()
                        .equals(wanted.get(each.subscription().getId()));
                return ended && over.add(each);
            });
            wanted.values().stream()
                    .filter(each -> !each.getPaused() && !endpoints.containsKey(each.getId()))
                    .forEach(each -> begin(open, each));
            if (!endpoints.isEmpty()) {
                open.join();
            }
        }
        over.forEach(Endpoint::close);
    }

    private void begin(Lines open, WebhookSubscription subscription) {
        try {
            Endpoint endpoint = new Endpoint(
                    subscription,
                    open.webhook(),
                    open.letters(),
                    settings.notifying().patience(),
                    clock,
                    RandomGenerator.getDefault(),
                    gone -> end(open, gone));
            endpoints.put(subscription.getId(), endpoint);
            endpoint.start();
            LOG.info("subscription in service id={}", subscription.getId());
        } catch (IllegalArgumentException e) {
            LOG.warn("subscription not in service id={} reason={}", subscription.getId(), e.getMessage());
        }
    }

    private void end(Lines open, WebhookSubscription subscription) {
        LOG.warn("subscription ended by its receiver id={}", subscription.getId());
        open.subscriptions()
                .write(
                        subscription.getId(),
                        WebhookSubscription.newBuilder(subscription)
                                .setPaused(true)
                                .setNote("the receiver answered 410 at " + Instant.ofEpochMilli(clock.millis()))
                                .build());
    }

    private void hand(PlacedAlert placed) {
        boolean silent = quiet.stream().anyMatch(each -> silences(each, placed));
        if (silent) {
            return;
        }
        // As large as the input is; no message holds it.
        PlacedAlert brief = placed.withoutVector();
        synchronized (this) {
            endpoints.values().forEach(endpoint -> endpoint.hear(brief));
        }
    }

    private boolean silences(Silence silence, PlacedAlert placed) {
        boolean holds = silence.getUntil() == null || silence.getUntil().isAfter(Instant.ofEpochMilli(clock.millis()));
        return holds
                && silence.getKeyPattern() != null
                && KeyPattern.of(silence.getKeyPattern()).matches(placed.key());
    }

    private void commit(AlertSubscription alerts) {
        List<Endpoint> all;
        synchronized (this) {
            all = new ArrayList<>(endpoints.values());
        }
        alerts.commit((partition, position) -> all.stream()
                .mapToLong(endpoint -> endpoint.lowestUntold(partition, position))
                .min()
                .orElse(position));
    }

    private void failed(Throwable why) {
        LOG.warn("alerts are not told reason={}", why.getMessage());
        // Opened anew, from what is committed: a part of what is open may be broken.
        shut();
    }

    private void shut() {
        List<Endpoint> over;
        synchronized (this) {
            over = List.copyOf(endpoints.values());
            endpoints.clear();
        }
        over.forEach(Endpoint::close);
        Lines open = lines;
        lines = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        loop.stop();
        loop.close();
        shut();
    }
}
