package dev.narrows.trainer.judge;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.PcaCodec;
import dev.narrows.trainer.codec.Rescaled;
import dev.narrows.trainer.codec.textbook.Rival;
import dev.narrows.trainer.codec.textbook.Textbook;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.InUnits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A model beside its rivals, all on the same rows, which none of them has learned from.
 *
 * @param model the model
 * @param pca PCA with as many components as the model's latent has dimensions, float32, so with four times the bytes of an
 *     8-bit latent
 * @param textbook the rivals, each with the bytes of the model's code, or fewer where it has no use for as many
 */
public record Comparison(Evaluation model, Evaluation pca, Map<Rival, Evaluation> textbook) {

    /** Checks that no rival is missing. */
    public Comparison {
        EnumMap<Rival, Evaluation> copy = new EnumMap<>(Rival.class);
        copy.putAll(textbook);
        if (copy.size() < Rival.values().length) {
            throw new IllegalArgumentException("textbook: " + copy.keySet() + " (expected: all)");
        }
        textbook = Collections.unmodifiableMap(copy);
    }

    /**
     * Measures all. Rivals learn in the units that they are judged in, as the model does.
     *
     * @param model what is judged
     * @param latent dimensions of its latent, 1 or more
     * @param train what the rivals learn from; the model's own training rows, to be fair
     * @param test what all are measured on
     * @param units [train.dim()] of the features; empty where all are of one unit
     */
    public static Comparison of(Codec model, int latent, Dataset train, Dataset test, float[] units, long seed) {
        Dataset scaled = units.length == 0 ? train : new InUnits(train, units);
        Textbook learned = Textbook.of(scaled, model.codeBytes(), seed);
        EnumMap<Rival, Evaluation> rivals = new EnumMap<>(Rival.class);
        for (Rival rival : Rival.values()) {
            rivals.put(rival, judged(learned.codec(rival, model.codeBytes()), test, units));
        }
        return new Comparison(
                Evaluation.of(model, test, units),
                judged(PcaCodec.float32(learned.pca().first(latent)), test, units),
                rivals);
    }

    private static Evaluation judged(Codec rival, Dataset test, float[] units) {
        return Evaluation.of(Rescaled.of(rival, units), test, units);
    }

    /** One of the rivals. */
    public Evaluation rival(Rival rival) {
        return Objects.requireNonNull(textbook.get(rival), "all are there");
    }

    /** All, the model first. */
    public List<Evaluation> all() {
        List<Evaluation> all = new ArrayList<>(List.of(model));
        all.addAll(rivals());
        return all;
    }

    /** All but the model. */
    public List<Evaluation> rivals() {
        List<Evaluation> rivals = new ArrayList<>(List.of(pca));
        rivals.addAll(textbook.values());
        return rivals;
    }

    /** The figures that a manifest records. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("rows", (double) model.rows());
        figures.put("mse", model.mse());
        figures.put("mae", model.mae());
        if (model.ownUnits()) {
            figures.put("loss", model.loss());
        }
        figures.put("euclidean", model.euclidean());
        figures.put("psnr", model.psnr());
        figures.put("explained", model.explained());
        figures.put("compressionRatio", model.ratio());
        figures.put("pcaMse", pca.mse());
        textbook.forEach((rival, evaluation) -> figures.put(figure(rival), evaluation.mse()));
        figures.values().removeIf(figure -> !Double.isFinite(figure));
        return figures;
    }

    private static String figure(Rival rival) {
        return switch (rival) {
            case PCA -> "pcaInt8Mse";
            case KLT -> "kltMse";
            case PQ -> "quantiserMse";
            case OPQ -> "opqMse";
            case RVQ -> "rvqMse";
        };
    }
}
