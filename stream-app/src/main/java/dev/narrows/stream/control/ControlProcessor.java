package dev.narrows.stream.control;

import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns commands and quality reports of one model into rollouts, in the order in which they come. State: the rollout, in a
 * store that is written with the same transaction as the rollouts topic. A model that the store does not know goes on
 * from what the topic says; what was asked for before that was written is taken for done. For the thread of its task.
 */
final class ControlProcessor implements Processor<byte[], byte[], byte[], Rollout> {

    static final String STORE = "rollouts";

    private static final Logger LOG = LoggerFactory.getLogger(ControlProcessor.class);
    private static final String HANDLED = "@handled";
    private static final String SEEDED = "@seeded";

    private final String model;
    private final ControlTopology.Formats formats;
    private final Commands commands;
    private final Judge judge;
    private final Function<String, Optional<Rollout>> written;
    private final InstantSource clock;
    private @Nullable ProcessorContext<byte[], Rollout> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    /**
     * @param model whose rollouts these are; records of others are passed over
     * @param written what the rollouts topic says of a model
     */
    ControlProcessor(
            String model,
            ControlTopology.Formats formats,
            Commands commands,
            Judge judge,
            Function<String, Optional<Rollout>> written,
            InstantSource clock) {
        this.model = model;
        this.formats = formats;
        this.commands = commands;
        this.judge = judge;
        this.written = written;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<byte[], Rollout> taskContext) {
        context = taskContext;
        store = taskContext.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        boolean ours = record.key() != null && model.equals(new String(record.key(), StandardCharsets.UTF_8));
        if (!ours || record.value() == null) {
            return;
        }
        var from = context().recordMetadata().orElseThrow();
        try {
            if (from.topic().equals(formats.commandsTopic())) {
                command(formats.commands().deserialize(from.topic(), record.value()), from.offset());
            } else {
                report(formats.reports().deserialize(from.topic(), record.value()));
            }
        } catch (SerializationException e) {
            LOG.warn("unreadable topic={} offset={} reason={}", from.topic(), from.offset(), e.getMessage());
        }
    }

    private void command(RolloutCommand command, long offset) {
        Rollout state = state();
        Handled before = handled();
        if (offset <= before.offset() && !command.getAt().isAfter(before.at())) {
            LOG.info("command was carried out before model={} id={}", model, command.getId());
            return;
        }
        write(commands.answer(state, command, clock.instant()), true);
        Instant latest = command.getAt().isAfter(before.at()) ? command.getAt() : before.at();
        store().put(HANDLED, new Handled(offset, latest).bytes());
    }

    private void report(QualityReport report) {
        // A report alone makes no state: without one there is no candidate that it could speak of.
        Rollout state = state();
        if (!report.getWindowEnd().isAfter(seeded())) {
            // Whoever decided before has counted it, and the state that this one began from has its evidence.
            return;
        }
        Judge.Weighed weighed = judge.weigh(state, report, clock.instant());
        if (!weighed.state().equals(state)) {
            write(weighed.state(), weighed.told());
        }
    }

    private void write(Rollout state, boolean told) {
        store().put(model, formats.rollouts().serialize(STORE, state));
        if (told) {
            LOG.info(
                    "rollout change={} model={} stable={} candidate={} stage={} percent={} actor={} reason=\"{}\"",
                    state.getChange(),
                    model,
                    state.getStableVersion(),
                    state.getCandidateVersion(),
                    state.getStage(),
                    state.getCanaryPercent(),
                    state.getActor(),
                    state.getReason());
            byte[] key = model.getBytes(StandardCharsets.UTF_8);
            context().forward(new Record<>(key, state, state.getChangedAt().toEpochMilli()));
        }
    }

    private Rollout state() {
        byte[] kept = store().get(model);
        if (kept != null) {
            return formats.states().deserialize(STORE, kept);
        }
        Optional<Rollout> topic = written.apply(model);
        topic.ifPresent(rollout -> {
            store().put(HANDLED, new Handled(Long.MAX_VALUE, rollout.getChangedAt()).bytes());
            store().put(SEEDED, new Handled(Long.MAX_VALUE, rollout.getChangedAt()).bytes());
        });
        Rollout state = topic.orElseGet(() -> Rollout.newBuilder()
                .setModelName(model)
                .setReason("")
                .setChangedAt(Instant.EPOCH)
                .build());
        store().put(model, formats.rollouts().serialize(STORE, state));
        return state;
    }

    /** How far the state that this decider began from had come, where others decided before it. */
    private Instant seeded() {
        byte[] kept = store().get(SEEDED);
        return kept == null ? Instant.MIN : Handled.of(kept).at();
    }

    private Handled handled() {
        byte[] kept = store().get(HANDLED);
        return kept == null ? Handled.NOTHING : Handled.of(kept);
    }

    /** How far commands were carried out: committed offsets are forgotten sooner than commands. */
    private record Handled(long offset, Instant at) {

        static final Handled NOTHING = new Handled(-1, Instant.EPOCH);

        static Handled of(byte[] bytes) {
            ByteBuffer numbers = ByteBuffer.wrap(bytes);
            return new Handled(numbers.getLong(), Instant.ofEpochMilli(numbers.getLong()));
        }

        byte[] bytes() {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(offset)
                    .putLong(at.toEpochMilli())
                    .array();
        }
    }

    private ProcessorContext<byte[], Rollout> context() {
        return Objects.requireNonNull(context);
    }

    private KeyValueStore<String, byte[]> store() {
        return Objects.requireNonNull(store);
    }
}
