package dev.narrows.trainer.checkpoint;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A {@link SavedState} as NumPy's {@code .npz}: a zip, not compressed, with a one-dimensional {@code .npy} for each name.
 * The zip's checksums find a damaged file, and nothing in it is code.
 */
final class StateFile {

    private static final String ENDING = ".npy";
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int HEADER_BYTES = 128;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\((\\d+),\\), \\} *\n");

    private StateFile() {}

    /** Writes all of {@code state}; leaves {@code out} open. */
    static void write(SavedState state, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        // Weights are noise to a packer: a stronger level costs time and saves nothing.
        zip.setLevel(0);
        for (Map.Entry<String, float[]> entry : state.allFloats().entrySet()) {
            float[] values = entry.getValue();
            byte[] cells = new byte[Math.multiplyExact(values.length, Float.BYTES)];
            ordered(cells).asFloatBuffer().put(values);
            add(zip, entry.getKey(), Float.BYTES, values.length, cells);
        }
        for (Map.Entry<String, double[]> entry : state.allDoubles().entrySet()) {
            double[] values = entry.getValue();
            byte[] cells = new byte[Math.multiplyExact(values.length, Double.BYTES)];
            ordered(cells).asDoubleBuffer().put(values);
            add(zip, entry.getKey(), Double.BYTES, values.length, cells);
        }
        zip.finish();
    }

    /** Reads what {@link #write} wrote. */
    static SavedState read(Path file) throws IOException {
        SavedState state = new SavedState();
        // Unlike ZipFile, this verifies the checksums.
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                read(zip, name.substring(0, Math.max(0, name.length() - ENDING.length())), state);
            }
        }
        return state;
    }

    private static void read(InputStream in, String name, SavedState state) throws IOException {
        byte[] start = in.readNBytes(HEADER_BYTES);
        int from = MAGIC.length + 2;
        String text = new String(start, from, Math.max(0, start.length - from), StandardCharsets.US_ASCII);
        Matcher header = HEADER.matcher(text);
        if (!header.matches()) {
            throw new IOException(name + ": header " + text.strip() + " (expected: float32 or float64, one dimension)");
        }
        int count = Integer.parseInt(header.group(2));
        int width = Integer.parseInt(header.group(1));
        byte[] cells = in.readAllBytes();
        if (cells.length != (long) count * width) {
            throw new IOException(name + ": " + cells.length + " bytes (expected: " + (long) count * width + ")");
        }
        if (width == Float.BYTES) {
            float[] values = new float[count];
            ordered(cells).asFloatBuffer().get(values);
            state.put(name, values);
        } else {
            double[] values = new double[count];
            ordered(cells).asDoubleBuffer().get(values);
            state.put(name, values);
        }
    }

    private static void add(ZipOutputStream zip, String name, int width, int count, byte[] cells) throws IOException {
        zip.putNextEntry(new ZipEntry(name + ENDING));
        zip.write(header(width, count));
        zip.write(cells);
        zip.closeEntry();
    }

    private static byte[] header(int width, int count) {
        String text = "{'descr': '<f" + width + "', 'fortran_order': False, 'shape': (" + count + ",), }";
        int length = HEADER_BYTES - MAGIC.length - 2;
        ByteArrayOutputStream header = new ByteArrayOutputStream(HEADER_BYTES);
        header.writeBytes(MAGIC);
        header.write(length);
        header.write(0);
        header.writeBytes((text + " ".repeat(length - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        return header.toByteArray();
    }

    private static ByteBuffer ordered(byte[] cells) {
        return ByteBuffer.wrap(cells).order(ByteOrder.LITTLE_ENDIAN);
    }
}
