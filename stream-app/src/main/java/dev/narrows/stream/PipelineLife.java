package dev.narrows.stream;

import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.PipelineState;
import dev.narrows.stream.status.StatusServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several pipelines: a service that is started on a thread of its own and, where it cannot start or fails, started
 * anew after a pause, so that the others notice nothing. An Error is not its own affair: memory is everybody's. Any thread.
 */
final class PipelineLife implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineLife.class);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final String name;
    private final NarrowsSettings settings;
    private final StatusServer.Routes routes;
    private final Consumer<Failure> onError;
    private final BackgroundLoop loop;
    private @Nullable NarrowsService service;
    private String why = "starting";

    /** @param onError hears why nothing in this process can be trusted any more */
    PipelineLife(String name, NarrowsSettings settings, StatusServer.Routes routes, Consumer<Failure> onError) {
        this.name = name;
        this.settings = settings;
        this.routes = routes;
        this.onError = onError;
        this.loop = new BackgroundLoop("narrows-pipeline-" + name, REST, PAUSES, this::live, this::failed);
    }

    void start() {
        loop.start();
    }

    /** How it is. */
    synchronized PipelineState state() {
        NarrowsService running = service;
        Health.Report report = running == null ? new Health.Report(false, why, Map.of(), List.of()) : running.health();
        return new PipelineState(
                settings.model().name(), settings.input().topic(), running == null ? 0 : running.httpPort(), report);
    }

    /** Its metrics as Prometheus text; empty while it does not run. */
    synchronized Optional<String> scrape() {
        return Optional.ofNullable(service).map(NarrowsService::scrape);
    }

    @Override
    public void close() {
        loop.stop();
        NarrowsService running;
        synchronized (this) {
            running = service;
        }
        if (running == null) {
            loop.interrupt();
        } else {
            running.close();
        }
        loop.close();
    }

    private Round live() throws InterruptedException {
        try (NarrowsService running = NarrowsService.start(settings, routes)) {
            become(running);
            running.awaitEnd().ifPresent(this::ended);
        } finally {
            become(null);
        }
        return Round.DONE;
    }

    private void ended(Failure failure) {
        if (!failure.fatal()) {
            throw new IllegalStateException(failure.reason());
        }
        loop.stop();
        onError.accept(failure);
    }

    private synchronized void become(@Nullable NarrowsService running) {
        service = running;
    }

    private void failed(Throwable failure) {
        Failure found = Failure.of("start", failure);
        if (found.fatal()) {
            loop.stop();
            onError.accept(found);
            return;
        }
        LOG.error("pipeline starts anew after a pause pipeline={} reason={}", name, failure.getMessage());
        synchronized (this) {
            why = "starts anew after a pause, because: " + failure.getMessage();
        }
    }
}
