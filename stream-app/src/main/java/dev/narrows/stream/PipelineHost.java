package dev.narrows.stream;

import dev.narrows.stream.config.HttpSettings;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.owned.Owned;
import dev.narrows.stream.start.StartException;
import dev.narrows.stream.status.PipelineState;
import dev.narrows.stream.status.PipelinesServer;
import dev.narrows.stream.status.StatusServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Several pipelines in one process. Each is a service of its own: application id, group, model, health, page; one that fails
 * starts anew and stops no other. All that they share is the process, and one port with health and metrics of them all.
 * Only an Error, want of memory say, ends the whole. Any thread.
 */
public final class PipelineHost implements Serving {

    private final Owned owned = new Owned();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<String, PipelineLife> pipelines = new LinkedHashMap<>();
    private final PipelinesServer http;
    private Optional<Failure> failure = Optional.empty();

    private PipelineHost(
            HttpSettings at,
            Map<String, NarrowsSettings> settings,
            Function<NarrowsSettings, StatusServer.Routes> routes) {
        settings.forEach((name, each) -> pipelines.put(
                name,
                new PipelineLife(
                        name,
                        each,
                        routes.apply(each),
                        why -> fail(new Failure("pipeline " + name + ": " + why.reason(), true)))));
        owned.add(this::closePipelines);
        try {
            this.http = owned.add(PipelinesServer.start(at, this::states, this::isLive, this::scrapes));
        } catch (RuntimeException e) {
            throw StartException.of(e);
        }
        pipelines.values().forEach(PipelineLife::start);
    }

    /**
     * Starts all of them, without waiting for any.
     *
     * @param at where health and metrics of all are served
     * @param settings of each, by name
     * @param routes further routes of each one's HTTP server
     * @throws StartException when that port is taken
     */
    public static PipelineHost start(
            HttpSettings at,
            Map<String, NarrowsSettings> settings,
            Function<NarrowsSettings, StatusServer.Routes> routes) {
        return new PipelineHost(at, settings, routes);
    }

    /** The port of health and metrics of all. */
    public int httpPort() {
        return http.port();
    }

    /** How each is, by name. */
    public Map<String, PipelineState> states() {
        Map<String, PipelineState> states = new LinkedHashMap<>();
        pipelines.forEach((name, life) -> states.put(name, life.state()));
        return states;
    }

    @Override
    public Optional<Failure> awaitEnd() throws InterruptedException {
        ended.await();
        synchronized (this) {
            return failure;
        }
    }

    @Override
    public void fail(Failure why) {
        synchronized (this) {
            failure = failure.or(() -> Optional.of(why));
        }
        ended.countDown();
    }

    @Override
    public void close() {
        owned.close();
        ended.countDown();
    }

    /** All at once: each may take seconds. */
    private void closePipelines() throws InterruptedException {
        List<Thread> threads = pipelines.entrySet().stream()
                .map(pipeline -> new Thread(pipeline.getValue()::close, "narrows-close-" + pipeline.getKey()))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private synchronized boolean isLive() {
        return failure.isEmpty();
    }

    private Map<String, String> scrapes() {
        Map<String, String> scrapes = new LinkedHashMap<>();
        pipelines.forEach((name, life) -> life.scrape().ifPresent(text -> scrapes.put(name, text)));
        return scrapes;
    }
}
