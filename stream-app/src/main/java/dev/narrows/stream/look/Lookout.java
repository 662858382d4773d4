package dev.narrows.stream.look;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.Silence;
import dev.narrows.schemas.WebhookSubscription;
import dev.narrows.schemas.alert.PlacedAlert;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.reported.ErrorCounts;
import dev.narrows.stream.reported.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again on the thread {@code narrows-look}: for alerts, versions and quality reports each second, for the rest every five. What it saw
 * last can be asked for at any time, on any thread, and waits for nobody; only what is looked up or changed on demand
 * does, and throws Kafka's and the registry's exceptions.
 */
public final class Lookout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SELDOM = 5;
    private static final int MOST_CHANGES = 100;

    private final NarrowsSettings settings;
    private final BackgroundLoop loop;
    private final RecentAlerts alerts = new RecentAlerts();
    private final LagHistory lag = new LagHistory();
    private final Fleet fleet = new Fleet();
    private final ErrorCounts errors = new ErrorCounts();
    private final List<VersionChange> changes = new ArrayList<>();
    private final AtomicReference<@Nullable Sources> sources = new AtomicReference<>();
    private volatile ModelsSeen models = ModelsSeen.NONE;
    private volatile Map<String, Silence> silences = Map.of();
    private volatile Map<String, WebhookSubscription> subscriptions = Map.of();
    private volatile String problem = "not looked yet";
    private long rounds;

    /** A lookout that does not look yet. */
    public Lookout(NarrowsSettings settings) {
        this.settings = settings;
        this.loop = new BackgroundLoop("narrows-look", EVERY, Pauses.OF_A_NETWORK, this::look, this::failed);
    }

    /** Begins to look. */
    public void start() {
        loop.start();
    }

    /** The alerts that came last. */
    public RecentAlerts alerts() {
        return alerts;
    }

    /** How far the group was behind. */
    public LagHistory lag() {
        return lag;
    }

    /** Which instance works with which version. */
    public Fleet fleet() {
        return fleet;
    }

    /** How the errors of each version of the model are distributed. */
    public ErrorCounts errors() {
        return errors;
    }

    /** Model versions and rollouts. */
    public ModelsSeen models() {
        return models;
    }

    /** Silences and alerts that somebody has seen, by id. */
    public Map<String, Silence> silences() {
        return silences;
    }

    /** Who hears of alerts by HTTP, by id. */
    public Map<String, WebhookSubscription> subscriptions() {
        return subscriptions;
    }

    /** Which versions became stable since this process looks, the first one that it found among them. */
    public List<VersionChange> changes() {
        synchronized (changes) {
            return List.copyOf(changes);
        }
    }

    /** Why it sees nothing now; empty where it does. */
    public String problem() {
        return problem;
    }

    /** A record of the input and what became of it; empty where it is gone. */
    public Optional<Inspected> inspect(int partition, long offset) {
        return open().inspection().record(partition, offset);
    }

    /** A few of the records that were encoded last, and what became of them. */
    public List<Inspected> newest() {
        return open().inspection().newest();
    }

    /** An alert with all that it holds; empty where it is gone. */
    public Optional<PlacedAlert> alert(int partition, long offset) {
        Sources from = open();
        return from.inspection()
                .raw(settings.topics().alerts(), partition, offset)
                .flatMap(from.alerts()::placed);
    }

    /** Writes a silence, or ends one where there is no record. */
    public void silence(String id, @Nullable Silence record) {
        Sources from = open();
        from.silences().write(id, record);
        silences = from.silences().all();
    }

    /**
     * Asks for a change of what is in service, and waits for the answer, which says whether it was refused.
     *
     * @throws NotYetException where nobody has answered in time; the command stays, and is carried out later
     */
    public Rollout ask(RolloutCommand command) {
        try (RolloutCommands commands = open().commands()) {
            Rollout answer = commands.ask(command, PATIENCE)
                    .orElseThrow(() -> new NotYetException("command: no answer within " + PATIENCE.toSeconds()
                            + " s (expected: a service of model " + command.getModelName()
                            + " that decides); it is carried out when one comes"));
            loop.wake();
            return answer;
        }
    }

    /** Writes a subscription, or ends one where there is no record. */
    public void subscribe(String id, @Nullable WebhookSubscription record) {
        Sources from = open();
        from.subscriptions().write(id, record);
        subscriptions = from.subscriptions().all();
    }

    private Sources open() {
        Sources open = sources.get();
        if (open == null) {
            throw new NotYetException("cluster: " + problem + " (expected: an answer; try again)");
        }
        return open;
    }

    private Round look() {
        Sources from = sources.get();
        if (from == null) {
            from = new Sources(settings);
            sources.set(from);
        }
        from.alerts().look(alerts::add);
        seeModels(from);
        if (rounds++ % SELDOM == 0) {
            seeLag(from);
            silences = from.silences().all();
            subscriptions = from.subscriptions().all();
        }
        problem = seeReports(from);
        return Round.DONE;
    }

    /** Returns what is wrong with it, empty where nothing is: without the right to read reports, all else is still seen. */
    private String seeReports(Sources from) {
        try {
            from.reports().look(report -> {
                fleet.see(report);
                errors.see(report);
            });
            return "";
        } catch (AuthorizationException e) {
            return "no reports of instances: " + e.getMessage();
        }
    }

    private void seeModels(Sources from) {
        List<ModelManifest> versions = from.models().list();
        Map<String, Rollout> rollouts = new HashMap<>();
        versions.stream()
                .map(ModelManifest::getName)
                .distinct()
                .forEach(name -> from.rollouts().current(name).ifPresent(rollout -> rollouts.put(name, rollout)));
        models = new ModelsSeen(versions, rollouts);
        Rollout ours = rollouts.get(settings.model().name());
        if (ours != null && ours.getStableVersion() != null) {
            seeChange(VersionChange.of(ours, ours.getStableVersion()));
        }
    }

    private void seeChange(VersionChange now) {
        synchronized (changes) {
            if (changes.isEmpty() || changes.get(changes.size() - 1).version() != now.version()) {
                changes.add(now);
            }
            if (changes.size() > MOST_CHANGES) {
                changes.remove(0);
            }
        }
    }

    private void seeLag(Sources from) {
        List<Long> lags =
                from.admin().lags(settings.applicationId(), settings.input().topic());
        OptionalLong since = from.admin().oldestTransaction(settings.applicationId() + "-");
        long now = System.currentTimeMillis();
        lag.add(new LagHistory.Sample(
                now,
                lags.stream().mapToLong(Long::longValue).sum(),
                lags,
                since.isPresent() ? Math.max(0, now - since.getAsLong()) : 0));
    }

    private void failed(Throwable why) {
        String reason = String.valueOf(why.getMessage());
        if (problem.isEmpty() || (rounds == 0 && !problem.equals(reason))) {
            LOG.warn("page sees nothing new reason={}", reason);
        }
        problem = reason;
    }

    @Override
    public void close() {
        loop.stop();
        loop.interrupt();
        loop.close();
        Sources open = sources.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }
}
