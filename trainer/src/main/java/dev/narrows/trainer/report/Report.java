package dev.narrows.trainer.report;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.judge.Figures;
import dev.narrows.trainer.judge.Judgement;
import dev.narrows.trainer.judge.RateDistortion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report of a model version: what {@link Page} shows of a judgement, of its rows and of the training. */
public final class Report {

    private Report() {}

    /**
     * Writes the report; a file that is there is replaced.
     *
     * @param model the version, as it was judged
     * @param history epochs of its training, empty where they are not known, as of a model from elsewhere
     */
    public static void write(Path file, Judgement judgement, OnnxCodec model, List<Fitted.Epoch> history) {
        Page.write(file, title(judgement.manifest()), data(judgement, model, history));
    }

    static Map<String, Object> data(Judgement judgement, OnnxCodec model, List<Fitted.Epoch> history) {
        ModelManifest manifest = judgement.manifest();
        Map<String, Object> data = new LinkedHashMap<>(Figures.of(judgement));
        data.put(
                "rateDistortion",
                RateDistortion.of(
                        judgement.comparison().model(),
                        judgement.rows().train(),
                        judgement.rows().test(),
                        manifest.getSeed()));
        if (!history.isEmpty()) {
            data.put("history", history);
        }
        data.put("scores", ScoreHistogram.of(judgement));
        Appearance appearance = Appearance.of(judgement.rows().test());
        data.put("reconstructions", Reconstructions.of(judgement, model, appearance));
        data.put("map", CodeMap.of(judgement, model, appearance));
        data.put("settings", new TreeMap<>(manifest.getSettings()));
        data.put("provenance", provenance(manifest));
        return data;
    }

    private static String title(ModelManifest manifest) {
        return manifest.getName() + " " + manifest.getVersion();
    }

    private static Map<String, Object> provenance(ModelManifest manifest) {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("created", manifest.getCreatedAt().toString());
        rows.put("rows trained on", manifest.getTrainingRows());
        rows.put("SHA-256 of all rows", manifest.getDataDigest());
        rows.put("seed", manifest.getSeed());
        rows.put("threshold", manifest.getThreshold());
        rows.put(
                "tail of the scores",
                manifest.getTail().getMethod() + " of "
                        + manifest.getTail().getCount() + " scores above "
                        + manifest.getTail().getStart());
        rows.put(
                "encoder",
                graph(
                        manifest.getEncoderGraph().getBytes(),
                        manifest.getEncoderGraph().getSha256()));
        rows.put(
                "decoder",
                graph(
                        manifest.getDecoderGraph().getBytes(),
                        manifest.getDecoderGraph().getSha256()));
        return rows;
    }

    private static String graph(int bytes, String digest) {
        return bytes + " bytes, SHA-256 " + digest;
    }
}
