package dev.narrows.stream.doctor;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.topic.Brokers;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.topics.TopicAdmin;
import dev.narrows.stream.topics.TopicCheck;
import dev.narrows.stream.topics.TopicReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Examines what a service with these settings would find. One look that fails does not keep the others from being made,
 * save that nothing is asked of brokers that do not answer. For one thread.
 */
public final class Doctor {

    private static final Duration CLOCK_MAY_DIFFER = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NarrowsSettings settings;
    private final InstantSource clock;

    /** @param settings with {@code topics.create} and {@code input.create} off, so that nothing is made */
    public Doctor(NarrowsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What was found, in the order in which it was looked at. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        Machine.look(settings).forEach(findings::add);
        settings.warnings().forEach(warning -> findings.add(Finding.warning("settings", warning)));
        Finding registry = look("registry", this::registry);
        findings.add(registry);
        Finding brokers = look("brokers", () -> {
            Brokers.reach(settings.client());
            return Finding.good("brokers", "answer at " + settings.client().get("bootstrap.servers"));
        });
        findings.add(brokers);
        if (brokers.state() != Finding.State.BAD) {
            Finding topics = look("topics", () -> topics(findings));
            findings.add(topics);
            if (topics.state() != Finding.State.BAD && registry.state() != Finding.State.BAD) {
                findings.add(look("model", this::model));
            }
        }
        return findings;
    }

    private static Finding look(String subject, Supplier<Finding> at) {
        try {
            return at.get();
        } catch (RuntimeException e) {
            return Finding.bad(
                    subject, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private Finding topics(List<Finding> findings) {
        try (TopicAdmin admin = TopicAdmin.open(settings.client())) {
            if (settings.exactlyOnce()) {
                admin.transactionsWarning().ifPresent(found -> findings.add(Finding.warning("brokers", found)));
            }
            TopicReport report = new TopicCheck(admin, settings).check();
            report.warnings().forEach(warning -> findings.add(Finding.warning("topics", warning)));
            for (String topic : List.of(
                    settings.topics().models(),
                    settings.topics().rollouts(),
                    settings.topics().groups())) {
                if (!admin.exists(topic)) {
                    return Finding.bad(
                            "topics",
                            topic + " does not exist (expected: made by narrows topics create --apply, by the first"
                                    + " train, or by a service with topics.create=true)");
                }
            }
            return Finding.good(
                    "topics", "all there; " + settings.input().topic() + " has " + report.partitions() + " partitions");
        }
    }

    private Finding model() {
        String name = settings.model().name();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                RolloutLog log =
                        RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            Optional<Integer> stable = log.current(name).map(Rollout::getStableVersion);
            return stable.map(version -> Finding.good("model", name + ":" + version + " is stable"))
                    .orElseGet(() -> Finding.bad(
                            "model",
                            "no version of " + name + " is stable (expected: one; narrows train, or narrows models"
                                    + " promote)"));
        }
    }

    /** Asks the registry's address alone, and compares its clock with ours. */
    private Finding registry() {
        String url = String.valueOf(settings.registry().get("schema.registry.url"));
        URI first = URI.create(url.split(",", -1)[0].trim() + "/schemas/types");
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(first).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 500) {
                return Finding.bad("registry", first + " answers " + answer.statusCode() + " (expected: below 500)");
            }
            return answer.headers()
                    .firstValue("date")
                    .flatMap(this::clockDiffers)
                    .orElseGet(() -> Finding.good("registry", "answers at " + url));
        } catch (IOException e) {
            return Finding.bad(
                    "registry", url + " does not answer: " + e + " (expected: Confluent's API; schema.registry.url)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.bad("registry", "interrupted (expected: an answer)");
        }
    }

    private Optional<Finding> clockDiffers(String date) {
        Instant theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        Duration difference = Duration.between(theirs, clock.instant());
        return difference.abs().compareTo(CLOCK_MAY_DIFFER) > 0
                ? Optional.of(Finding.warning(
                        "clock",
                        "differs from the registry's by " + difference.toSeconds()
                                + " s (expected: <= 30 s; latencies and retention count from timestamps)"))
                : Optional.empty();
    }
}
