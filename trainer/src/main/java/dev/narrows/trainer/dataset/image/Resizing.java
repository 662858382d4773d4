package dev.narrows.trainer.dataset.image;

/**
 * Brings an image to another size, each direction on its own: a new pixel is the mean of the old ones around its centre,
 * weighted by a triangle that is as wide on each side as the larger of an old and a new pixel. So nothing is left out
 * where the image becomes smaller, and it is linear interpolation where it becomes larger (as Pillow's BILINEAR).
 */
final class Resizing {

    private Resizing() {}

    static GreyImage to(ImageSize size, GreyImage image) {
        ImageSize from = image.size();
        if (from.equals(size)) {
            return image;
        }
        float[] wide = along(image.pixels(), from.height(), from.width(), size.width(), true);
        return new GreyImage(size.width(), along(wide, size.width(), from.height(), size.height(), false));
    }

    /** Resizes {@code lines} lines of {@code length} pixels, which are rows of the image or else columns. */
    private static float[] along(float[] pixels, int lines, int length, int newLength, boolean rows) {
        float[] resized = new float[lines * newLength];
        double scale = (double) length / newLength;
        double reach = Math.max(1, scale);
        for (int to = 0; to < newLength; to++) {
            double centre = (to + 0.5) * scale;
            int first = Math.max(0, (int) (centre - reach + 0.5));
            int last = Math.min(length, (int) (centre + reach + 0.5));
            double[] weights = weights(first, last, centre, reach);
            for (int line = 0; line < lines; line++) {
                double sum = 0;
                for (int at = first; at < last; at++) {
                    sum += weights[at - first] * pixels[rows ? line * length + at : at * lines + line];
                }
                resized[rows ? line * newLength + to : to * lines + line] = (float) sum;
            }
        }
        return resized;
    }

    private static double[] weights(int first, int last, double centre, double reach) {
        double[] weights = new double[last - first];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.max(0, 1 - Math.abs(first + i + 0.5 - centre) / reach);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
