package dev.narrows.trainer.judge;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import java.util.zip.Deflater;

/**
 * What one form of a model costs and loses, to be put beside other forms of the same model.
 *
 * @param name of the form, for a person
 * @param bytes of both graphs
 * @param deflatedBytes of both graphs, packed one after the other (DEFLATE, level 9), as a topic or an archive packs them
 * @param loss of values that come back, see {@link Evaluation#loss()}
 * @param encodeMicros time to encode a row, with its error, in a batch of 256 on one thread, in microseconds: the fastest of
 *     several passes in this JVM, good for comparing forms that were measured one after the other and for nothing else
 */
public record ModelCost(String name, int bytes, int deflatedBytes, double loss, double encodeMicros) {

    private static final int ROWS = 1_024;
    private static final int PASSES = 20;

    /**
     * Measures a form on rows that it has not learned from.
     *
     * @param units of the features, as {@link Evaluation} takes them
     */
    public static ModelCost of(String name, ModelArtefact form, Dataset rows, float[] units) {
        try (OnnxCodec codec = OnnxCodec.of(form)) {
            return new ModelCost(
                    name,
                    form.encoder().length + form.decoder().length,
                    deflated(form.encoder()) + deflated(form.decoder()),
                    Evaluation.of(codec, rows, units).loss(),
                    micros(codec, rows));
        }
    }

    private static double micros(OnnxCodec codec, Dataset data) {
        int count = Math.min(ROWS, data.rows());
        float[] rows = new float[count * data.dim()];
        data.read(0, count, rows);
        byte[] codes = new byte[count * codec.codeBytes()];
        codec.encode(rows, count, codes);
        long fastest = Long.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            codec.encode(rows, count, codes);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest / 1e3 / count;
    }

    private static int deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] part = new byte[1 << 16];
            int sum = 0;
            while (!deflater.finished()) {
                sum += deflater.deflate(part);
            }
            return sum;
        } finally {
            deflater.end();
        }
    }
}
