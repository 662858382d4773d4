package dev.narrows.laboratory.codec;

import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/** Runs the model over rows that are in its buffer, and writes their latents. For JMH. */
@State(Scope.Thread)
@Threads(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {

    private static final int SCHEMA_ID = 1;
    // Of as many bytes as that of almost any decoder.
    private static final int DECODER = Integer.MIN_VALUE;

    /** Rows of a run. */
    @Param({"1", "8", "32", "64", "128", "256", "512", "1024", "2048"})
    public int rows;

    private final LatentWriter writer = new LatentWriter(SCHEMA_ID);
    private @Nullable Encoder encoder;
    private int version;
    private int codeBytes;

    /** Made by JMH. */
    public EncodeBenchmark() {}

    /** Loads the model, fills the rows and runs it once. */
    @Setup
    @SuppressWarnings("resource") // As long as the JVM that measures.
    public void prepare() {
        OnnxModel model = OnnxModel.load(CodecFolder.model(), OnnxSettings.cpu());
        int dim = model.manifest().getInputDim();
        version = model.manifest().getVersion();
        codeBytes = model.manifest().getCodeBytes();
        byte[][] values = CodecFolder.rawValues(dim);
        Encoder ready = model.newEncoder(rows);
        VectorReader reader = VectorReader.of(VectorFormat.RAW, null, null);
        ByteBuffer input = ready.inputBytes();
        int rowBytes = dim * Float.BYTES;
        for (int row = 0; row < rows; row++) {
            input.limit((row + 1) * rowBytes).position(row * rowBytes);
            reader.read(values[row % values.length], input);
        }
        ready.run(rows);
        encoder = ready;
    }

    /** A run of the model. */
    @Benchmark
    public void encode() {
        ready().run(rows);
    }

    /** The latents of a run. */
    @Benchmark
    public void writeLatents(Blackhole hole) {
        Encoder ready = ready();
        for (int row = 0; row < rows; row++) {
            hole.consume(writer.write(
                    version, ready.codes(), row, codeBytes, ready.errors().get(row), DECODER));
        }
    }

    private Encoder ready() {
        return Objects.requireNonNull(encoder, "encoder");
    }
}
