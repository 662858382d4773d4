package dev.narrows.stream.page;

import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.stream.look.Lookout;
import dev.narrows.stream.look.RecentAlerts.Seen;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells those who listen at {@code /api/v1/events} how the service is, each second, and which alerts came: {@code
 * overview}, {@code alerts}. Each listener has a thread of its own, so that a slow one keeps nobody waiting, and there are
 * at most 32.
 */
final class Events implements AutoCloseable {

    private static final int MOST_LISTENERS = 32;
    private static final int MOST_ALERTS = 50;
    private static final long EVERY_MS = 1_000;

    private final OverviewApi overview;
    private final AlertsApi alerts;
    private final Lookout lookout;
    private final AtomicInteger listeners = new AtomicInteger();
    private boolean closed;

    Events(OverviewApi overview, AlertsApi alerts, Lookout lookout) {
        this.overview = overview;
        this.alerts = alerts;
        this.lookout = lookout;
    }

    void addTo(RoutesConfig routes) {
        routes.before("/api/v1/events", http -> {
            if (listeners.get() >= MOST_LISTENERS) {
                http.header("Retry-After", "10");
                throw new ApiProblem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "listeners: " + MOST_LISTENERS + " (expected: fewer, at most so many listen at a time)");
            }
        });
        routes.sse("/api/v1/events", this::listen);
    }

    private void listen(SseClient client) {
        listeners.incrementAndGet();
        client.keepAlive();
        Thread thread = new Thread(() -> tell(client), "narrows-events");
        thread.setDaemon(true);
        thread.start();
    }

    private void tell(SseClient client) {
        try (client) {
            long told = lookout.alerts().last();
            while (!client.terminated() && rest()) {
                client.sendEvent("overview", Json.text(overview.overview()));
                long last = lookout.alerts().last();
                if (last > told) {
                    client.sendEvent("alerts", Json.text(since(told)));
                    told = last;
                }
            }
        } finally {
            listeners.decrementAndGet();
        }
    }

    private List<?> since(long told) {
        return lookout.alerts().newest(AlertFilter.ALL, Long.MAX_VALUE, MOST_ALERTS).stream()
                .filter((Seen seen) -> seen.number() > told)
                .map(alerts::brief)
                .toList();
    }

    /** Whether to go on. */
    private synchronized boolean rest() {
        long end = System.nanoTime() + EVERY_MS * 1_000_000;
        try {
            for (long left = EVERY_MS; left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
