package dev.narrows.stream.rights;

import dev.narrows.stream.config.InputSettings;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.NotifySettings;
import dev.narrows.stream.config.TopicSettings;
import dev.narrows.stream.control.ControlPlane;
import java.util.ArrayList;
import java.util.List;

/**
 * The rights that a service with these settings needs, and no more, as commands for kafka-acls or as a user for Strimzi.
 * Where {@code topics.create} is on, it may also make its topics. Describe is not among them: whoever may read or write a
 * thing may look at it. Pure; any thread.
 */
public final class LeastRights {

    private static final String READ = "Read";
    private static final String WRITE = "Write";
    private static final String CONFIGS = "DescribeConfigs";
    private static final String CREATE = "Create";

    private final List<Right> rights;

    private LeastRights(List<Right> rights) {
        this.rights = List.copyOf(rights);
    }

    /** Those of the service. */
    public static LeastRights of(NarrowsSettings settings) {
        TopicSettings topics = settings.topics();
        List<Right> rights = new ArrayList<>();
        rights.add(ofInput(settings));
        for (String output : List.of(topics.latents(), topics.alerts(), topics.deadLetters())) {
            // Read by the page, and alerts by who tells them.
            rights.add(topic(output, topics.create(), READ, WRITE, CONFIGS));
        }
        rights.add(topic(topics.models(), topics.create(), READ, CONFIGS));
        if (settings.rollout().decides()) {
            rights.addAll(toDecide(topics, ControlPlane.id(settings)));
        } else {
            rights.add(topic(topics.quality(), topics.create(), READ, WRITE));
            rights.add(topic(topics.rollouts(), topics.create(), READ, CONFIGS));
        }
        rights.add(topic(topics.groups(), topics.create(), READ, WRITE, CONFIGS));
        rights.addAll(toTell(settings));
        String id = settings.applicationId();
        rights.add(new Right(Right.Kind.GROUP, id, false, List.of(READ)));
        if (settings.exactlyOnce()) {
            rights.add(new Right(Right.Kind.TRANSACTIONAL_ID, id, true, List.of(WRITE)));
        }
        return new LeastRights(rights);
    }

    /** Written to only by who sends dead letters again on the page, which needs a token. */
    private static Right ofInput(NarrowsSettings settings) {
        InputSettings input = settings.input();
        return settings.http().tokenFile().isEmpty()
                ? topic(input.topic(), input.create(), READ, CONFIGS)
                : topic(input.topic(), input.create(), READ, WRITE, CONFIGS);
    }

    /** Those of the control plane, whose changelog topic Kafka Streams makes itself. */
    private static List<Right> toDecide(TopicSettings topics, String id) {
        return List.of(
                topic(topics.quality(), topics.create(), READ, WRITE),
                topic(topics.rollouts(), topics.create(), READ, WRITE, CONFIGS),
                // What the page's buttons ask for is written there.
                topic(topics.commands(), topics.create(), READ, WRITE),
                new Right(Right.Kind.TOPIC, id, true, List.of(READ, WRITE, CREATE)),
                new Right(Right.Kind.GROUP, id, false, List.of(READ)),
                new Right(Right.Kind.TRANSACTIONAL_ID, id, true, List.of(WRITE)));
    }

    /** Those of page and notifier. */
    private static List<Right> toTell(NarrowsSettings settings) {
        boolean create = settings.topics().create();
        NotifySettings notify = settings.notifying();
        List<Right> rights = new ArrayList<>(List.of(
                topic(settings.silencesTopic(), create, READ, WRITE, CONFIGS),
                topic(notify.subscriptionsTopic(), create, READ, WRITE, CONFIGS)));
        if (notify.enabled()) {
            rights.add(topic(notify.lettersTopic(), create, READ, WRITE));
            rights.add(new Right(Right.Kind.GROUP, settings.applicationId() + "-notify", false, List.of(READ)));
        }
        return rights;
    }

    /** One by one. */
    public List<Right> all() {
        return rights;
    }

    /** A command of kafka-acls for each, one a line. */
    public String commands(String principal, String bootstrapServers) {
        StringBuilder text = new StringBuilder();
        for (Right right : rights) {
            text.append("kafka-acls --bootstrap-server ").append(bootstrapServers);
            text.append(" --add --allow-principal ").append(principal);
            right.operations().forEach(operation -> text.append(" --operation ").append(operation));
            text.append(' ').append(right.kind().flag).append(' ').append(right.name());
            text.append(right.prefix() ? " --resource-pattern-type prefixed\n" : "\n");
        }
        return text.toString();
    }

    /** A KafkaUser of Strimzi, YAML. */
    public String strimziUser(String user, String cluster) {
        StringBuilder text = new StringBuilder("""
                apiVersion: kafka.strimzi.io/v1beta2
                kind: KafkaUser
                metadata:
                  name: %s
                  labels: {strimzi.io/cluster: %s}
                spec:
                  authentication: {type: scram-sha-512}
                  authorization:
                    type: simple
                    acls:
                """.formatted(user, cluster));
        for (Right right : rights) {
            text.append("      - resource: {type: ").append(right.kind().strimzi);
            text.append(", name: ").append(right.name());
            text.append(", patternType: ")
                    .append(right.prefix() ? "prefix" : "literal")
                    .append("}\n");
            text.append("        operations: [")
                    .append(String.join(", ", right.operations()))
                    .append("]\n");
        }
        return text.toString();
    }

    private static Right topic(String name, boolean create, String... operations) {
        List<String> all = new ArrayList<>(List.of(operations));
        if (create) {
            all.add(CREATE);
        }
        return new Right(Right.Kind.TOPIC, name, false, all);
    }
}
