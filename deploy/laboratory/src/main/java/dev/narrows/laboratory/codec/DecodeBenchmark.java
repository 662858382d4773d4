package dev.narrows.laboratory.codec;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.fidelity.Corrector;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Gives a consumer vectors for latents: codes through the model, and corrections of two promises. For JMH. */
@State(Scope.Thread)
@Threads(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

    private static final int SCHEMA_ID = 1;
    private static final double BOUND = 0.01;

    /** Latents that are decoded together. */
    @Param({"1", "256"})
    public int rows;

    private List<byte @Nullable []> codes = List.of();
    private List<byte @Nullable []> bounded = List.of();
    private List<byte @Nullable []> lossless = List.of();
    private @Nullable VectorDecoder decoder;

    /** Made by JMH. */
    public DecodeBenchmark() {}

    /** Makes the latents, and decodes each kind once. */
    @Setup
    @SuppressWarnings("resource") // As long as the JVM that measures.
    public void prepare() throws IOException {
        ModelArtefact artefact = CodecFolder.model();
        LatentWriter writer = new LatentWriter(SCHEMA_ID);
        float[] values = values(artefact);
        codes = codes(artefact, writer, values);
        bounded = corrected(artefact, writer, values, Fidelity.bounded(Fidelity.Unit.RANGE, BOUND));
        lossless = corrected(artefact, writer, values, Fidelity.LOSSLESS);
        decoder = VectorDecoder.of(
                DecoderSettings.of(artefact.manifest().getName()),
                KnownSchema.registry(SCHEMA_ID, Latent.getClassSchema().toString()),
                any -> artefact);
        for (List<Decoded> all : List.of(decodeCodes(), decodeBounded(), decodeLossless())) {
            all.stream()
                    .filter(Decoded.Undecodable.class::isInstance)
                    .findFirst()
                    .ifPresent(one -> {
                        throw new IllegalStateException(one + " (expected: a vector)");
                    });
        }
    }

    /** Latents of mode lossy. */
    @Benchmark
    public List<Decoded> decodeCodes() {
        return ready().decode(codes);
    }

    /** Latents of mode bounded, at a hundredth of the range. */
    @Benchmark
    public List<Decoded> decodeBounded() {
        return ready().decode(bounded);
    }

    /** Latents of mode lossless. */
    @Benchmark
    public List<Decoded> decodeLossless() {
        return ready().decode(lossless);
    }

    private VectorDecoder ready() {
        return Objects.requireNonNull(decoder, "decoder");
    }

    private float[] values(ModelArtefact artefact) {
        int dim = artefact.manifest().getInputDim();
        byte[][] raw = CodecFolder.rawValues(dim);
        float[] values = new float[rows * dim];
        for (int row = 0; row < rows; row++) {
            ByteBuffer.wrap(raw[row % raw.length])
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, row * dim, dim);
        }
        return values;
    }

    private List<byte @Nullable []> codes(ModelArtefact artefact, LatentWriter writer, float[] values) {
        int codeBytes = artefact.manifest().getCodeBytes();
        List<byte @Nullable []> latents = new ArrayList<>();
        try (OnnxModel model = OnnxModel.load(artefact, OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(rows)) {
            encoder.input().put(0, values);
            encoder.run(rows);
            for (int row = 0; row < rows; row++) {
                latents.add(writer.write(
                        artefact.manifest().getVersion(),
                        encoder.codes(),
                        row,
                        codeBytes,
                        encoder.errors().get(row),
                        Graphs.decoderId(artefact.manifest())));
            }
        }
        return latents;
    }

    private List<byte @Nullable []> corrected(
            ModelArtefact artefact, LatentWriter writer, float[] values, Fidelity fidelity) {
        byte[][] corrections = new byte[rows][];
        new Corrector(fidelity, artefact.manifest().getInputDim(), Training.of(artefact.manifest()))
                .correct(FloatBuffer.wrap(values), IntStream.range(0, rows).toArray(), rows, corrections);
        List<byte @Nullable []> latents = new ArrayList<>();
        for (byte[] correction : corrections) {
            latents.add(writer.writeCorrected(
                    artefact.manifest().getVersion(), 0, correction, Graphs.decoderId(artefact.manifest())));
        }
        return latents;
    }
}
