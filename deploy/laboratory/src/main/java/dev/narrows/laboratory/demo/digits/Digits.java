package dev.narrows.laboratory.demo.digits;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * MNIST images that ship with the demo: [count, 784], pixels of 0 to 255 that {@link #read} gives as float32 of 0 to 1.
 * Immutable.
 */
public final class Digits {
    public static final int TRAINING = 8_500;
    static final int SIDE = 28;
    public static final int DIM = SIDE * SIDE;
    private static final int IDX_IMAGES = 2051;

    private final byte[] pixels;

    private Digits(byte[] pixels) {
        this.pixels = pixels;
    }

    /** Those to train on, 8,500 of MNIST's training images. */
    public static Digits toTrainOn() {
        return load("train-images-idx3-ubyte.gz");
    }

    /** Those to stream, 3,500 of MNIST's test images, none of which is in the training part. */
    public static Digits toStream() {
        return load("stream-images-idx3-ubyte.gz");
    }

    private static Digits load(String resource) {
        try (InputStream packed = Digits.class.getResourceAsStream(resource);
                DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(packed)))) {
            int magic = in.readInt();
            int count = in.readInt();
            int height = in.readInt();
            int width = in.readInt();
            if (magic != IDX_IMAGES || height != SIDE || width != SIDE) {
                throw new IOException(resource + ": " + height + " x " + width + " (expected: idx images of 28 x 28)");
            }
            return new Digits(in.readNBytes(count * DIM));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int count() {
        return pixels.length / DIM;
    }

    /** Pixels of one image, row-major, 0 (paper) to 1 (ink); a fresh array. */
    public float[] read(int index) {
        float[] row = new float[DIM];
        for (int i = 0; i < DIM; i++) {
            row[i] = (pixels[index * DIM + i] & 0xff) / 255f;
        }
        return row;
    }
}
