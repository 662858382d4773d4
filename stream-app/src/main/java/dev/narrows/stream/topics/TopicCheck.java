package dev.narrows.stream.topics;

import dev.narrows.schemas.topic.Misspelt;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.TopicSettings;
import dev.narrows.stream.config.check.SettingException;
import dev.narrows.stream.route.RecordLimits;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the input topic and the three output topics before the stream starts, and makes those that are missing and
 * may be made: the outputs with as many partitions as the input, the latents with the retention that the settings name, dead letters with
 * room for the headers that they gain. For one thread; trying again is safe.
 */
public final class TopicCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

    private final TopicAdmin admin;
    private final String inputName;
    private final boolean createInput;
    private final TopicSettings settings;
    private final int largestRequest;
    private final int threads;

    /**
     * @param admin how brokers are asked
     * @param settings name the topics
     */
    public TopicCheck(TopicAdmin admin, NarrowsSettings settings) {
        this.admin = admin;
        this.inputName = settings.input().topic();
        this.createInput = settings.input().create();
        this.settings = settings.topics();
        this.largestRequest = settings.largestRequestBytes();
        this.threads = settings.streamThreads();
    }

    /**
     * Makes what is missing and checks all.
     *
     * @throws SettingException when a topic cannot be right; one line
     * @throws KafkaException when the brokers do not answer
     */
    public TopicReport check() {
        TopicState input = admin.describe(inputName).orElseGet(this::makeInput);
        TopicRules rules = new TopicRules(settings);
        rules.input(input);
        rules.memory(input, threads, Runtime.getRuntime().maxMemory());
        TopicState latents = output("latents.topic", settings.latents(), input, rules);
        TopicState alerts = output("alerts.topic", settings.alerts(), input, rules);
        TopicState letters = output("dead.letters.topic", settings.deadLetters(), input, rules);
        rules.latentsRetention(latents);
        return new TopicReport(
                input.partitions(),
                new RecordLimits(Math.min(maxBytes(latents), maxBytes(alerts)), maxBytes(letters)),
                rules.warnings());
    }

    private TopicState output(String key, String name, TopicState input, TopicRules rules) {
        if (name.equals(inputName)) {
            throw new SettingException(key, name, "another topic than input.topic");
        }
        TopicState output = admin.describe(name).orElseGet(() -> makeOutput(key, name, input));
        rules.output(key, output, input);
        return output;
    }

    /** An input that nobody writes to looks like one that is quiet, so it is made only where somebody asks for it. */
    private TopicState makeInput() {
        if (!createInput) {
            throw new SettingException(
                    "input.topic",
                    inputName + " does not exist",
                    "an existing topic" + Misspelt.perhaps(inputName, admin.names()) + ", or input.create=true");
        }
        return make(inputName, -1, Map.of());
    }

    private TopicState makeOutput(String key, String name, TopicState input) {
        if (!settings.create()) {
            throw new SettingException(
                    key,
                    name + " does not exist",
                    "an existing topic" + Misspelt.perhaps(name, admin.names()) + ", or topics.create=true");
        }
        return make(
                name,
                input.partitions(),
                OutputTopic.config(key, input.number(OutputTopic.MAX_BYTES, OutputTopic.DEFAULT_MAX_BYTES), settings));
    }

    private TopicState make(String name, int partitions, Map<String, String> config) {
        Optional<Integer> count = partitions < 0 ? Optional.empty() : Optional.of(partitions);
        TopicState made = admin.create(new NewTopic(name, count, Optional.empty()).configs(config));
        LOG.info("topic created topic={} partitions={}", name, made.partitions());
        return made;
    }

    private int maxBytes(TopicState topic) {
        return (int) Math.min(largestRequest, topic.number(OutputTopic.MAX_BYTES, OutputTopic.DEFAULT_MAX_BYTES));
    }
}
