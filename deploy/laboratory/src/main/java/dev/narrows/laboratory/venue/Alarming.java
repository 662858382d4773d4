package dev.narrows.laboratory.venue;

import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;

/** A model whose threshold is so low that many records alert, and that is otherwise what it was. */
final class Alarming {

    private static final double NOT_ALARMED = 0.9;

    private Alarming() {}

    static ModelManifest publish(
            ModelArtefact model, BenchNetwork network, NarrowsSettings where, SchemaRegistry registry) {
        float threshold = network == BenchNetwork.STORMED ? 0 : tenth(model.manifest());
        ModelManifest lowered = ModelManifest.newBuilder(model.manifest())
                .setName(network.model())
                .setThreshold(threshold)
                .build();
        BenchModel.publish(ModelArtefact.of(lowered, model.encoder(), model.decoder()), where, registry);
        return lowered;
    }

    /** The error that a tenth of normal rows exceeds. */
    private static float tenth(ModelManifest manifest) {
        Baseline baseline = manifest.getBaseline();
        if (baseline == null) {
            throw new BenchException("model: without a baseline (expected: one that tells how errors are spread)");
        }
        double share = 0;
        int bound = 0;
        // The bounds are shares of the rows; rounding may leave a little to the nine tenths.
        while (bound < baseline.getErrorBounds().size() - 1) {
            share += baseline.getErrorShares().get(bound);
            if (share > NOT_ALARMED - 0.01) {
                break;
            }
            bound++;
        }
        return baseline.getErrorBounds().get(bound).floatValue();
    }
}
