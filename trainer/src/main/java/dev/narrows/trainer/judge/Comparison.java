package dev.narrows.trainer.judge;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.Pca;
import dev.narrows.trainer.codec.PcaCodec;
import dev.narrows.trainer.codec.ProductQuantiser;
import dev.narrows.trainer.dataset.Dataset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model beside its rivals, all on the same rows, which none of them has learned from.
 *
 * @param model the model
 * @param pca PCA with as many components as the model's latent has dimensions, float32, so with four times the bytes of an
 *     8-bit latent
 * @param pcaInt8 PCA with the bytes of the model's code, a component each
 * @param quantiser product quantisation with the bytes of the model's code
 */
public record Comparison(Evaluation model, Evaluation pca, Evaluation pcaInt8, Evaluation quantiser) {

    /**
     * Measures all.
     *
     * @param model what is judged
     * @param latent dimensions of its latent, 1 or more
     * @param train what the rivals learn from; the model's own training rows, to be fair
     * @param test what all are measured on
     */
    public static Comparison of(Codec model, int latent, Dataset train, Dataset test, long seed) {
        Pca narrow = Pca.fit(train, Math.max(latent, model.codeBytes()));
        PcaCodec int8 = PcaCodec.int8(narrow.first(model.codeBytes()), train);
        return new Comparison(
                Evaluation.of(model, test),
                Evaluation.of(PcaCodec.float32(narrow.first(latent)), test),
                Evaluation.of(int8, test),
                Evaluation.of(ProductQuantiser.fit(train, model.codeBytes(), seed), test));
    }

    /** All four, the model first. */
    public List<Evaluation> all() {
        return List.of(model, pca, pcaInt8, quantiser);
    }

    /** All but the model. */
    public List<Evaluation> rivals() {
        return List.of(pca, pcaInt8, quantiser);
    }

    /** The figures that a manifest records. */
    public Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("rows", (double) model.rows());
        figures.put("mse", model.mse());
        figures.put("mae", model.mae());
        figures.put("euclidean", model.euclidean());
        figures.put("psnr", model.psnr());
        figures.put("explained", model.explained());
        figures.put("compressionRatio", model.ratio());
        figures.put("pcaMse", pca.mse());
        figures.put("pcaInt8Mse", pcaInt8.mse());
        figures.put("quantiserMse", quantiser.mse());
        figures.values().removeIf(figure -> !Double.isFinite(figure));
        return figures;
    }
}
