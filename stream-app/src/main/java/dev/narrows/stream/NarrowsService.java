package dev.narrows.stream;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.owned.Owned;
import dev.narrows.stream.page.Page;
import dev.narrows.stream.start.StartException;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.ServiceMetrics;
import dev.narrows.stream.status.StatusServer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The running service: status page, checks, model rollout and stream, started in this order and closed in the reverse.
 * Health is served from the first moment. What does not answer yet is waited for, what cannot be right stops the start;
 * the stream itself starts with the first model. Any thread.
 */
public final class NarrowsService implements Serving {

    private final Health health = new Health(InstantSource.system());
    private final Owned owned = new Owned();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ServiceMetrics metrics;
    private final StatusServer http;
    private ServiceState state = ServiceState.STARTING;
    private Optional<Failure> failure = Optional.empty();

    private NarrowsService(NarrowsSettings settings, StatusServer.Routes routes) {
        metrics = owned.add(new ServiceMetrics(InstantSource.system()));
        try {
            Assembly assembly = new Assembly(settings, health, metrics, owned);
            Page page = owned.add(Page.open(settings, health, metrics, routes::story));
            this.http = owned.add(StatusServer.start(settings.http(), health, metrics, config -> {
                page.accept(config);
                routes.accept(config);
            }));
            Runnable follow = assembly.open(() -> become(ServiceState.STREAMING), this::fail);
            become(ServiceState.WAITING_FOR_MODEL);
            follow.run();
        } catch (RuntimeException | Error e) {
            closeUninterrupted();
            throw e;
        }
    }

    /** As {@link #start(NarrowsSettings, StatusServer.Routes)} with no further routes. */
    public static NarrowsService start(NarrowsSettings settings) {
        return start(settings, StatusServer.Routes.NONE);
    }

    /**
     * Starts the service. Returns when everything but the model is there and checked, and waits for that as long as it
     * takes; interrupt the thread to give up.
     *
     * @param routes further routes of the HTTP server
     * @throws StartException when it cannot start as it is set up; nothing of it is left then
     */
    public static NarrowsService start(NarrowsSettings settings, StatusServer.Routes routes) {
        try {
            return new NarrowsService(settings, routes);
        } catch (RuntimeException e) {
            throw StartException.of(e);
        }
    }

    /** The port of health and metrics. */
    public int httpPort() {
        return http.port();
    }

    /** Where the service is in its life. */
    public synchronized ServiceState state() {
        return state;
    }

    /** What it measures, as Prometheus text. */
    String scrape() {
        return metrics.scrape();
    }

    /** How each part is. */
    public Health.Report health() {
        return health.report();
    }

    @Override
    public Optional<Failure> awaitEnd() throws InterruptedException {
        ended.await();
        synchronized (this) {
            return failure;
        }
    }

    @Override
    public void close() {
        become(ServiceState.CLOSED);
        owned.close();
        ended.countDown();
    }

    /** Whoever interrupts the start wants it to end, cleanly: a thread that is interrupted cannot wait for an end. */
    private void closeUninterrupted() {
        boolean interrupted = Thread.interrupted();
        owned.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void fail(Failure why) {
        health.failed(why.reason());
        synchronized (this) {
            if (state == ServiceState.CLOSED || failure.isPresent()) {
                return;
            }
            failure = Optional.of(why);
        }
        become(ServiceState.FAILED);
        ended.countDown();
    }

    /** Life goes one way only. */
    private synchronized void become(ServiceState next) {
        if (next.compareTo(state) > 0) {
            state = next;
        }
    }
}
