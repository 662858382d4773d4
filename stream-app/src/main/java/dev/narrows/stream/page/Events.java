package dev.narrows.stream.page;

import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.stream.look.Lookout;
import dev.narrows.stream.look.RecentAlerts.Seen;
import dev.narrows.stream.page.request.ApiProblem;
import dev.narrows.stream.page.request.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells those who listen at {@code /api/v1/events} how the service is, each second, and which alerts came: {@code
 * overview}, {@code alerts}; and those at {@code /api/v1/alerts/stream} of alerts alone. Each listener has a thread of its
 * own, so that a slow one keeps nobody waiting, and there are at most 32.
 */
final class Events implements AutoCloseable {

    private static final int MOST_LISTENERS = 32;
    private static final int MOST_ALERTS = 50;
    private static final long EVERY_MS = 1_000;
    private static final List<String> PATHS = List.of("/api/v1/events", "/api/v1/alerts/stream");

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
        PATHS.forEach(path -> routes.before(path, this::requireRoom));
        // What is wrong with a request is said before the stream begins.
        routes.before(PATHS.get(1), this::stream);
        routes.sse(PATHS.get(0), client -> listen(client, everything(client)));
        routes.sse(PATHS.get(1), client -> listen(client, alertsOf(client)));
    }

    private void requireRoom(Context http) {
        if (listeners.get() >= MOST_LISTENERS) {
            http.header("Retry-After", "10");
            throw new ApiProblem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "listeners: " + MOST_LISTENERS + " (expected: fewer, at most so many listen at a time)");
        }
    }

    private void listen(SseClient client, Runnable each) {
        listeners.incrementAndGet();
        client.keepAlive();
        Thread thread = new Thread(() -> tell(client, each), "narrows-events");
        thread.setDaemon(true);
        thread.start();
    }

    private void tell(SseClient client, Runnable each) {
        try (client) {
            while (!client.terminated() && rest()) {
                each.run();
            }
        } finally {
            listeners.decrementAndGet();
        }
    }

    private Runnable everything(SseClient client) {
        AtomicLong told = new AtomicLong(lookout.alerts().last());
        return () -> {
            client.sendEvent("overview", Json.text(overview.overview()));
            long last = lookout.alerts().last();
            if (last > told.get()) {
                client.sendEvent("alerts", Json.text(since(told.get())));
                told.set(last);
            }
        };
    }

    private Runnable alertsOf(SseClient client) {
        AlertStream stream = stream(client.ctx());
        return () -> {
            List<AlertStream.Event> events = stream.next();
            events.forEach(event -> client.sendEvent(event.name(), event.data(), event.id()));
            if (events.isEmpty()) {
                // Finds out who has gone, and keeps what lies between from taking the connection for dead.
                client.sendComment("nothing");
            }
        };
    }

    private AlertStream stream(Context http) {
        String last = http.header("Last-Event-ID");
        return new AlertStream(
                lookout.alerts(),
                AlertQuery.of(http),
                last == null ? AlertQuery.given(http, "lastEventId").orElse("") : last,
                alerts::brief);
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
