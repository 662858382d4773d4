package dev.narrows.laboratory.codec;

import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Reads a record value into a row of a direct buffer. For JMH. */
@State(Scope.Thread)
@Threads(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadBenchmark {

    /** How the value is written. */
    @Param({"AVRO_ARRAY", "AVRO_BYTES", "RAW", "JSON"})
    public String format = "";

    private ByteBuffer[] values = {};
    private ByteBuffer row = ByteBuffer.allocate(0);
    private VectorReader reader = VectorReader.of(VectorFormat.RAW, null, null);
    private int next;

    /** Made by JMH. */
    public ReadBenchmark() {}

    /** Writes the values that are read. */
    @Setup
    public void prepare() throws IOException {
        InputValues input = InputValues.valueOf(format);
        int dim = CodecFolder.model().manifest().getInputDim();
        byte[][] raw = CodecFolder.rawValues(dim);
        values = new ByteBuffer[Math.min(raw.length, 256)];
        for (int i = 0; i < values.length; i++) {
            values[i] = ByteBuffer.wrap(input.of(raw[i]));
        }
        row = ByteBuffer.allocateDirect(dim * Float.BYTES).order(ByteOrder.nativeOrder());
        reader = input.reader();
        row.position(0);
        ReadResult first = reader.read(values[0], row);
        if (!Objects.equals(first, ReadResult.Row.OK)) {
            throw new IllegalStateException(format + ": " + first + " (expected: a row)");
        }
    }

    /** One value. */
    @Benchmark
    public ReadResult read() {
        next = next + 1 == values.length ? 0 : next + 1;
        row.position(0);
        return reader.read(values[next], row);
    }
}
