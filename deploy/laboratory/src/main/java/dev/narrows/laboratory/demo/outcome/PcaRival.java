package dev.narrows.laboratory.demo.outcome;

import dev.narrows.laboratory.demo.digits.Digits;
import dev.narrows.laboratory.demo.digits.Kind;
import dev.narrows.laboratory.demo.digits.StreamPlan;
import dev.narrows.trainer.codec.Pca;
import dev.narrows.trainer.codec.PcaCodec;
import dev.narrows.trainer.dataset.ArrayDataset;

/** What principal component analysis makes of the same digits, with as many components as a code has bytes. */
final class PcaRival {
    private PcaRival() {}

    /** Mean squared error on the streamed digits, each component kept in full precision, which is more than a byte. */
    static double mse(int trainingDigits, int codeBytes, StreamPlan plan) {
        Digits digits = Digits.toTrainOn();
        float[] rows = new float[trainingDigits * Digits.DIM];
        for (int i = 0; i < trainingDigits; i++) {
            System.arraycopy(digits.read(i), 0, rows, i * Digits.DIM, Digits.DIM);
        }
        Pca analysis = Pca.fit(ArrayDataset.of(rows, Digits.DIM), codeBytes);
        PcaCodec codec = PcaCodec.float32(analysis);
        Distortion distortion = new Distortion();
        float[] back = new float[Digits.DIM];
        for (int i = 0; i < plan.records(); i++) {
            if (plan.kind(i) == Kind.DIGIT) {
                float[] digit = plan.vector(i);
                codec.reconstruct(digit, 1, back);
                distortion.add(digit, back);
            }
        }
        return distortion.mean();
    }
}
