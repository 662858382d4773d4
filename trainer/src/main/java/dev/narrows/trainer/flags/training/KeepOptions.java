package dev.narrows.trainer.flags.training;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.Fidelity.Unit;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fidelity.Correctors;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Flag for what a service shall promise of each vector, so that the model carries what makes that cheap. */
public final class KeepOptions {

    private static final int MOST = 4;

    @Option(
            names = "--keep",
            split = ",",
            paramLabel = "PROMISE",
            description = "What services will be asked to keep: a share of each feature's range, such as 0.01"
                    + " (fidelity=bounded, fidelity.bound=0.01), or lossless. The model then carries tables that make"
                    + " corrections of exactly that smaller; without them all promises work as well.")
    private List<String> promises = List.of();

    /** @throws IllegalArgumentException where they cannot be right */
    public void check() {
        if (promises.size() > MOST) {
            throw new IllegalArgumentException(
                    "--keep: " + promises.size() + " promises (expected: at most " + MOST + ")");
        }
        fidelities();
    }

    /** The artefact with what was learned from those rows; the same where nothing was asked for. */
    public ModelArtefact learn(ModelArtefact artefact, Dataset rows) {
        if (promises.isEmpty()) {
            return artefact;
        }
        Training learned = Correctors.learn(rows, fidelities());
        ModelManifest.Builder manifest = ModelManifest.newBuilder(artefact.manifest())
                .setFeatureLows(learned.lows())
                .setFeatureHighs(learned.highs())
                .setCorrectors(learned.correctors());
        return ModelArtefact.of(manifest, artefact.encoder(), artefact.decoder());
    }

    private List<Fidelity> fidelities() {
        List<Fidelity> all = new ArrayList<>();
        for (String promise : promises) {
            if (promise.trim().equals("lossless")) {
                all.add(Fidelity.LOSSLESS);
                continue;
            }
            try {
                all.add(Fidelity.bounded(Unit.RANGE, Double.parseDouble(promise)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "--keep: " + promise + " (expected: a share of the range above 0, or lossless)", e);
            }
        }
        return all;
    }
}
