package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.LabelledDataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Opens a NumPy {@code .npz} file, which is a zip of named {@code .npy} arrays. One of them is the rows, one may be the
 * labels; both are unpacked to temporary files and mapped.
 */
public final class ArrayArchive {

    private static final String ENDING = ".npy";
    private static final int HEADER_BYTES = 1 << 16;
    private static final List<String> USUAL = List.of("X", "x", "X_train", "x_train");

    private ArrayArchive() {}

    /**
     * The rows of one array, with labels where there is an array for them: for rows in X the one named y, for X_train
     * y_train, and y for rows of any other name.
     *
     * @param array name of the array with the rows; where absent, X or x, else X_train or x_train, else the only array
     *     of two dimensions or more
     * @throws DatasetException where the file cannot be read, or it is not clear which array is meant
     */
    public static Dataset read(Path file, Optional<String> array) {
        String name = String.valueOf(file.getFileName());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, List<Integer>> shapes = shapes(name, zip);
            String chosen = array.map(given -> require(name, given, shapes)).orElseGet(() -> choose(name, shapes));
            Dataset rows = unpack(name, zip, chosen).rows();
            for (String labels : labelsOf(chosen)) {
                if (shapes.getOrDefault(labels, List.of()).size() == 1) {
                    return LabelledDataset.of(rows, unpack(name, zip, labels).labels());
                }
            }
            return rows;
        } catch (IOException e) {
            throw new DatasetException(file + ": " + e + " (expected: a readable .npz file)", e);
        }
    }

    private static List<String> labelsOf(String rows) {
        String ending = rows.matches("[Xx](_.*)?") ? rows.substring(1) : "";
        return List.of("y" + ending, "Y" + ending);
    }

    /** What arrays there are; those of other things than numbers are left out. */
    private static Map<String, List<Integer>> shapes(String name, ZipFile zip) throws IOException {
        Map<String, List<Integer>> shapes = new TreeMap<>();
        List<String> unusable = new ArrayList<>();
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            if (entry.getName().endsWith(ENDING)) {
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] start = in.readNBytes(HEADER_BYTES);
                    NpyHeader header = NpyHeader.read(name + ", " + entry.getName(), (from, length) -> {
                        if (from + length > start.length) {
                            throw new DatasetException(name + ", " + entry.getName() + ": " + start.length
                                    + " bytes (expected: a header of " + (from + length) + " bytes at least)");
                        }
                        return ByteBuffer.wrap(start, (int) from, length).slice();
                    });
                    shapes.put(plain(entry.getName()), header.shape());
                } catch (DatasetException e) {
                    unusable.add(e.getMessage());
                }
            }
        }
        if (shapes.isEmpty()) {
            throw new DatasetException(name + ": no array of numbers" + (unusable.isEmpty() ? "" : " " + unusable)
                    + " (expected: arrays as numpy.savez writes them)");
        }
        return shapes;
    }

    private static String require(String name, String array, Map<String, List<Integer>> shapes) {
        if (!shapes.containsKey(array)) {
            throw new DatasetException(name + ": no array '" + array + "' (expected: one of " + shapes + ")");
        }
        return array;
    }

    private static String choose(String name, Map<String, List<Integer>> shapes) {
        List<String> rows = shapes.keySet().stream()
                .filter(array -> shapes.getOrDefault(array, List.of()).size() > 1)
                .toList();
        return USUAL.stream()
                .filter(rows::contains)
                .findFirst()
                .or(() -> rows.size() == 1 ? Optional.of(rows.get(0)) : Optional.empty())
                .orElseThrow(() -> new DatasetException(name + ": arrays " + shapes
                        + " (expected: one named X, or only one of two dimensions or more, or to be told which)"));
    }

    private static NumberArray unpack(String name, ZipFile zip, String array) throws IOException {
        ZipEntry entry = zip.getEntry(array + ENDING);
        try (InputStream packed = zip.getInputStream(entry)) {
            return ArrayFile.mapUnpacked(name + ", " + entry.getName(), packed);
        }
    }

    private static String plain(String entry) {
        return entry.substring(0, entry.length() - ENDING.length());
    }
}
