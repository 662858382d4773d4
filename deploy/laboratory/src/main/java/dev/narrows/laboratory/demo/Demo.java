package dev.narrows.laboratory.demo;

import dev.narrows.laboratory.demo.digits.DemoKey;
import dev.narrows.laboratory.demo.digits.Digits;
import dev.narrows.laboratory.demo.digits.StreamPlan;
import dev.narrows.laboratory.demo.digits.Streamer;
import dev.narrows.laboratory.demo.outcome.Count;
import dev.narrows.laboratory.demo.outcome.DemoReport;
import dev.narrows.laboratory.demo.outcome.Streamed;
import dev.narrows.schemas.latent.LatentReader;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.produce.VectorProducer;
import dev.narrows.schemas.produce.VectorWriter;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.scan.TopicTail;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.stream.config.TopicSettings;
import dev.narrows.trainer.publish.Publication;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The story: digits into a topic, a model trained on them, a stream with known non-digits in it, a better model while it
 * runs, and at the end everything decoded and counted. One thread tells it; what it started runs until {@link #close}.
 */
public final class Demo implements AutoCloseable {
    static final String MODEL = "digits";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TRIAL = Duration.ofSeconds(45);

    private final DemoSettings demo;
    private final Narrator narrator;
    private final DemoSite site;
    private final SchemaRegistry registry;
    private final StreamPlan plan;
    private final Map<String, Object> kafka;
    private final String input;
    private final VectorWriter writer;

    private Demo(DemoSettings demo, Narrator narrator, DemoSite site) {
        this.demo = demo;
        this.narrator = narrator;
        this.site = site;
        this.registry = SchemaRegistry.connect(site.settings().registry());
        this.plan = StreamPlan.of(Digits.toStream(), demo.streamRecords(), demo.notDigits(), demo.seed());
        this.kafka = site.settings().client();
        this.input = site.settings().input().topic();
        this.writer = VectorWriter.of(VectorFormat.AVRO, input, registry);
    }

    /**
     * Starts broker, registry, service and page.
     *
     * @param lines hears what happens, a line at a time
     */
    public static Demo start(DemoSettings demo, Consumer<String> lines) {
        StoryBoard board = new StoryBoard();
        Narrator narrator = new Narrator(board, lines);
        narrator.plan(Step.values());
        narrator.begin(Step.START);
        DemoSite site = new DemoSite(demo, board);
        Demo started = new Demo(demo, narrator, site);
        narrator.say("the page is at " + started.page());
        return started;
    }

    /** Address of the page. */
    public String page() {
        return "http://localhost:" + site.service().httpPort();
    }

    /**
     * Tells it.
     *
     * @throws TimeoutException when the service did not do within a minute what it does within seconds
     */
    public DemoReport tell() throws InterruptedException, TimeoutException {
        try (VectorProducer producer = VectorProducer.open(kafka, input)) {
            narrator.begin(Step.PRODUCE);
            produceTrainingDigits(producer);
            narrator.begin(Step.TRAIN);
            Training lessons = Training.onTopic(site.settings(), registry, demo.seed(), narrator);
            rollOut(lessons.train(demo.quick()));
            narrator.begin(Step.STREAM);
            try (Streamer streamer = new Streamer(plan, demo.trainingDigits(), producer, writer)) {
                streamer.start(demo.recordsPerSecond(), demo.streamRecords() / 3);
                ModelArtefact better = lessons.train(demo.better());
                narrator.begin(Step.SWITCH);
                narrator.say(streamer.sent() + " of " + plan.records() + " records streamed so far");
                streamer.goOn(demo.recordsPerSecond() / 2, demo.streamRecords() / 12);
                rollOutInStages(better);
                streamer.hurry();
                streamer.awaitEnd();
            }
        }
        narrator.begin(Step.COUNT);
        try (CaughtUp service = new CaughtUp(kafka, site.settings().applicationId(), input)) {
            service.await(PATIENCE);
        }
        Streamed streamed = new Streamed(
                plan, demo.trainingDigits(), demo.better().codeBytes(), site.dataFolder(), DemoSite.PARTITIONS);
        DemoReport report = new Count(streamed, site.settings(), registry).report(narrator::say, narrator::seconds);
        narrator.end();
        return report;
    }

    /** Streams digits and non-digits on and on, until the thread is interrupted or this is closed. */
    public void streamOn() throws InterruptedException {
        try (VectorProducer producer = VectorProducer.open(kafka, input)) {
            for (int key = demo.trainingDigits() + plan.records(); ; key += plan.records()) {
                try (Streamer streamer = new Streamer(plan, key, producer, writer)) {
                    streamer.start(demo.recordsPerSecond(), 0);
                    streamer.awaitEnd();
                }
            }
        }
    }

    private void produceTrainingDigits(VectorProducer producer) {
        Digits digits = Digits.toTrainOn();
        for (int i = 0; i < demo.trainingDigits(); i++) {
            producer.send(DemoKey.bytes(i), writer.write(digits.read(i)));
        }
        producer.flush();
        narrator.say(demo.trainingDigits() + " digits are in topic " + input + "; the service has no model and waits");
    }

    private void rollOut(ModelArtefact draft) throws TimeoutException {
        String latents = site.settings().topics().latents();
        TopicSettings topics = site.settings().topics();
        // Opened before the version is published, so that its first latent cannot be missed.
        try (TopicTail tail = TopicTail.open(kafka, latents, false);
                ModelStore store = ModelStore.open(kafka, topics.models(), registry);
                RolloutCommands commands =
                        RolloutCommands.open(kafka, topics.commands(), topics.rollouts(), registry)) {
            ModelId id =
                    new Publication(store, commands, Clock.systemUTC()).atOnce().publish(draft);
            double published = narrator.seconds();
            new VersionWatch(tail, new LatentReader(registry)).await(id.version(), PATIENCE);
            narrator.say(String.format(
                    Locale.ROOT,
                    "version %d is published, its first latent came %.1f s later",
                    id.version(),
                    narrator.seconds() - published));
        }
    }

    private void rollOutInStages(ModelArtefact draft) throws InterruptedException, TimeoutException {
        TopicSettings topics = site.settings().topics();
        try (ModelStore store = ModelStore.open(kafka, topics.models(), registry);
                RolloutLog rollouts = RolloutLog.open(kafka, topics.rollouts(), registry);
                RolloutCommands commands =
                        RolloutCommands.open(kafka, topics.commands(), topics.rollouts(), registry)) {
            ModelId id = new Publication(store, commands, Clock.systemUTC()).publish(draft);
            narrator.say("version " + id.version() + " is published");
            try (Stages stages = new Stages(id, rollouts, commands, site.service(), narrator)) {
                stages.await(TRIAL, PATIENCE);
            }
        }
    }

    /** Any thread; a second call finds nothing to do. */
    @Override
    public void close() {
        try {
            registry.close();
        } finally {
            site.close();
        }
    }
}
