package dev.narrows.stream.config;

import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.trial.TrialLimits;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.stream.config.check.SettingException;
import dev.narrows.stream.config.source.PipelineLayers;
import dev.narrows.stream.config.source.SettingSources;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Everything that can be set, checked. Where values come from and which win says {@link SettingSources}; what each is
 * for says {@link #documentation}. Immutable.
 */
public final class NarrowsSettings {

    private final Map<String, Object> values;
    private final Map<String, String> registry;
    private final KafkaSettings kafka;

    private NarrowsSettings(Map<String, Object> values, Map<String, String> registry, Map<String, String> kafka) {
        this.values = Map.copyOf(values);
        this.registry = Map.copyOf(registry);
        this.kafka = KafkaSettings.of(values, kafka);
        fidelity(); // refused here where it cannot be
        input();
    }

    /**
     * Puts layers of settings together.
     *
     * @param layers maps of key to value; a later one wins over an earlier one
     * @throws SettingException in one line, naming every setting that is unknown, wrong or missing
     */
    @SafeVarargs
    public static NarrowsSettings of(Map<String, String>... layers) {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, String> layer : layers) {
            all.putAll(layer);
        }
        return new NarrowsSettings(
                SettingKeys.parse(all), startingWith(SettingKeys.REGISTRY, all), startingWith(SettingKeys.KAFKA, all));
    }

    /** One line a setting: key, type, default and purpose, as text for a terminal. */
    public static String documentation() {
        StringBuilder text = new StringBuilder();
        SettingKeys.DEFINITION.configKeys().values().stream()
                .sorted((a, b) -> a.name.compareTo(b.name))
                .forEach(key -> text.append(String.format(
                        Locale.ROOT,
                        "%s (%s, default %s)%n    %s%n",
                        key.name,
                        key.type.toString().toLowerCase(Locale.ROOT),
                        key.defaultValue,
                        key.documentation)));
        text.append(PipelineLayers.DOCUMENTATION);
        return text.toString();
    }

    /** Name of the application: consumer group and prefix of transactional ids. */
    public String applicationId() {
        return text("application.id");
    }

    /** What arrives. */
    public InputSettings input() {
        return new InputSettings(
                text("input.topic"),
                text("input.format"),
                inputFields(),
                number("input.max.bytes"),
                flag("input.create"),
                text("record").equals("whole"));
    }

    private InputFields inputFields() {
        try {
            return InputFields.parse(text("input.field"), text("input.fields"), text("input.nulls"));
        } catch (IllegalArgumentException e) {
            throw new SettingException(String.valueOf(e.getMessage()));
        }
    }

    /** Where everything else goes, and whether a missing topic may be made. */
    public TopicSettings topics() {
        return new TopicSettings(
                text("latents.topic"),
                text("alerts.topic"),
                text("dead.letters.topic"),
                text("models.topic"),
                text("rollouts.topic"),
                text("rollout.commands.topic"),
                text("quality.topic"),
                text("groups.topic"),
                SettingKeys.value(values, "latents.retention.ms", Long.class),
                flag("topics.create"));
    }

    /** Which model runs, where, and how many rows at once. */
    public ModelSettings model() {
        return new ModelSettings(
                text("model.name"),
                text("model.trusted.key"),
                text("execution.provider"),
                number("encode.max.rows"),
                encodeThreads());
    }

    /** How a new version is tried beside the stable one. */
    public RolloutSettings rollout() {
        return new RolloutSettings(
                flag("rollout.decides"),
                percents(text("rollout.canary.percents")),
                number("rollout.stage.rows"),
                fraction("rollout.sample.share"),
                fraction("rollout.alpha"),
                fraction("rollout.margin"));
    }

    /** Time whose rows are together compared with the training data. */
    public Duration driftWindow() {
        return Duration.ofMillis(number("drift.window.ms"));
    }

    private static List<Integer> percents(String list) {
        return list.isEmpty()
                ? List.of()
                : Stream.of(list.split(",", -1))
                        .map(percent -> Integer.valueOf(percent.trim()))
                        .toList();
    }

    /** How much a version may take on trial before it is loaded; empty where it is not tried. */
    public Optional<TrialLimits> trial() {
        int timeoutMs = number("model.trial.timeout.ms");
        return timeoutMs == 0
                ? Optional.empty()
                : Optional.of(
                        new TrialLimits(Duration.ofMillis(timeoutMs), (long) number("model.trial.memory.mb") << 20));
    }

    /** Stream threads of this process. */
    public int streamThreads() {
        return number("stream.threads");
    }

    private int encodeThreads() {
        int asked = number("encode.threads");
        return asked >= 0 ? asked : Math.max(0, Runtime.getRuntime().availableProcessors() - number("stream.threads"));
    }

    /** Most records of a batch, 1 or more. */
    public int batchRecords() {
        return number("batch.max.records");
    }

    /** What an alert tells. */
    public AlertSettings alerts() {
        return new AlertSettings(flag("alert.vector"), number("alert.contributions"));
    }

    /** What is promised of each record. */
    public Fidelity fidelity() {
        return FidelitySettings.of(values).behind(kafka.producerCompression());
    }

    /** Where health, metrics and page are served. */
    public HttpSettings http() {
        return new HttpSettings(text("http.host"), number("http.port"), flag("http.page"), text("http.token.file"));
    }

    /** Topic of silences. */
    public String silencesTopic() {
        return text("silences.topic");
    }

    /** How people are told of alerts. */
    public NotifySettings notifying() {
        return new NotifySettings(
                flag("notify"),
                text("subscriptions.topic"),
                text("notification.letters.topic"),
                flag("notify.private.addresses"),
                Duration.ofMillis(number("notify.timeout.ms")),
                Duration.ofMillis(number("notify.patience.ms")));
    }

    /** Everything in force, for people: our own keys, those of Streams and of the registry, secrets not shown. */
    public Map<String, String> shown() {
        return ShownSettings.of(values, registry, kafka.streams());
    }

    /** The registry client's settings, keys with their prefix {@code schema.registry.}. */
    public Map<String, String> registry() {
        return registry;
    }

    /** What Kafka Streams is configured with; a new object each time. */
    public Properties streams() {
        return kafka.streams();
    }

    /** Whether results are seen when they are committed, and not before. */
    public boolean exactlyOnce() {
        return StreamsConfig.EXACTLY_ONCE_V2.equals(streams().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** What Kafka clients outside the topology are configured with: addresses, security, nothing of a role. */
    public Map<String, Object> client() {
        return kafka.client();
    }

    /** {@code kafka.*} settings that no client of Kafka knows, one line each; a plug-in may read them all the same. */
    public List<String> warnings() {
        return kafka.unknown();
    }

    /** The largest record that the producers send, bytes. */
    public int largestRequestBytes() {
        return kafka.largestRequestBytes();
    }

    /** How long a stream thread may stay away from its consumer before the group takes its partitions away. */
    public Duration maxPollInterval() {
        return Duration.ofMillis(kafka.maxPollIntervalMs());
    }

    private String text(String key) {
        return SettingKeys.value(values, key, String.class);
    }

    private int number(String key) {
        return SettingKeys.value(values, key, Integer.class);
    }

    private boolean flag(String key) {
        return SettingKeys.value(values, key, Boolean.class);
    }

    private double fraction(String key) {
        return SettingKeys.value(values, key, Double.class);
    }

    private static Map<String, String> startingWith(String prefix, Map<String, String> settings) {
        Map<String, String> found = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key, value);
            }
        });
        return found;
    }
}
