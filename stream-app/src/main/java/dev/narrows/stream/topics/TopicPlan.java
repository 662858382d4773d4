package dev.narrows.stream.topics;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.TopicSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * All topics that a service with these settings needs, as they should be, to be compared with those that are there. Any
 * thread; asks brokers only through what it is given.
 */
public final class TopicPlan {

    private static final int ONE = 1;

    private final Map<String, Planned> topics = new LinkedHashMap<>();
    private final Optional<Short> replicas;

    private TopicPlan(Optional<Short> replicas) {
        this.replicas = replicas;
    }

    private record Planned(int partitions, Map<String, String> config) {}

    /** What a topic lacks: nothing, itself, settings that can be changed, or partitions, which only a person may add. */
    private record Difference(boolean missing, Map<String, String> config, List<String> lines) {}

    /**
     * @param partitions of input and outputs, 1 or more
     * @param replicas copies of each partition; empty leaves it to the brokers
     * @param minInsync copies that must have a record before it counts as written; empty leaves it to the brokers
     */
    public static TopicPlan of(
            NarrowsSettings settings, int partitions, Optional<Short> replicas, Optional<Integer> minInsync) {
        TopicPlan plan = new TopicPlan(replicas);
        TopicSettings names = settings.topics();
        Map<String, String> forAll = new LinkedHashMap<>();
        minInsync.ifPresent(count -> forAll.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, count.toString()));
        plan.add(settings.input().topic(), partitions, Map.of(), forAll);
        int inputMax = OutputTopic.DEFAULT_MAX_BYTES;
        plan.add(names.latents(), partitions, OutputTopic.config(inputMax, names.latentsRetentionMs()), forAll);
        plan.add(names.alerts(), partitions, OutputTopic.config(inputMax, null), forAll);
        plan.add(names.deadLetters(), partitions, OutputTopic.config(inputMax, null), forAll);
        for (String compacted : List.of(names.models(), names.rollouts(), names.groups())) {
            plan.add(compacted, ONE, forEver(), forAll);
        }
        return plan;
    }

    /** What would have to be done, one line each, beginning with the topic's name; empty where all is as planned. */
    public List<String> differences(TopicAdmin admin) {
        List<String> lines = new ArrayList<>();
        topics.forEach((name, planned) ->
                compare(admin, name, planned).lines().forEach(line -> lines.add(name + ": " + line)));
        return lines;
    }

    /**
     * Makes what is missing and changes settings that differ. Partitions of topics that exist stay as they are: more of
     * them would move keys to other partitions.
     *
     * @return what is still not as planned, one line each
     */
    public List<String> apply(TopicAdmin admin) {
        topics.forEach((name, planned) -> {
            Difference difference = compare(admin, name, planned);
            if (difference.missing()) {
                admin.create(new NewTopic(name, Optional.of(planned.partitions()), replicas).configs(planned.config()));
            } else if (!difference.config().isEmpty()) {
                admin.alter(name, difference.config());
            }
        });
        return differences(admin);
    }

    private static Difference compare(TopicAdmin admin, String name, Planned planned) {
        Optional<TopicState> found = admin.describe(name);
        if (found.isEmpty()) {
            return new Difference(
                    true,
                    Map.of(),
                    List.of("missing (expected: " + planned.partitions() + " partitions" + settings(planned) + ")"));
        }
        List<String> lines = new ArrayList<>();
        Map<String, String> changes = new LinkedHashMap<>();
        if (found.get().partitions() < planned.partitions()) {
            lines.add(found.get().partitions() + " partitions (expected: >= " + planned.partitions()
                    + "; add them by hand while nothing runs, keys move)");
        }
        planned.config().forEach((key, wanted) -> {
            String there = found.get().config().get(key);
            boolean atLeast = key.equals(OutputTopic.MAX_BYTES);
            boolean good = there == null
                    || there.equals(wanted)
                    || (atLeast && Long.parseLong(there) >= Long.parseLong(wanted));
            if (!good) {
                changes.put(key, wanted);
                lines.add(key + "=" + there + " (expected: " + (atLeast ? ">= " : "") + wanted + ")");
            }
        });
        return new Difference(false, changes, lines);
    }

    private static String settings(Planned planned) {
        StringBuilder text = new StringBuilder();
        planned.config()
                .forEach((key, value) ->
                        text.append(", ").append(key).append('=').append(value));
        return text.toString();
    }

    private static Map<String, String> forEver() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        return config;
    }

    private void add(String name, int partitions, Map<String, String> config, Map<String, String> forAll) {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.putAll(forAll);
        topics.put(name, new Planned(partitions, all));
    }
}
