package dev.narrows.trainer.dataset.image;

import dev.narrows.trainer.dataset.DatasetException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * An image as grey values from 0, black, to 255, white, row by row from the top. Grey files give their own values, those of
 * 16 bits divided by 257; colours give their luma, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601, as most libraries do). What is
 * transparent counts as if it were not.
 */
final class GreyImage {

    private final int width;
    private final float[] pixels;

    GreyImage(int width, float[] pixels) {
        this.width = width;
        this.pixels = pixels;
    }

    /** Reads a PNG or JPEG file. */
    static GreyImage read(String name, Path file) {
        try (ImageInputStream bytes = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
            if (!readers.hasNext()) {
                throw new DatasetException(name + ": no image (expected: PNG or JPEG)");
            }
            ImageReader reader = readers.next();
            try {
                return read(name, reader, bytes);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw new DatasetException(name + ": " + e.getMessage() + " (expected: a whole PNG or JPEG file)", e);
        }
    }

    private static GreyImage read(String name, ImageReader reader, ImageInputStream bytes) throws IOException {
        reader.setInput(bytes, true, true);
        // A JPEG that is cut short is a warning only, and grey from there on.
        reader.addIIOReadWarningListener((source, warning) -> {
            throw new DatasetException(name + ": " + warning + " (expected: a whole PNG or JPEG file)");
        });
        try {
            // Before the pixels are read: a header is quickly made that claims any size.
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > ImageSize.MOST_PIXELS) {
                throw new DatasetException(
                        name + ": " + pixels + " pixels (expected: at most " + ImageSize.MOST_PIXELS + ")");
            }
            return of(reader.read(0));
        } catch (DatasetException e) {
            throw e;
        } catch (RuntimeException e) {
            // The JDK's readers throw several kinds where a file is damaged.
            throw new DatasetException(name + ": " + e + " (expected: a whole PNG or JPEG file)", e);
        }
    }

    private static GreyImage of(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        float[] grey = new float[width * height];
        if (raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel)) {
            // Not through getRGB: that takes grey values for linear light and changes them.
            raster.getSamples(0, 0, width, height, 0, grey);
            float largest = (1 << image.getColorModel().getComponentSize(0)) - 1;
            for (int i = 0; i < grey.length; i++) {
                grey[i] *= 255 / largest;
            }
            return new GreyImage(width, grey);
        }
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                int rgb = line[x];
                grey[y * width + x] = (299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff)) / 1000f;
            }
        }
        return new GreyImage(width, grey);
    }

    ImageSize size() {
        return new ImageSize(width, pixels.length / width);
    }

    /** The pixels, [height, width] row-major; not copied. */
    float[] pixels() {
        return pixels;
    }
}
