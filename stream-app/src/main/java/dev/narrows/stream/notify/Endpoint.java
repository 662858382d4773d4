package dev.narrows.stream.notify;

import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.schemas.alert.KeyPattern;
import dev.narrows.schemas.alert.PlacedAlert;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver, with a thread, a queue and a back-off of its own, so that nobody waits for another's receiver. Messages go
 * one after the other, so those of a key keep their order; while one is tried again, what comes is put together with what
 * waits. A message that nobody took in the time set is written to the letters, and the next one goes.
 *
 * <p>Pauses between tries: 1 s, then twice as long each time up to an hour, each with some chance in it (half to one and a
 * half times as long), and never less than the receiver asks for.
 */
final class Endpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final Duration REST = Duration.ofMillis(200);
    private static final Pauses BETWEEN_TRIES = new Pauses(Duration.ofSeconds(1), Duration.ofHours(1));
    private static final int REMEMBERED = 50;

    private final WebhookSubscription subscription;
    private final Webhook webhook;
    private final Letters letters;
    private final Duration patience;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<WebhookSubscription> onGone;
    private final AlertFilter filter;
    private final Grouping grouping;
    private final Deque<Told> told = new ArrayDeque<>();
    private final BackgroundLoop loop;
    private Optional<Notice> notice = Optional.empty();
    private int tries;
    private long firstTryAt;
    private long nextTryAt;
    private boolean welcome;
    private volatile boolean gone;

    /**
     * One try.
     *
     * @param at when, ISO-8601
     * @param id of the message
     * @param group what it told of
     * @param outcome taken, or why not
     */
    record Delivery(String at, String id, String group, String outcome) {}

    private record Told(Delivery delivery, Notice notice) {}

    /**
     * @param onGone hears that the receiver wants no more; called on the endpoint's thread
     * @throws IllegalArgumentException when the subscription asks for what cannot be
     */
    Endpoint(
            WebhookSubscription subscription,
            Webhook webhook,
            Letters letters,
            Duration patience,
            InstantSource clock,
            RandomGenerator random,
            Consumer<WebhookSubscription> onGone) {
        this.subscription = subscription;
        this.webhook = webhook;
        this.letters = letters;
        this.patience = patience;
        this.clock = clock;
        this.random = random;
        this.onGone = onGone;
        this.filter = filter(subscription);
        this.grouping = new Grouping(subscription);
        this.welcome = !subscription.getHandshake();
        this.loop = new BackgroundLoop(
                "narrows-webhook-" + subscription.getId(), REST, Pauses.OF_A_NETWORK, this::work, this::failed);
    }

    void start() {
        loop.start();
    }

    WebhookSubscription subscription() {
        return subscription;
    }

    /** An alert, which the subscription may want or not. */
    synchronized void hear(PlacedAlert placed) {
        if (filter.matches(placed)) {
            grouping.add(placed, clock.millis());
        }
    }

    /** The lowest offset of a partition that may not count as done yet; the given one where all before it is told. */
    synchronized long lowestUntold(int partition, long position) {
        return gone ? position : grouping.lowestUntold(partition, position);
    }

    /** The last tries, newest first. */
    synchronized List<Delivery> deliveries() {
        return told.stream().map(Told::delivery).toList();
    }

    /** One of the last messages, by its id. */
    synchronized Optional<Notice> notice(String id) {
        return told.stream()
                .map(Told::notice)
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    private static AlertFilter filter(WebhookSubscription subscription) {
        Integer version = subscription.getModelVersion();
        return new AlertFilter(
                Optional.ofNullable(subscription.getKeyPattern()).map(KeyPattern::of),
                subscription.getLeastScore(),
                Optional.ofNullable(subscription.getModelName()),
                version == null ? OptionalInt.empty() : OptionalInt.of(version),
                Optional.ofNullable(subscription.getFeature()),
                Optional.empty(),
                Optional.empty());
    }

    private Round work() throws InterruptedException {
        while (!loop.isStopped() && !gone && isDue()) {
            Notice due = notice.orElseThrow();
            Posted posted = post(due);
            tries++;
            if (posted instanceof Posted.Taken taken) {
                remember(due, "taken, status " + taken.status());
                done();
            } else if (posted instanceof Posted.Failed failed) {
                remember(due, failed.reason());
                retry(due, failed);
            } else {
                remember(due, "gone, status 410");
                gone = true;
                onGone.accept(subscription);
            }
        }
        return Round.DONE;
    }

    private Posted post(Notice due) throws InterruptedException {
        if (!welcome) {
            String refused = webhook.handshake(subscription);
            if (!refused.isEmpty()) {
                return new Posted.Failed("handshake: " + refused, Duration.ZERO);
            }
            welcome = true;
        }
        return webhook.post(subscription, due);
    }

    /** Whether there is a message and its time has come. */
    private synchronized boolean isDue() {
        long now = clock.millis();
        if (notice.isEmpty()) {
            notice = grouping.next(now);
            tries = 0;
            firstTryAt = now;
            nextTryAt = now;
        }
        return notice.isPresent() && now >= nextTryAt;
    }

    private void retry(Notice due, Posted.Failed failed) {
        long now = clock.millis();
        if (now - firstTryAt >= patience.toMillis()) {
            letters.write(subscription, due.id(), webhook.body(subscription, due), failed.reason(), tries);
            LOG.warn(
                    "message not delivered subscription={} id={} tries={} reason={}",
                    subscription.getId(),
                    due.id(),
                    tries,
                    failed.reason());
            done();
            return;
        }
        long pause = (long) (BETWEEN_TRIES.millis(tries) * (0.5 + random.nextDouble()));
        // The last try comes when the patience ends, not an hour later.
        long last = firstTryAt + patience.toMillis();
        nextTryAt = Math.min(now + Math.max(pause, failed.after().toMillis()), Math.max(last, now + 1_000));
    }

    private synchronized void done() {
        grouping.told();
        notice = Optional.empty();
    }

    /** Keeps a try, whoever made it. */
    synchronized void remember(Notice tried, String outcome) {
        String at = Instant.ofEpochMilli(clock.millis()).toString();
        told.addFirst(new Told(new Delivery(at, tried.id(), tried.group(), outcome), tried));
        if (told.size() > REMEMBERED) {
            told.removeLast();
        }
    }

    private void failed(Throwable why) {
        LOG.warn("messages wait subscription={} reason={}", subscription.getId(), why.getMessage());
    }

    @Override
    public void close() {
        loop.stop();
        loop.interrupt();
        loop.close();
    }
}
