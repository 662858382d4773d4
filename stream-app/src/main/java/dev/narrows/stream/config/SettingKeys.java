package dev.narrows.stream.config;

import dev.narrows.schemas.topic.Misspelt;
import dev.narrows.schemas.trial.TrialLimits;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.stream.config.check.Expected;
import dev.narrows.stream.config.check.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Our own keys: name, type, default, what is valid and what each is for, in one definition from which the values are
 * checked and the documentation is made. Stateless; any thread.
 */
final class SettingKeys {

    static final String KAFKA = "kafka.";
    static final String REGISTRY = "schema.registry.";

    private static final String KAFKA_SERVERS = KAFKA + "bootstrap.servers";
    private static final String REGISTRY_URL = REGISTRY + "url";
    private static final Validator TOPIC = Expected.matching("[a-zA-Z0-9._-]{1,249}", "a topic name");
    private static final Validator NAME = Expected.matching("[a-zA-Z0-9._-]+", "letters, digits, '.', '_' and '-'");

    static final ConfigDef DEFINITION = new ConfigDef();

    static {
        text("application.id", "narrows", NAME)
                .means("Consumer group and prefix of the transactional ids; instances that share it share the work.");
        text("input.topic", "vectors", TOPIC).means("Topic of the vectors.");
        flag("input.create", false)
                .means("Whether a missing input topic is created; off, it stops the start, as a misspelt name would.");
        text("input.format", "avro", Expected.oneOf("avro", "raw", "json"))
                .means("What an input value is: avro (by schema id), raw (little-endian float32), json (array).");
        text("input.field", VectorReader.DEFAULT_FIELD, Expected.NOT_BLANK)
                .means("Field of an Avro record or a JSON object that holds the vector; dots lead into nested ones.");
        text("input.fields", "", Expected.ANYTHING)
                .means(
                        "In place of input.field: fields of one number each, comma separated, in the order of the vector;"
                                + " * stands for any characters but dots (Avro: plain numbers like that, in the schema's order).");
        text("input.nulls", InputFields.REFUSE, Expected.NOT_BLANK)
                .means(
                        "What stands for a number that is null or, in JSON, not there: a number, mean (that of the feature in the"
                                + " stable version's training), or refuse (a dead letter).");
        number("input.max.bytes", VectorReader.DEFAULT_MAX_BYTES, 1, Integer.MAX_VALUE)
                .means("Longest value that is read; a longer one is a dead letter.");
        text("record", "vector", Expected.oneOf("vector", "whole"))
                .means(
                        "What a latent keeps of a record: its vector, or the whole of it, so that consumers get the producer's"
                                + " own record back.");
        text("latents.topic", "latents", TOPIC).means("Topic of the latents.");
        key("latents.retention.ms", ConfigDef.Type.LONG, -1L, Expected.atLeast(-1))
                .means(
                        "How long the latents topic keeps a record, counted from the record's own timestamp; -1 for ever."
                                + " Older records that are replayed are deleted soon after they are written.");
        text("alerts.topic", "alerts", TOPIC).means("Topic of the anomaly alerts.");
        text("dead.letters.topic", "dead-letters", TOPIC).means("Topic of the records that are not usable vectors.");
        text("models.topic", "models", TOPIC).means("Topic of the model versions.");
        text("rollouts.topic", "rollouts", TOPIC).means("Topic that says which version of a model is in service.");
        text("rollout.commands.topic", "rollout-commands", TOPIC).means("Topic of what is asked of rollouts.");
        text("quality.topic", "quality", TOPIC).means("Topic of what each version does, by windows of time.");
        text("groups.topic", "groups", TOPIC).means("Topic that says what each application id works on.");
        text("silences.topic", "silences", TOPIC)
                .means("Topic of the alerts that need nobody's attention: seen by somebody, or silenced by key.");
        text("subscriptions.topic", "subscriptions", TOPIC).means("Topic of those who hear of alerts by HTTP.");
        text("notification.letters.topic", "notification-dead-letters", TOPIC)
                .means("Topic of the messages that no receiver took.");
        flag("notify", true).means("Whether this process tells those who subscribed of alerts.");
        flag("notify.private.addresses", false)
                .means("Whether receivers may be at loopback, link-local and private addresses.");
        number("notify.timeout.ms", 10_000, 100, 600_000).means("Longest time of one try to post a message.");
        number("notify.patience.ms", 90_000_000, 0, Integer.MAX_VALUE)
                .means("How long a message is tried before it goes to the letters; 25 hours by default.");
        flag("topics.create", true)
                .means("Whether missing topics other than the input are created; off, a missing one stops the start.");
        text("model.name", "default", NAME).means("Model whose stable version encodes.");
        text("model.trusted.key", "", Expected.ANYTHING)
                .means("PEM file of an Ed25519 public key; where set, only models signed with it are used.");
        flag("rollout.decides", true)
                .means(
                        "Whether instances of this service may decide about their model's rollouts; off, they only follow. Of all that"
                                + " may, whatever their application id, one does.");
        text(
                        "rollout.canary.percents",
                        "5,25,50",
                        Expected.matching("|[0-9]{1,3}( *, *[0-9]{1,3})*", "percentages, rising"))
                .means(
                        "Shares of keys that a candidate encodes before it is stable, one after the other, where the model's"
                                + " own policy names none; empty for none.");
        number("rollout.stage.rows", 500, 1, Integer.MAX_VALUE)
                .means("Least rows that candidate and stable version are compared on at each stage.");
        share("rollout.sample.share", 0.01).means("Share of rows that both versions encode and decode to be compared.");
        share("rollout.alpha", 0.05)
                .means("Most that an equally good candidate is rolled back with, and a worse one made stable.");
        share("rollout.margin", 0.02)
                .means("How much worse a candidate may be, in the mean of paired differences; 0.02 is about 4 % more"
                        + " squared error.");
        number("drift.window.ms", 300_000, 10_000, 86_400_000)
                .means(
                        "Time whose rows are together compared with what the version in service was trained on; longer where"
                                + " these are too few to tell.");
        number("model.trial.timeout.ms", (int) TrialLimits.DEFAULT.time().toMillis(), 0, Integer.MAX_VALUE)
                .means(
                        "Longest time that a version may take on trial, in a process of its own, before this one loads it;"
                                + " longer, or a crash, and it is refused. 0: loaded untried.");
        number("model.trial.memory.mb", (int) (TrialLimits.DEFAULT.memoryBytes() >> 20), 128, 1 << 20)
                .means("Most memory of that process in MiB, beside eight times the size of the version's graphs.");
        text("execution.provider", "auto", Expected.oneOf("auto", "cpu", "cuda"))
                .means(
                        "Where the model runs. auto tries CUDA and says what it got; cuda stops the start without CUDA.");
        number("stream.threads", spareCores(), 1, 1_000)
                .means("Stream threads; by default one less than the cores. More than input partitions stay idle.");
        number("batch.max.records", 1_000, 1, 1_000_000).means("Most records of one poll, and so of one batch.");
        number("encode.max.rows", 0, 0, 65_536)
                .means("Most vectors of one run of the model; a larger batch runs in slices. 0: as many as suit the"
                        + " dimension (32 to 256), on a GPU up to 8192.");
        number("encode.threads", -1, -1, 1_000)
                .means("Threads that run the model beside the stream threads, shared by these. -1: as many as there are"
                        + " cores that no stream thread takes; 0: each stream thread runs the model itself.");
        flag("alert.vector", false).means("Whether an alert carries the vector.");
        number("alert.contributions", 5, 0, 1_000)
                .means("How many of the features that contribute most an alert names.");
        FidelitySettings.define();
        text("http.host", "localhost", Expected.NOT_BLANK)
                .means("Address that health and metrics listen on; 0.0.0.0 for every address of the machine, as a"
                        + " container needs.");
        flag("http.page", false)
                .means(
                        "Whether the page and its API show vectors and values to whoever reaches the port; figures, keys and"
                                + " alerts they show in any case.");
        text("http.token.file", "", Expected.ANYTHING)
                .means("File with the token that changes by the page or its API need; empty, and they take none.");
        number("http.port", 8080, 0, 65_535).means("Port of health and metrics; 0 takes a free one.");
    }

    private SettingKeys() {}

    /**
     * The values of all own keys, defaults filled in.
     *
     * @param settings every setting found, those of Kafka and the registry among them
     * @throws SettingException when a key is unknown, a value wrong or a needed one missing; it names all of them
     */
    static Map<String, Object> parse(Map<String, String> settings) {
        Map<String, String> own = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        settings.forEach((key, value) -> {
            if (DEFINITION.names().contains(key)) {
                own.put(key, value.trim());
            } else if (key.equals("pipelines")) {
                wrong.add(key + ": " + value + " (expected: one of them, chosen with --pipeline)");
            } else if (key.startsWith("pipeline.")) {
                if (settings.containsKey("pipelines")) {
                    return; // What is wrong then is said of that key.
                }
                wrong.add(key + ": " + value + " (expected: pipelines=" + key.split("\\.", -1)[1] + " as well)");
            } else if (!key.startsWith(KAFKA) && !key.startsWith(REGISTRY)) {
                wrong.add(key + ": unknown setting (expected: a known one" + perhaps(key) + ")");
            }
        });
        require(settings, KAFKA_SERVERS, "host:port, comma separated", wrong);
        require(settings, REGISTRY_URL, "one or more addresses, comma separated", wrong);
        for (ConfigValue value : DEFINITION.validate(own)) {
            if (!value.errorMessages().isEmpty()) {
                wrong.add(value.name() + ": " + own.get(value.name()) + " (expected: " + expected(value.name()) + ")");
            }
        }
        if (!wrong.isEmpty()) {
            throw new SettingException(String.join("; ", wrong));
        }
        return DEFINITION.parse(own);
    }

    private static String perhaps(String unknown) {
        if (KafkaNames.isKnown(unknown)) {
            return ", perhaps " + KAFKA + unknown;
        }
        List<String> known = new ArrayList<>(DEFINITION.names());
        known.add(KAFKA_SERVERS);
        known.add(REGISTRY_URL);
        return Misspelt.perhaps(unknown, known);
    }

    /**
     * The value of one of our keys, which all have one once they were checked.
     *
     * @throws NullPointerException where that key is none of ours, or may be without a value
     */
    static <T> T value(Map<String, Object> values, String key, Class<T> type) {
        return type.cast(Objects.requireNonNull(values.get(key), key));
    }

    private static void require(Map<String, String> settings, String key, String expected, List<String> wrong) {
        if (settings.getOrDefault(key, "").isBlank()) {
            wrong.add(key + ": missing (expected: " + expected + ")");
        }
    }

    private static String expected(String name) {
        ConfigDef.ConfigKey key = Objects.requireNonNull(DEFINITION.configKeys().get(name), name);
        return switch (key.type) {
            case BOOLEAN -> "true or false";
            case DOUBLE -> "a number, " + key.validator;
            case INT, LONG -> "a whole number, " + key.validator;
            default -> String.valueOf(key.validator);
        };
    }

    /** Ends the definition of a key with its purpose. */
    @FunctionalInterface
    interface Definition {
        void means(String purpose);
    }

    static Definition text(String name, String otherwise, Validator valid) {
        return key(name, ConfigDef.Type.STRING, otherwise, valid);
    }

    private static Definition number(String name, int otherwise, int least, int most) {
        return key(name, ConfigDef.Type.INT, otherwise, Expected.between(least, most));
    }

    private static Definition share(String name, double otherwise) {
        return key(name, ConfigDef.Type.DOUBLE, otherwise, Expected.SHARE);
    }

    static Definition flag(String name, boolean otherwise) {
        return key(name, ConfigDef.Type.BOOLEAN, otherwise, Expected.ANYTHING);
    }

    private static Definition key(String name, ConfigDef.Type type, Object otherwise, Validator valid) {
        return purpose -> DEFINITION.define(name, type, otherwise, valid, ConfigDef.Importance.MEDIUM, purpose);
    }

    private static int spareCores() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }
}
