package dev.narrows.trainer.dataset.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Size of an image in pixels.
 *
 * @param width 1 or more
 * @param height 1 or more; the product is at most 2^27
 */
public record ImageSize(int width, int height) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})[xX](\\d{1,6})");
    static final long MOST_PIXELS = 1 << 27;

    /** Checks it. */
    public ImageSize {
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("image size: " + width + "x" + height
                    + " (expected: width and height from 1, at most " + MOST_PIXELS + " pixels)");
        }
    }

    /** Reads 28x28, say: width, then height. */
    public static ImageSize parse(String text) {
        Matcher size = TEXT.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("image size: " + text + " (expected: WIDTHxHEIGHT, 28x28, say)");
        }
        return new ImageSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
