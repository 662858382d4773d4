package dev.narrows.trainer.dataset.sound;

import dev.narrows.trainer.dataset.DatasetException;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * The energy of a frame in each mel band, in dB: the frame times a Hann window, its power spectrum by a Fourier transform,
 * the sum over the triangle of each band, 10 log10 of that, -100 where it is smaller.
 *
 * <p>The triangles reach from the centre of the band before to that of the band after, are 1 at their own, and are spaced
 * evenly from 0 Hz to half the sample rate on the mel scale, m(f) = 2595 log10(1 + f / 700) (O'Shaughnessy 1987; Davis and
 * Mermelstein 1980). For one thread.
 */
final class MelBands {

    private static final double SMALLEST_ENERGY = 1e-10;

    private final double[] window;
    private final double[][] bands;
    private final double[][] spectrum;

    /**
     * Prepares them.
     *
     * @throws DatasetException where a band is so narrow that no frequency of the transform falls into it
     */
    MelBands(int frame, int count, float rate) {
        this.window = new double[frame];
        for (int i = 0; i < frame; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / frame);
        }
        this.spectrum = new double[2][frame];
        this.bands = new double[count][frame / 2 + 1];
        double step = mel(rate / 2) / (count + 1);
        for (int band = 0; band < count; band++) {
            double low = hertz(band * step);
            double centre = hertz((band + 1) * step);
            double high = hertz((band + 2) * step);
            double sum = 0;
            for (int k = 0; k <= frame / 2; k++) {
                double frequency = (double) k * rate / frame;
                double weight = Math.min((frequency - low) / (centre - low), (high - frequency) / (high - centre));
                bands[band][k] = Math.max(0, weight);
                sum += bands[band][k];
            }
            if (sum == 0) {
                throw new DatasetException("mel bands: " + count + " (expected: fewer, or a frame longer than " + frame
                        + " samples: band " + band + " from " + Math.round(low) + " to " + Math.round(high)
                        + " Hz lies between two frequencies that it can tell apart at " + rate + " Hz)");
            }
        }
    }

    /** Writes the energies of {@code frame} to {@code target} from index {@code at}. */
    void energies(float[] frame, float[] target, int at) {
        for (int i = 0; i < window.length; i++) {
            spectrum[0][i] = frame[i] * window[i];
            spectrum[1][i] = 0;
        }
        FastFourierTransformer.transformInPlace(spectrum, DftNormalization.STANDARD, TransformType.FORWARD);
        for (int band = 0; band < bands.length; band++) {
            double energy = 0;
            for (int k = 0; k < bands[band].length; k++) {
                double power = spectrum[0][k] * spectrum[0][k] + spectrum[1][k] * spectrum[1][k];
                energy += bands[band][k] * power;
            }
            target[at + band] = (float) (10 * Math.log10(Math.max(SMALLEST_ENERGY, energy)));
        }
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
    }
}
