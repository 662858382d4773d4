package dev.narrows.schemas.onnx;

import ai.onnxruntime.OnnxJavaType;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.rules.GraphRules;
import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.onnx.session.ProviderChoice;
import dev.narrows.schemas.onnx.session.ProviderUnavailableException;
import dev.narrows.schemas.onnx.session.SessionPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model version in memory that has shown that it does what its manifest says. Encoders and decoders hold leases on
 * it; {@link #close} retires it, and its sessions close when the last lease ends, not before. Any thread.
 */
public final class OnnxModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);

    private final ModelManifest manifest;
    private final ProviderChoice choice;
    private final EncoderGraphs encoder;
    private final Graph decoder;
    private final Leases leases;

    private OnnxModel(ModelManifest manifest, ProviderChoice choice, EncoderGraphs encoder, Graph decoder) {
        this.manifest = manifest;
        this.choice = choice;
        this.encoder = encoder;
        this.decoder = decoder;
        this.leases = new Leases("model " + ModelId.of(manifest), this::closeGraphs);
    }

    /**
     * Opens and checks a version: what its graphs must not hold, tensor names, types and widths, the check vector, rows
     * with NaN or infinity. With
     * {@link ExecutionProvider#AUTO} a version that does not pass on CUDA is tried on the processor.
     *
     * @throws ModelRefusedException when it does not pass; names the thing, its value and what is expected
     * @throws ProviderUnavailableException when CUDA is demanded and cannot be used
     */
    public static OnnxModel load(ModelArtefact artefact, OnnxSettings settings) {
        ProviderChoice choice = ProviderChoice.of(settings);
        try {
            return load(artefact, settings, choice);
        } catch (ModelRefusedException | InferenceException e) {
            if (settings.provider() != ExecutionProvider.AUTO || choice.provider() == ExecutionProvider.CPU) {
                throw e;
            }
            LOG.warn("model not on cuda model={} reason={}", artefact.id(), e.getMessage());
            return load(
                    artefact, settings, new ProviderChoice(ExecutionProvider.CPU, "not on CUDA: " + e.getMessage()));
        }
    }

    private static OnnxModel load(ModelArtefact artefact, OnnxSettings settings, ProviderChoice choice) {
        GraphRules.check("encoder", artefact.encoder());
        GraphRules.check("decoder", artefact.decoder());
        SessionPlan plan = SessionPlan.of(choice.provider(), settings);
        ModelManifest manifest = artefact.manifest();
        EncoderGraphs encoder =
                EncoderGraphs.open(artefact.encoder(), manifest.getInputDim(), manifest.getCodeBytes(), plan);
        Graph decoder = null;
        try {
            decoder = Graph.open("decoder", artefact.decoder(), plan);
            OnnxModel model = new OnnxModel(manifest, choice, encoder, decoder);
            model.check();
            LOG.info(
                    "model loaded model={} provider={} reason={}",
                    artefact.id(),
                    choice.provider().setting(),
                    choice.reason());
            return model;
        } catch (RuntimeException | Error e) {
            encoder.close();
            if (decoder != null) {
                decoder.close();
            }
            throw e;
        }
    }

    /** What the version says of itself. */
    public ModelManifest manifest() {
        return manifest;
    }

    /** Where it runs: {@link ExecutionProvider#CPU} or {@link ExecutionProvider#CUDA}, never AUTO. */
    public ExecutionProvider provider() {
        return choice.provider();
    }

    /** Why it runs there, one phrase. */
    public String providerReason() {
        return choice.reason();
    }

    /**
     * A new encoder for one thread, with a lease until it is closed.
     *
     * @param maxBatch rows that its buffers take, 1 or more
     * @throws IllegalStateException when this model is closed
     */
    public Encoder newEncoder(int maxBatch) {
        leases.acquire();
        try {
            return new Encoder(encoder, manifest.getInputDim(), manifest.getCodeBytes(), maxBatch, leases::release);
        } catch (RuntimeException | Error e) {
            leases.release();
            throw e;
        }
    }

    /**
     * A new decoder for one thread, with a lease until it is closed.
     *
     * @param maxBatch rows that its buffers take, 1 or more
     * @throws IllegalStateException when this model is closed
     */
    public Decoder newDecoder(int maxBatch) {
        leases.acquire();
        try {
            return new Decoder(decoder, manifest.getInputDim(), manifest.getCodeBytes(), maxBatch, leases::release);
        } catch (RuntimeException | Error e) {
            leases.release();
            throw e;
        }
    }

    /** Retires the model: no new encoders and decoders; the sessions close with the last of those that are there. */
    @Override
    public void close() {
        leases.retire();
    }

    /** Whether it is retired and the last encoder and decoder are closed: it holds no memory any more. */
    public boolean isClosed() {
        return leases.areOver();
    }

    private void check() {
        int inputDim = manifest.getInputDim();
        int codeBytes = manifest.getCodeBytes();
        decoder.requireInput(Decoder.CODE, OnnxJavaType.UINT8, Graph.ANY, codeBytes);
        decoder.requireOutput(Decoder.RECONSTRUCTION, OnnxJavaType.FLOAT, Graph.ANY, inputDim);
        ModelCheck check = new ModelCheck(manifest);
        try (Encoder trial = newEncoder(ModelCheck.rows(inputDim));
                Decoder back = newDecoder(1)) {
            check.encoder(trial);
            check.decoder(back);
        } catch (InferenceException e) {
            throw new ModelRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private void closeGraphs() {
        try {
            encoder.close();
        } finally {
            decoder.close();
        }
        LOG.info("model closed model={}", ModelId.of(manifest));
    }
}
