package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.encode.Corrections;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.stream.compare.Pairs;
import dev.narrows.stream.encode.step.RowReader;
import dev.narrows.stream.encode.step.Trial;
import dev.narrows.stream.fault.FailureLimit;
import dev.narrows.stream.fault.RegistryWait;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a thread encodes slices with: a reader, and the model's tensors, whose rows stay in that core's cache because the
 * same thread fills them again for the next slice. A value that cannot be read takes no row, so the rows of the others
 * stay in the order of their records. Allocates nothing for a readable record. For one thread at a time.
 *
 * <p>Where a candidate is tried, it encodes its share of the records in tensors of its own; see {@link Trial}.
 *
 * <p>A record on which reading or the model fails in a way that nobody expected is a result too, and the others are
 * encoded without it. What fails with the model's own check vector as well, or with {@link FailureLimit#IN_A_ROW} records
 * in a row, is not their fault and is thrown.
 */
final class Workspace {

    private final Encoder stable;
    private final @Nullable Trial trial;
    private final RowReader reader;
    private final FailureLimit failures;
    private final @Nullable Corrections corrections;
    private final Explainer explainer;
    private final Frames frames;

    /**
     * @param trial null where no candidate is tried
     * @param corrections what keeps more of a row than its code; null where nothing does
     * @param inputDim values a row
     */
    Workspace(
            Encoder stable,
            @Nullable Trial trial,
            VectorReader reader,
            RegistryWait registry,
            FailureLimit failures,
            @Nullable Corrections corrections,
            int inputDim) {
        this.stable = stable;
        this.trial = trial;
        this.reader = new RowReader(reader, registry, inputDim);
        this.failures = failures;
        this.corrections = corrections;
        this.explainer = new Explainer(this.reader, inputDim);
        this.frames = new Frames(reader, corrections, trial == null ? null : trial.corrections());
    }

    /**
     * Encodes a slice and puts the results into it.
     *
     * @throws RegistryException when a value's schema could not be had; nothing is waited for
     */
    void encode(Slice slice) {
        encode(slice, (value, input, why) -> {
            throw why;
        });
    }

    /**
     * As {@link #encode}, but waits for the registry where that is away.
     *
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     */
    void encodePatiently(Slice slice) {
        encode(slice, reader::patiently);
    }

    /**
     * Reads a value once more that was readable before.
     *
     * @param byCandidate whether by the candidate's model
     * @param contributes whether the model runs for it, to tell contributions
     */
    Explanation explain(ByteBuffer value, boolean byCandidate, boolean contributes) {
        Encoder encoder = trial != null && byCandidate ? trial.encoder() : stable;
        return explainer.one(value, encoder, contributes);
    }

    /**
     * Explains a slice's anomalous records, for each version in one run of its model.
     *
     * @param explanations gets them, by record
     */
    void explainAnomalies(Slice slice, @Nullable Explanation[] explanations) {
        explainer.anomalies(slice, stable, false, explanations);
        if (trial != null) {
            explainer.anomalies(slice, trial.encoder(), true, explanations);
        }
    }

    void free() {
        stable.close();
        if (trial != null) {
            trial.close();
        }
    }

    private void encode(Slice slice, RowReader.Missing missing) {
        encodeVectors(slice, missing);
        frames.keep(slice);
    }

    private void encodeVectors(Slice slice, RowReader.Missing missing) {
        Trial tried = trial;
        Encoded tries = slice.candidate();
        Pairs pairs = slice.pairs();
        if (tried == null || tries == null || pairs == null) {
            encodeAll(slice, missing);
            return;
        }
        pairs.clear();
        tried.pairs().clear();
        List<Integer> suspects = new ArrayList<>(0);
        if (!tried.isCanary() || !encodeSplit(slice, tried, tries, suspects, missing)) {
            tried.pairs().clear();
            tries.ran(0);
            encodeAll(slice, missing);
            for (int i : suspects) {
                boolean sound = slice.result(i) == ReadResult.Row.OK && Float.isFinite(slice.error(i));
                pairs.failed(false, sound);
            }
        }
        tried.pairs().run(pairs);
    }

    /** Encodes all with the stable version. */
    private void encodeAll(Slice slice, RowReader.Missing missing) {
        Faults faults = new Faults();
        int rows = 0;
        for (int i = 0; i < slice.count(); i++) {
            ReadResult result = read(slice.record(i), stable, rows, missing, faults);
            slice.wasRead(i, result, rows, false);
            if (result == ReadResult.Row.OK) {
                sample(slice.record(i), stable, rows);
                rows++;
            }
        }
        try {
            slice.stable().ran(rows, run(stable, rows), stable, corrections);
        } catch (RuntimeException | Error e) {
            faults.add(encodeOneByOne(slice, missing, e), e);
        }
        failures.saw(faults.count, slice.count(), faults.last);
    }

    /**
     * Encodes with the candidate what it takes, and the rest with the stable version. Where the candidate fails on any
     * record nothing of this counts, and the stable version shall encode them all: a candidate loses no record.
     *
     * @param suspects gets the records that the candidate failed on
     * @return whether it counts
     */
    private boolean encodeSplit(
            Slice slice, Trial tried, Encoded tries, List<Integer> suspects, RowReader.Missing missing) {
        Faults faults = new Faults();
        int stables = 0;
        int candidates = 0;
        for (int i = 0; i < slice.count(); i++) {
            boolean takes = tried.takes(slice.record(i));
            Encoder encoder = takes ? tried.encoder() : stable;
            int row = takes ? candidates : stables;
            ReadResult result = read(slice.record(i), encoder, row, missing, faults);
            slice.wasRead(i, result, row, takes);
            if (result == ReadResult.Row.OK) {
                sample(slice.record(i), encoder, row);
                candidates += takes ? 1 : 0;
                stables += takes ? 0 : 1;
            }
        }
        boolean ran = ran(tries, tried.encoder(), tried.corrections(), candidates);
        for (int i = 0; i < slice.count(); i++) {
            boolean its = slice.by(i) == tries && slice.result(i) == ReadResult.Row.OK;
            if (its && !(ran && Float.isFinite(slice.error(i)))) {
                suspects.add(i);
            }
        }
        if (!suspects.isEmpty() || !ran(slice.stable(), stable, corrections, stables)) {
            return false;
        }
        failures.saw(faults.count, slice.count(), faults.last);
        return true;
    }

    private static boolean ran(Encoded part, Encoder encoder, @Nullable Corrections corrector, int rows) {
        try {
            part.ran(rows, run(encoder, rows), encoder, corrector);
            return true;
        } catch (RuntimeException | Error e) {
            // An Error as well: whatever a candidate does, the stable version encodes its records.
            return false;
        }
    }

    /** Nanoseconds that a run took; 0 for no rows, over which the model does not run. */
    private static long run(Encoder encoder, int rows) {
        long start = System.nanoTime();
        if (rows == 0) {
            return 0;
        }
        encoder.run(rows);
        return System.nanoTime() - start;
    }

    private void sample(ConsumerRecord<byte[], ?> record, Encoder encoder, int row) {
        if (trial != null) {
            trial.sample(record, encoder.inputBytes(), row);
        }
    }

    /** Encodes again what was readable, each record alone; gives how many failed. */
    private int encodeOneByOne(Slice slice, RowReader.Missing missing, Throwable why) {
        requireSound(slice.stable().manifest(), why);
        int rows = 0;
        int failed = 0;
        for (int i = 0; i < slice.count(); i++) {
            if (slice.result(i) == ReadResult.Row.OK) {
                try {
                    reader.read(slice.record(i).value(), stable, 0, missing);
                    stable.run(1);
                    slice.wasRead(i, ReadResult.Row.OK, rows, false);
                    slice.stable().ranAlone(rows, stable, corrections);
                    rows++;
                } catch (RegistryException e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    failed++;
                    slice.wasRead(i, failure(e), rows, false);
                }
            }
        }
        slice.stable().ran(rows);
        return failed;
    }

    /**
     * Runs what the model certainly takes.
     *
     * @throws RuntimeException the given one, or an Error, where that fails as well
     */
    private void requireSound(ModelManifest manifest, Throwable why) {
        try {
            List<Float> check = manifest.getCheck().getVector();
            for (int i = 0; i < check.size(); i++) {
                stable.input().put(i, check.get(i));
            }
            stable.run(1);
        } catch (RuntimeException | Error e) {
            throw FailureLimit.unchecked(why);
        }
    }

    /** The failure's class and no more, because its message may hold content. */
    private static ReadResult.Unreadable failure(Throwable why) {
        return new ReadResult.Unreadable(Reason.FAILED, why.getClass().getName());
    }

    private ReadResult read(
            ConsumerRecord<byte[], ByteBuffer> record,
            Encoder encoder,
            int row,
            RowReader.Missing missing,
            Faults faults) {
        try {
            return reader.read(record.value(), encoder, row, missing);
        } catch (RegistryException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            faults.add(1, e);
            return failure(e);
        }
    }

    /** What failed while one slice was encoded. */
    private static final class Faults {

        private int count;
        private @Nullable Throwable last;

        void add(int more, Throwable why) {
            count += more;
            last = why;
        }
    }
}
