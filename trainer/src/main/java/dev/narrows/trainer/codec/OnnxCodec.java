package dev.narrows.trainer.codec;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.tensor.Owned;

/**
 * A model version as the service and its consumers run it: encoder, code, decoder. What is measured through it is what
 * they will see. For one thread; holds the model until closed.
 */
public final class OnnxCodec implements Codec, AutoCloseable {

    private static final int BATCH = 256;

    private final ModelManifest manifest;
    private final OnnxModel model;
    private final Encoder encoder;
    private final Decoder decoder;

    private OnnxCodec(OnnxModel model, Encoder encoder, Decoder decoder) {
        this.model = model;
        this.manifest = model.manifest();
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /** Loads a version, on the processor. */
    public static OnnxCodec of(ModelArtefact artefact) {
        try (Owned<OnnxModel> model = new Owned<>(OnnxModel.load(artefact, OnnxSettings.cpu()), OnnxModel::close);
                Owned<Encoder> encoder = new Owned<>(model.get().newEncoder(BATCH), Encoder::close)) {
            Decoder decoder = model.get().newDecoder(BATCH);
            return new OnnxCodec(model.handOn(), encoder.handOn(), decoder);
        }
    }

    @Override
    public String name() {
        return manifest.getName() + " " + manifest.getVersion();
    }

    /** Kind of network, as the manifest names it, for example {@code dense}. */
    public String kind() {
        return manifest.getKind();
    }

    @Override
    public int dim() {
        return manifest.getInputDim();
    }

    @Override
    public int codeBytes() {
        return manifest.getCodeBytes();
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        for (int from = 0; from < count; from += BATCH) {
            int some = Math.min(BATCH, count - from);
            encoder.input().put(0, rows, from * dim(), some * dim());
            encoder.run(some);
            encoder.codes().get(0, codes, from * codeBytes(), some * codeBytes());
        }
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        for (int from = 0; from < count; from += BATCH) {
            int some = Math.min(BATCH, count - from);
            decoder.codes().put(0, codes, from * codeBytes(), some * codeBytes());
            decoder.run(some);
            decoder.reconstructions().get(0, reconstructions, from * dim(), some * dim());
        }
    }

    /**
     * Everything that becomes of rows.
     *
     * @param rows [count, dim] in raw units
     * @param codes [count, codeBytes], filled
     * @param errors [count] in the model's metric, filled
     * @param reconstructions [count, dim] in raw units, filled
     */
    public void run(float[] rows, int count, byte[] codes, float[] errors, float[] reconstructions) {
        for (int from = 0; from < count; from += BATCH) {
            int some = Math.min(BATCH, count - from);
            encoder.input().put(0, rows, from * dim(), some * dim());
            encoder.run(some);
            encoder.codes().get(0, codes, from * codeBytes(), some * codeBytes());
            encoder.errors().get(0, errors, from, some);
            decoder.codes().put(0, codes, from * codeBytes(), some * codeBytes());
            decoder.run(some);
            decoder.reconstructions().get(0, reconstructions, from * dim(), some * dim());
        }
    }

    /** What each feature adds to the error of a row [dim]: shares that add up to 1, empty where the model tells none. */
    public float[] contributions(float[] row) {
        encoder.input().put(0, row);
        return encoder.contributions(0);
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
        model.close();
    }
}
