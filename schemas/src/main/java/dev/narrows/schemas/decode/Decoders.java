package dev.narrows.schemas.decode;

import dev.narrows.schemas.fidelity.CorrectionReader;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.store.ModelNotFoundException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The decoders of the model versions that latents named last: got on demand, kept, and the one unused for longest closed
 * when there are more than {@code maxModels}. That a version is missing or refused is kept too, for some seconds.
 *
 * <p>Owned by one thread.
 */
final class Decoders implements AutoCloseable {

    private static final Duration REFUSED_FOR = Duration.ofSeconds(10);
    private static final int MAX_REFUSED = 1_000;

    private final DecoderSettings settings;
    private final Function<ModelId, ModelArtefact> models;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<Integer, Ready> ready = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Integer, Refused> refused = new LinkedHashMap<>();

    /** What there is for a version. */
    sealed interface Entry {}

    /** A decoder, its model's sessions closed with it. */
    record Ready(
            Decoder decoder,
            CorrectionReader corrections,
            int inputDim,
            int codeBytes,
            int decoderId,
            List<String> featureNames)
            implements Entry {}

    /** No decoder, and why. */
    record Refused(String reason, long since) implements Entry {}

    Decoders(DecoderSettings settings, Function<ModelId, ModelArtefact> models, LongSupplier nanoTime) {
        this.settings = settings;
        this.models = models;
        this.nanoTime = nanoTime;
    }

    Entry get(int version) {
        Ready known = ready.get(version);
        if (known != null) {
            return known;
        }
        Refused before = refused.get(version);
        if (before != null && nanoTime.getAsLong() - before.since() < REFUSED_FOR.toNanos()) {
            return before;
        }
        Entry loaded = load(version);
        if (loaded instanceof Ready decoder) {
            ready.put(version, decoder);
            closeOldest();
        } else if (loaded instanceof Refused reason) {
            // Anew at the end, and the one refused longest ago goes: who makes versions up must not clear the others.
            refused.remove(version);
            refused.put(version, reason);
            if (refused.size() > MAX_REFUSED) {
                refused.remove(refused.keySet().iterator().next());
            }
        }
        return loaded;
    }

    private Entry load(int version) {
        try {
            ModelArtefact artefact = models.apply(new ModelId(settings.modelName(), version));
            // Closed at once, and so alive exactly as long as its only decoder.
            try (OnnxModel model = OnnxModel.load(artefact, settings.onnx())) {
                CorrectionReader corrections =
                        new CorrectionReader(model.manifest().getInputDim(), Training.of(model.manifest()));
                return new Ready(
                        model.newDecoder(settings.maxBatch()),
                        corrections,
                        model.manifest().getInputDim(),
                        model.manifest().getCodeBytes(),
                        Graphs.decoderId(model.manifest()),
                        List.copyOf(model.manifest().getFeatureNames()));
            }
        } catch (ModelNotFoundException | ModelRefusedException | IllegalArgumentException e) {
            return new Refused(String.valueOf(e.getMessage()), nanoTime.getAsLong());
        }
    }

    private void closeOldest() {
        if (ready.size() > settings.maxModels()) {
            Iterator<Ready> oldest = ready.values().iterator();
            oldest.next().decoder().close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        ready.values().forEach(each -> each.decoder().close());
        ready.clear();
    }
}
