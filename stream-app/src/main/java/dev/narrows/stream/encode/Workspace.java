package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.schemas.vector.Reason;
import dev.narrows.schemas.vector.VectorReader;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a thread encodes slices with: a reader, and the model's tensors, whose rows stay in that core's cache because the
 * same thread fills them again for the next slice. A value that cannot be read takes no row, so the rows of the others
 * stay in the order of their records. Allocates nothing for a readable record. For one thread at a time.
 *
 * <p>A record on which reading or the model fails in a way that nobody expected is a result too, and the others are
 * encoded without it. What fails with the model's own check vector as well, or with {@link FailureLimit#IN_A_ROW} records
 * in a row, is not their fault and is thrown.
 */
final class Workspace {

    private static final float[] NONE = {};

    private final Encoder encoder;
    private final VectorReader reader;
    private final RegistryWait registry;
    private final FailureLimit failures;
    private final @Nullable Corrections corrections;
    private final ByteBuffer input;
    private final int rowBytes;

    /**
     * @param corrections what keeps more of a row than its code; null where nothing does
     * @param inputDim values a row
     */
    Workspace(
            Encoder encoder,
            VectorReader reader,
            RegistryWait registry,
            FailureLimit failures,
            @Nullable Corrections corrections,
            int inputDim) {
        this.encoder = encoder;
        this.reader = reader;
        this.registry = registry;
        this.failures = failures;
        this.corrections = corrections;
        this.input = encoder.inputBytes();
        this.rowBytes = inputDim * Float.BYTES;
    }

    /**
     * Encodes a slice and puts the results into it.
     *
     * @throws RegistryException when a value's schema could not be had; nothing is waited for
     */
    void encode(Slice slice) {
        encode(slice, (value, why) -> {
            throw why;
        });
    }

    /**
     * As {@link #encode}, but waits for the registry where that is away.
     *
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     */
    void encodePatiently(Slice slice) {
        encode(slice, this::readPatiently);
    }

    /**
     * Reads a value once more that was readable before.
     *
     * @param contributes whether the model runs for it, to tell contributions
     */
    Explanation explain(ByteBuffer value, boolean contributes) {
        read(value, 0, this::readPatiently);
        float[] vector = new float[rowBytes / Float.BYTES];
        encoder.input().get(0, vector);
        return new Explanation(vector, contributes ? encoder.contributions(0) : NONE);
    }

    void free() {
        encoder.close();
    }

    /** What to do about a value whose schema the registry did not give. */
    @FunctionalInterface
    private interface Missing {
        ReadResult read(@Nullable ByteBuffer value, RegistryException why);
    }

    private void encode(Slice slice, Missing missing) {
        int rows = 0;
        int failed = 0;
        Throwable why = null;
        for (int i = 0; i < slice.count(); i++) {
            ReadResult result;
            try {
                result = read(slice.record(i).value(), rows, missing);
            } catch (RegistryException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                why = e;
                failed++;
                result = failure(e);
            }
            slice.wasRead(i, result, rows);
            rows += result == ReadResult.Row.OK ? 1 : 0;
        }
        long start = System.nanoTime();
        try {
            if (rows > 0) {
                encoder.run(rows);
            }
            slice.wasRun(rows, rows > 0 ? System.nanoTime() - start : 0, encoder);
            if (corrections != null) {
                corrections.correct(encoder.input(), encoder.errors(), rows, slice.corrections());
            }
        } catch (RuntimeException | Error e) {
            why = e;
            failed += encodeOneByOne(slice, missing, e);
        }
        failures.saw(failed, slice.count(), why);
    }

    /** Encodes again what was readable, each record alone; gives how many failed. */
    private int encodeOneByOne(Slice slice, Missing missing, Throwable why) {
        requireSound(slice.manifest(), why);
        int rows = 0;
        int failed = 0;
        for (int i = 0; i < slice.count(); i++) {
            if (slice.result(i) == ReadResult.Row.OK) {
                try {
                    read(slice.record(i).value(), 0, missing);
                    encoder.run(1);
                    slice.wasRead(i, ReadResult.Row.OK, rows);
                    slice.wasRunAlone(rows, encoder);
                    correctAlone(slice, rows);
                    rows++;
                } catch (RegistryException e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    failed++;
                    slice.wasRead(i, failure(e), rows);
                }
            }
        }
        slice.wasRun(rows);
        return failed;
    }

    private void correctAlone(Slice slice, int row) {
        if (corrections != null) {
            byte[][] first = new byte[1][];
            corrections.correct(encoder.input(), encoder.errors(), 1, first);
            slice.corrections()[row] = first[0];
        }
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
                encoder.input().put(i, check.get(i));
            }
            encoder.run(1);
        } catch (RuntimeException | Error e) {
            throw FailureLimit.unchecked(why);
        }
    }

    /** The failure's class and no more, because its message may hold content. */
    private static ReadResult.Unreadable failure(Throwable why) {
        return new ReadResult.Unreadable(Reason.FAILED, why.getClass().getName());
    }

    private ReadResult read(@Nullable ByteBuffer value, int row, Missing missing) {
        input.limit((row + 1) * rowBytes).position(row * rowBytes);
        try {
            return reader.read(value, input);
        } catch (RegistryException e) {
            return missing.read(value, e);
        }
    }

    private ReadResult readPatiently(@Nullable ByteBuffer value, RegistryException first) {
        RegistryWait.Attempt attempt = registry.begin();
        RegistryException last = first;
        while (true) {
            attempt.pause(last);
            try {
                ReadResult result = reader.read(value, input);
                attempt.answered();
                return result;
            } catch (RegistryException e) {
                last = e;
            }
        }
    }
}
