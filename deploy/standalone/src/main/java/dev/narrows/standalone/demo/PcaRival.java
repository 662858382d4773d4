package dev.narrows.standalone.demo;

/** What principal component analysis makes of the same digits, with as many components as a code has bytes. */
final class PcaRival {
    private PcaRival() {}

    /** Mean squared error on the streamed digits, each component kept in full precision, which is more than a byte. */
    static double mse(DemoSettings demo, StreamPlan plan) {
        Digits digits = Digits.toTrainOn();
        float[][] rows = new float[demo.trainingDigits()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = digits.read(i);
        }
        Principal analysis = Principal.of(rows, demo.better().codeBytes(), demo.seed());
        Distortion distortion = new Distortion();
        for (int i = 0; i < plan.records(); i++) {
            if (plan.kind(i) == Kind.DIGIT) {
                float[] digit = plan.vector(i);
                distortion.add(digit, analysis.back(digit));
            }
        }
        return distortion.mean();
    }
}
