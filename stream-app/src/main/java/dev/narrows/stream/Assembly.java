package dev.narrows.stream;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.GroupWork;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.group.GroupLog;
import dev.narrows.schemas.model.TrustedKeys;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.onnx.session.ProviderChoice;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.topic.AgedTopic;
import dev.narrows.schemas.topic.Brokers;
import dev.narrows.schemas.topic.TopicReader;
import dev.narrows.schemas.trial.ModelTrial;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Packing;
import dev.narrows.stream.config.InputSettings;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.check.SettingException;
import dev.narrows.stream.drift.DriftFollower;
import dev.narrows.stream.encode.EncodeWorkers;
import dev.narrows.stream.encode.ModelsInService;
import dev.narrows.stream.encode.SlicePlan;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.group.GroupGuard;
import dev.narrows.stream.group.GroupWatch;
import dev.narrows.stream.notice.BrokerWatch;
import dev.narrows.stream.notice.DriftNotice;
import dev.narrows.stream.notice.RegistryReport;
import dev.narrows.stream.notice.RolloutReport;
import dev.narrows.stream.owned.Owned;
import dev.narrows.stream.rollout.StableVersion;
import dev.narrows.stream.route.QualityFormat;
import dev.narrows.stream.route.RecordLimits;
import dev.narrows.stream.route.RouteFormats;
import dev.narrows.stream.start.StartWait;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import dev.narrows.stream.status.ServiceMetrics;
import dev.narrows.stream.topics.TopicAdmin;
import dev.narrows.stream.topics.TopicCheck;
import dev.narrows.stream.topics.TopicReport;
import dev.narrows.stream.topology.NarrowsTopology;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.IsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the parts of the service one after the other, checks the surroundings on the way, and connects them. */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
    private static final Duration WATCH = Duration.ofSeconds(5);

    private final NarrowsSettings settings;
    private final Map<String, Object> client;
    private final Health health;
    private final ServiceMetrics metrics;
    private final Owned owned;
    private final StartWait wait;
    private final OnnxSettings onnx;
    private final ProviderChoice provider;

    /**
     * Chooses where models run, before anything is opened.
     *
     * @param owned takes what is opened
     * @throws RuntimeException when models cannot run where the settings want them to
     */
    Assembly(NarrowsSettings settings, Health health, ServiceMetrics metrics, Owned owned) {
        this.settings = settings;
        this.client = settings.client();
        this.health = health;
        this.metrics = metrics;
        this.owned = owned;
        this.wait = new StartWait(health);
        this.onnx = OnnxSettings.of(ExecutionProvider.of(settings.model().provider()));
        this.provider = ProviderChoice.of(onnx);
    }

    /**
     * Opens everything and starts nothing that consumes.
     *
     * @param onStream called when the stream starts
     * @param onFailure hears why the service fails for good, later
     * @return starts to follow rollouts; with the first model the stream starts
     * @throws RuntimeException when something cannot be right
     */
    Runnable open(Runnable onStream, Consumer<Failure> onFailure) {
        TrustedKeys trusted = trusted(settings.model().trustedKey());
        if (settings.model().trustedKey().isEmpty()) {
            warn(
                    "models",
                    "model.trusted.key: not set, so models of anybody who can write to topic "
                            + settings.topics().models() + " are used (expected: the key that signs your models)");
        }
        SchemaRegistry registry = owned.add(SchemaRegistry.connect(settings.registry()));
        settings.warnings().forEach(warning -> warn("settings", warning));
        TopicAdmin admin = owned.add(brokers(() -> TopicAdmin.open(client)));
        if (settings.exactlyOnce()) {
            brokers(admin::transactionsWarning).ifPresent(warning -> warn("brokers", warning));
        }
        TopicReport topics = brokers(() -> new TopicCheck(admin, settings).check());
        health.up(Part.TOPICS, settings.input().topic() + " has " + topics.partitions() + " partitions");
        topics.warnings().forEach(warning -> warn("topics", warning));
        DriftFollower drift = owned.add(drift(registry));
        RouteFormats formats = formats(registry, topics.limits(), drift);
        ModelStore store = owned.add(brokers(() -> store(registry, trusted)));
        RolloutLog rollouts = owned.add(brokers(() -> rollouts(registry)));
        GroupGuard guard = guard(registry, admin);
        RegistryWait patience =
                new RegistryWait(settings.maxPollInterval().dividedBy(2), new RegistryReport(health, metrics));
        EncodeWorkers workers = owned.add(EncodeWorkers.start(settings.model().threads()));
        SlicePlan plan = new SlicePlan(settings.model().maxRows(), settings.batchRecords());
        ModelsInService slot =
                owned.add(new ModelsInService(() -> reader(registry), patience, plan, settings.fidelity(), workers));
        StreamRunner runner = owned.add(runner(slot, formats, onFailure));
        owned.add(patience::stop);
        GroupWatch watch = owned.add(new GroupWatch(guard, WATCH, onFailure));
        RolloutReport report = new RolloutReport(health, metrics, onFailure, () -> {
            onStream.run();
            runner.start();
        });
        watch.start();
        TriedModels tried = new TriedModels(store, settings.trial().map(ModelTrial::new));
        StableVersion stable = owned.add(new StableVersion(
                settings.model().name(),
                id -> OnnxModel.load(tried.load(id), onnx),
                slot,
                settings.rollout().sampleShare(),
                report));
        Runnable decide = deciding(registry, store, tried, rollouts, onFailure);
        owned.add(new BrokerWatch(admin, health, WATCH, why -> onFailure.accept(Failure.of("broker watch", why))))
                .start();
        ReadyLine.log(settings, topics, provider);
        return () -> {
            stable.start(rollouts);
            drift.start();
            decide.run();
        };
    }

    private GroupGuard guard(SchemaRegistry registry, TopicAdmin admin) {
        String groups = settings.topics().groups();
        wait.until(Part.REGISTRY, () -> registry.register(groups, GroupWork.getClassSchema()));
        GroupLog log = owned.add(brokers(() -> GroupLog.open(client, groups, registry)));
        GroupGuard guard = new GroupGuard(log, admin, settings, InstantSource.system());
        brokers(guard::claim).forEach(warning -> warn("group", warning));
        return guard;
    }

    /** Each client looks the brokers' names up anew when it is made. */
    private <T> T brokers(Supplier<T> question) {
        return wait.until(Part.BROKER, () -> {
            Brokers.resolve(client);
            return question.get();
        });
    }

    private RouteFormats formats(SchemaRegistry registry, RecordLimits limits, DriftFollower drift) {
        String latents = settings.topics().latents();
        String alerts = settings.topics().alerts();
        return new RouteFormats(
                wait.until(Part.REGISTRY, () -> registry.register(latents, Latent.getClassSchema())),
                wait.until(Part.REGISTRY, () -> registry.register(alerts, AnomalyAlert.getClassSchema())),
                alerts,
                settings.alerts(),
                limits,
                quality(registry),
                drift::shifted,
                RouteFormats.usualAlertTime());
    }

    private DriftFollower drift(SchemaRegistry registry) {
        String topic = settings.topics().quality();
        return new DriftFollower(
                settings.model().name(),
                topic,
                () -> new TopicReader(
                        TopicReader.consumer(client, IsolationLevel.READ_COMMITTED),
                        topic,
                        DriftFollower.HOLDS,
                        System::nanoTime),
                new RecordDeserializer<>(registry, QualityReport.getClassSchema()),
                InstantSource.system(),
                new DriftNotice(health, metrics));
    }

    private QualityFormat quality(SchemaRegistry registry) {
        String topic = settings.topics().quality();
        brokers(() -> {
            AgedTopic.ensure(client, topic, Deciding.QUALITY_KEPT);
            return topic;
        });
        int schema = wait.until(Part.REGISTRY, () -> registry.register(topic, QualityReport.getClassSchema()));
        return new QualityFormat(
                schema,
                topic,
                ManagementFactory.getRuntimeMXBean().getName(),
                settings.input().topic());
    }

    private ModelStore store(SchemaRegistry registry, TrustedKeys trusted) {
        return ModelStore.open(client, settings.topics().models(), registry, trusted);
    }

    private Runnable deciding(
            SchemaRegistry registry,
            ModelStore store,
            TriedModels tried,
            RolloutLog rollouts,
            Consumer<Failure> onFailure) {
        if (!settings.rollout().decides()) {
            return () -> {};
        }
        Deciding deciding = new Deciding(settings, registry, wait);
        brokers(deciding::ensureTopics);
        deciding.register();
        return owned.add(deciding.controlPlane(store, tried, rollouts, health, onFailure))::start;
    }

    private RolloutLog rollouts(SchemaRegistry registry) {
        return RolloutLog.open(client, settings.topics().rollouts(), registry);
    }

    private StreamRunner runner(ModelsInService slot, RouteFormats formats, Consumer<Failure> onFailure) {
        Properties properties = settings.streams();
        Packing.install(properties);
        return new StreamRunner(
                NarrowsTopology.build(settings, slot, formats, metrics::batchDone),
                properties,
                health,
                metrics,
                onFailure);
    }

    private VectorReader reader(SchemaRegistry registry) {
        InputSettings input = settings.input();
        VectorFormat format = VectorFormat.valueOf(input.format().toUpperCase(Locale.ROOT));
        VectorReader reader = VectorReader.of(format, input.fields(), registry, input.maxBytes());
        return input.whole() ? reader.carrying() : reader;
    }

    private static TrustedKeys trusted(String pem) {
        if (pem.isEmpty()) {
            return TrustedKeys.anybody();
        }
        try {
            return TrustedKeys.read(Path.of(pem));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new SettingException("model.trusted.key", pem, "a readable PEM file of one Ed25519 public key");
        }
    }

    private void warn(String about, String warning) {
        health.warn(warning);
        LOG.warn("{}: {}", about, warning);
    }
}
