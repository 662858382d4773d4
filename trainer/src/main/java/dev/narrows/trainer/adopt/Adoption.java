package dev.narrows.trainer.adopt;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.BareGraphs;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.NamedDataset;
import dev.narrows.trainer.dataset.file.DataFile;
import dev.narrows.trainer.dataset.inspect.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model made elsewhere, ready to be published.
 *
 * @param artefact with everything but its version
 * @param rows that it was looked at with; empty where the sheet names none
 * @param figures what the rows showed, a line each for a person
 * @param warnings for a person, none where all is well
 */
public record Adoption(ModelArtefact artefact, Optional<Dataset> rows, List<String> figures, List<String> warnings) {

    private static final String UNKNOWN_DIGEST = "0".repeat(64);

    /** Copies the lists. */
    public Adoption {
        figures = List.copyOf(figures);
        warnings = List.copyOf(warnings);
    }

    /**
     * Opens the graphs, holds them to the contract, and learns from the rows what the manifest has to tell.
     *
     * @throws ModelRefusedException naming what is wrong, its value and what is expected
     * @throws dev.narrows.trainer.dataset.DatasetException where the rows cannot be used
     */
    public static Adoption of(ModelSheet sheet, Clock clock) {
        byte[] encoder = graph("encoder", sheet.encoder());
        byte[] decoder = graph("decoder", sheet.decoder());
        try (BareGraphs graphs = BareGraphs.open(encoder, decoder)) {
            Optional<Dataset> rows = sheet.rows().map(file -> rows(file, sheet, graphs.inputDim()));
            ModelManifest.Builder manifest = manifest(sheet, graphs, rows, clock);
            ModelArtefact plain = ModelArtefact.of(manifest, encoder, decoder);
            if (rows.isEmpty()) {
                return new Adoption(
                        plain,
                        rows,
                        List.of(),
                        List.of("rows: none (expected: some, without which drift is not noticed, candidates are not"
                                + " compared, and p-values are a guess)"));
            }
            Learned learned = Learned.of(plain, rows.get(), sheet);
            learned.into(manifest);
            return new Adoption(
                    ModelArtefact.of(manifest, encoder, decoder), rows, learned.figures(), learned.warnings());
        }
    }

    /** Everything that needs no run of the model over the rows. */
    private static ModelManifest.Builder manifest(
            ModelSheet sheet, BareGraphs graphs, Optional<Dataset> rows, Clock clock) {
        requireCounts(sheet, graphs.inputDim());
        int probed =
                rows.map(data -> Math.min(Recognition.MOST_ROWS, data.rows())).orElse(1);
        float[] values = new float[probed * graphs.inputDim()];
        rows.ifPresent(data -> data.read(0, probed, values));
        float threshold = sheet.threshold().orElse(1f);
        return ModelManifest.newBuilder()
                .setFormatVersion(ModelArtefact.FORMAT_VERSION)
                .setName(sheet.name())
                .setVersion(1)
                .setCreatedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .setKind(sheet.kind())
                .setInputDim(graphs.inputDim())
                .setCodeBytes(graphs.codeBytes())
                .setErrorMetric(sheet.metric())
                .setThreshold(threshold)
                .setAlertRate(sheet.alertRate())
                .setTail(new TailFit(
                        (double) threshold,
                        sheet.alertRate(),
                        0.0,
                        (double) Math.max(threshold, Float.MIN_NORMAL),
                        0,
                        "empirical"))
                .setTrainingRows(0)
                .setDataDigest(rows.map(Dataset::digest).orElse(UNKNOWN_DIGEST))
                .setSeed(0)
                .setSettings(settings(sheet))
                .setFigures(Map.of())
                .setFeatureNames(rows.map(Dataset::featureNames).orElse(sheet.featureNames()))
                .setCheck(new Recognition(graphs).choose(values, probed));
    }

    private static Dataset rows(Path file, ModelSheet sheet, int inputDim) {
        Dataset rows = Inspection.of(DataFile.open(file), false).usable();
        if (rows.dim() != inputDim) {
            throw new ModelRefusedException("rows: " + rows.dim() + " values each in " + file + " (expected: "
                    + inputDim + ", as x of the encoder)");
        }
        return sheet.featureNames().isEmpty() ? rows : NamedDataset.of(rows, sheet.featureNames());
    }

    private static void requireCounts(ModelSheet sheet, int inputDim) {
        int names = sheet.featureNames().size();
        if (names != 0 && names != inputDim) {
            throw new ModelRefusedException(
                    "feature-names: " + names + " (expected: " + inputDim + ", as x of the encoder)");
        }
        long values = sheet.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (!sheet.shape().isEmpty() && values != inputDim) {
            throw new ModelRefusedException("shape: " + sheet.shape() + ", " + values + " values (expected: " + inputDim
                    + ", as x of the encoder)");
        }
    }

    private static Map<String, String> settings(ModelSheet sheet) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("made", "elsewhere");
        if (!sheet.shape().isEmpty()) {
            settings.put(
                    "input-shape", sheet.shape().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return settings;
    }

    private static byte[] graph(String which, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelRefusedException(which + ": " + file + " (expected: an ONNX file that can be read)", e);
        }
    }
}
