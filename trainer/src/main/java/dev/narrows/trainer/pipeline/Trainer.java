package dev.narrows.trainer.pipeline;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.baseline.LearnedBaseline;
import dev.narrows.trainer.calibrate.Calibration;
import dev.narrows.trainer.calibrate.CalibrationSettings;
import dev.narrows.trainer.calibrate.CrossCheck;
import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.inspect.FeatureRanges;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.export.CheckRow;
import dev.narrows.trainer.export.Export;
import dev.narrows.trainer.export.LossHistory;
import dev.narrows.trainer.export.Parity;
import dev.narrows.trainer.export.UncalibratedModel;
import dev.narrows.trainer.fit.FitRecord;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.score.ScoreFit;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.Words;
import dev.narrows.trainer.tensor.Torch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * From a data set to a model version that can be published: split, normalise, fit, learn the threshold, judge, export,
 * and prove that the export does what was trained. Any thread; two at a time take each other's cores.
 */
public final class Trainer {

    private Trainer() {}

    /**
     * Trains a model.
     *
     * @param data all rows there are; parts are taken from it for each purpose
     * @param asked how; what they leave to the data is recorded as it was decided
     * @param listener hears how far it is
     * @throws dev.narrows.trainer.fit.DivergedException where no weights were found
     * @throws dev.narrows.trainer.export.ParityException where the export does something else than was trained
     */
    public static TrainedModel train(Dataset data, TrainSettings asked, ProgressListener listener) {
        return train(data, asked, listener, Checkpoints.NONE);
    }

    /**
     * The same, with the state of every fit kept after each epoch: called again with the same data and settings after an
     * interrupt, it goes on and comes to the same model, bit for bit.
     *
     * @throws dev.narrows.trainer.checkpoint.CheckpointException where the checkpoints are of other data or settings
     */
    public static TrainedModel train(
            Dataset data, TrainSettings asked, ProgressListener listener, Checkpoints checkpoints) {
        Torch.enter();
        TrainSettings settings =
                asked.withNetwork(resolved(asked, data)).withSplit(asked.split().resolved(data));
        if (checkpoints.keep()) {
            checkpoints.require(made(data, settings));
        }
        Split split = Cleaning.clean(Split.of(data, settings.split()), settings, listener, checkpoints);
        Choice choice = Choice.of(split, settings, listener, checkpoints);
        try (Candidate candidate = choice.candidate()) {
            Comparison comparison = judge(candidate, split);
            if (CrossFitted.worthIt(candidate, split)) {
                try (CrossFitted whole = CrossFitted.of(candidate, split)) {
                    return finish(data, split, whole.rows(), choice, whole.network(), whole.errors(), comparison);
                }
            }
            TrainedNetwork plain = candidate.network();
            TrainedNetwork trained = plain.withScore(ScoreFit.fit(
                    settings.score().kind(),
                    plain,
                    split.train(),
                    split.validation(),
                    settings.fit().seed()));
            float[] heldOut = HeldOut.errors(trained, split, settings);
            return finish(data, split, split.train(), choice, trained, heldOut, comparison);
        }
    }

    /** What the data and the loss decide, decided. */
    private static NetworkSettings resolved(TrainSettings asked, Dataset data) {
        NetworkSettings network = asked.network().onShape(data.shape());
        return network.toBuilder()
                .output(asked.fit().loss().output(network.output()))
                .build();
    }

    /** What decides every number of a model. */
    private static Map<String, String> made(Dataset data, TrainSettings settings) {
        Map<String, String> made = new TreeMap<>(settings.describe());
        made.put("workers", "" + settings.fit().workers());
        made.put("device", Words.of(settings.fit().device().resolve(Torch::isCudaAvailable)));
        made.put("data rows", "" + data.rows());
        made.put("data values a row", "" + data.dim());
        made.put("data SHA-256", data.digest());
        return made;
    }

    /**
     * @param learned rows that the weights were learned from
     * @param heldOut errors of rows by weights that have not seen them
     */
    private static TrainedModel finish(
            Dataset data,
            Split split,
            Dataset learned,
            Choice choice,
            TrainedNetwork trained,
            float[] heldOut,
            Comparison comparison) {
        TrainSettings settings = choice.candidate().settings();
        FitRecord fitted = choice.candidate().fit();
        CalibrationSettings asked = new CalibrationSettings(
                settings.alertRate(),
                trained.network().score().smallestError(),
                settings.fit().seed());
        Calibration calibration = Calibration.of(heldOut, asked);
        Map<String, String> recorded = new TreeMap<>(settings.describe());
        recorded.put("libtorch", Torch.version());
        recorded.put("java", Runtime.version().toString());
        recorded.put("workers", "" + fitted.workers());
        recorded.put("device", Words.of(fitted.device()));
        recorded.put("weights", Words.of(choice.candidate().weights()));
        FeatureRanges ranges = FeatureRanges.of(learned);
        ModelManifest.Builder manifest = ModelManifest.newBuilder()
                .setFormatVersion(ModelArtefact.FORMAT_VERSION)
                .setName(settings.name())
                .setVersion(1)
                .setCreatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setKind(Words.of(settings.network().kind()))
                .setInputDim(data.dim())
                .setFeatureNames(data.featureNames())
                .setFeatureLows(ranges.lows())
                .setFeatureHighs(ranges.highs())
                .setCodeBytes(trained.network().code().bytes())
                .setErrorMetric(trained.network().score().metric())
                .setThreshold((float) calibration.threshold())
                .setAlertRate(settings.alertRate())
                .setTail(calibration.tail())
                .setTrainingRows(learned.rows())
                .setDataDigest(data.digest())
                .setSeed(settings.fit().seed())
                .setSettings(recorded)
                .setFigures(Map.of())
                .setCheck(CheckRow.choose(trained, split.validation()));
        Map<String, String> metadata = new TreeMap<>(recorded);
        metadata.put(LossHistory.KEY, LossHistory.text(fitted.history()));
        Export export = Export.of(trained, metadata);
        ModelArtefact artefact = ModelArtefact.of(manifest, export.encoder(), export.decoder());
        Parity parity = Parity.check(artefact, trained, split.validation());
        manifest.setFigures(comparison.figures())
                .setBaseline(baseline(artefact, learned, split.calibration(), heldOut));
        return new TrainedModel(
                ModelArtefact.of(manifest, export.encoder(), export.decoder()),
                comparison,
                calibration,
                CrossCheck.of(heldOut, asked),
                parity,
                choice.table().isEmpty() ? choice.candidate().costs() : choice.table(),
                fitted.history(),
                fitted.best(),
                fitted.workers(),
                fitted.secondsPerEpoch());
    }

    /**
     * Through the graphs that the service will run. Codes are those of the calibration part, also where the weights were
     * learned from all rows: codes of rows that were learned from spread wider than those of others, by up to three times
     * what counts as drift where there are as many values as rows, and a tenth of the rows leaves room for that.
     */
    private static Baseline baseline(ModelArtefact artefact, Dataset learned, Dataset calibration, float[] heldOut) {
        try (OnnxCodec codec = OnnxCodec.of(artefact)) {
            return LearnedBaseline.of(learned, calibration, heldOut, codec);
        }
    }

    /** Measured as consumers will see it, through the graphs, before any of the rows that it is measured on is learned from. */
    private static Comparison judge(Candidate candidate, Split split) {
        try (OnnxCodec codec = OnnxCodec.of(
                UncalibratedModel.of(candidate.settings().name(), candidate.network(), split.validation()))) {
            return Comparison.of(
                    codec,
                    candidate.network().network().code().dims(),
                    split.train(),
                    split.validation(),
                    candidate.network().network().normalisation().featureUnits(),
                    candidate.settings().fit().seed());
        }
    }
}
