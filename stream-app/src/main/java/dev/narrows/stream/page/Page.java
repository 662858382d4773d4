package dev.narrows.stream.page;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.look.Lookout;
import dev.narrows.stream.notify.Notifier;
import dev.narrows.stream.page.request.Guard;
import dev.narrows.stream.page.request.Json;
import dev.narrows.stream.page.request.Token;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.ServiceMetrics;
import dev.narrows.stream.status.StatusServer;
import io.javalin.config.JavalinConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Adds page and API to the service's web server. Any thread; {@link #close} ends what feeds them, and with it the streams
 * of events that are open.
 */
public final class Page implements StatusServer.Routes, AutoCloseable {

    private final NarrowsSettings settings;
    private final Lookout lookout;
    private final Guard guard;
    private final Events events;
    private final OverviewApi overview;
    private final ModelsApi models;
    private final AlertsApi alerts;
    private final RecordsApi records;
    private final DeadLettersApi deadLetters;
    private final SubscriptionsApi subscriptions;
    private final Notifier notifier;

    private Page(
            NarrowsSettings settings, Health health, ServiceMetrics metrics, Supplier<List<?>> story, Lookout lookout) {
        this.settings = settings;
        this.lookout = lookout;
        this.guard = new Guard(settings.http(), Token.of(settings.http().tokenFile()));
        this.overview = new OverviewApi(settings, health, metrics, story, lookout);
        this.models = new ModelsApi(settings, lookout);
        this.alerts = new AlertsApi(settings, lookout);
        this.notifier = new Notifier(settings, InstantSource.system());
        this.subscriptions = new SubscriptionsApi(lookout, notifier);
        this.records = new RecordsApi(settings, lookout);
        this.deadLetters = new DeadLettersApi(settings);
        this.events = new Events(overview, alerts, lookout);
    }

    /**
     * The page of a service; begins to look into the cluster and waits for what does not answer yet.
     *
     * @param story steps of a story that is told meanwhile, empty where there is none
     * @throws dev.narrows.stream.config.check.SettingException when the file of the token cannot be read
     */
    public static Page open(NarrowsSettings settings, Health health, ServiceMetrics metrics, Supplier<List<?>> story) {
        Page page = new Page(settings, health, metrics, story, new Lookout(settings));
        page.lookout.start();
        if (settings.notifying().enabled()) {
            page.notifier.start();
        }
        return page;
    }

    @Override
    public void accept(JavalinConfig config) {
        guard.accept(config);
        PageFiles.addTo(config.routes);
        overview.addTo(config.routes);
        models.addTo(config.routes);
        alerts.addTo(config.routes);
        records.addTo(config.routes);
        deadLetters.addTo(config.routes);
        subscriptions.addTo(config.routes);
        events.addTo(config.routes);
        config.routes.get("/api/v1/settings", http -> Json.answer(http, settings.shown()));
    }

    @Override
    public void close() {
        events.close();
        notifier.close();
        lookout.close();
    }
}
