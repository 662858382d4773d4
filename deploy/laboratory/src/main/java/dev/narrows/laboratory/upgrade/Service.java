package dev.narrows.laboratory.upgrade;

import dev.narrows.laboratory.jvm.ChildJvm;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.laboratory.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The service that is upgraded: its topics, all of them its own, and its JVM. Immutable. */
public final class Service {

    private static final List<String> ROLES =
            List.of("in", "latents", "alerts", "dead", "models", "rollouts", "commands", "quality", "groups");

    private final String id = "bench-upgrade-" + System.nanoTime();
    private final Venue venue;
    private final String model;

    /**
     * Starts nothing yet.
     *
     * @param venue where it runs
     * @param model name of what it serves
     */
    public Service(Venue venue, String model) {
        this.venue = venue;
        this.model = model;
    }

    /** Topic of the vectors. */
    public String input() {
        return topic("in");
    }

    /** Topic of the latents. */
    public String latents() {
        return topic("latents");
    }

    /** Topics that are made with the input's partitions. */
    public Stream<String> data() {
        return ROLES.subList(0, 4).stream().map(this::topic);
    }

    /** All its topics. */
    public Stream<String> topics() {
        return ROLES.stream().map(this::topic);
    }

    /** As the service names them. */
    public Map<String, String> settings() {
        ContestSettings common = venue.contestants();
        Map<String, String> settings = new TreeMap<>(UpgradeSettings.quickEvidence());
        settings.put("application.id", id);
        settings.put("input.topic", topic("in"));
        settings.put("latents.topic", topic("latents"));
        settings.put("alerts.topic", topic("alerts"));
        settings.put("dead.letters.topic", topic("dead"));
        settings.put("models.topic", topic("models"));
        settings.put("rollouts.topic", topic("rollouts"));
        settings.put("rollout.commands.topic", topic("commands"));
        settings.put("quality.topic", topic("quality"));
        settings.put("groups.topic", topic("groups"));
        settings.put("model.name", model);
        settings.put("stream.threads", "" + common.threads());
        settings.put("http.host", "127.0.0.1");
        settings.put("http.port", "0");
        settings.putAll(common.settings());
        settings.putAll(venue.cluster().settings());
        return settings;
    }

    /** Starts it, with a heap that is touched whole at once: what its process takes more later lies outside it. */
    public ChildJvm start() {
        List<String> options = new ArrayList<>(venue.contestants().jvm());
        venue.contestants().jvm().stream()
                .filter(option -> option.startsWith("-Xmx"))
                .map(option -> option.replace("-Xmx", "-Xms"))
                .forEach(options::add);
        options.add("-XX:+AlwaysPreTouch");
        List<String> program = new ArrayList<>(List.of("dev.narrows.stream.Main"));
        settings().forEach((key, value) -> program.addAll(List.of("--set", key + "=" + value)));
        return ChildJvm.start("service", venue.scratch(), options, program);
    }

    private String topic(String role) {
        return id + "-" + role;
    }
}
