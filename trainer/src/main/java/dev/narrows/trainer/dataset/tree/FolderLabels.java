package dev.narrows.trainer.dataset.tree;

import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Labels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Labels by the subfolder that a file lies in, directly or deeper, where all files lie in one:
 *
 * <ul>
 *   <li>where a subfolder is said to be the normal one, or one alone is called normal, good, ok or inlier, that is 0, and
 *       all others are 1;
 *   <li>where all are called by numbers from 0 to 255, those are the labels;
 *   <li>otherwise there are none: nothing says which files are normal.
 * </ul>
 */
final class FolderLabels {

    private static final int LARGEST = 255;

    private final Map<String, Byte> labels;

    private FolderLabels(Map<String, Byte> labels) {
        this.labels = labels;
    }

    static Optional<FolderLabels> of(Path folder, List<Path> below, Optional<String> normal) {
        boolean all = below.stream().allMatch(file -> file.getNameCount() > 1);
        List<String> names = all
                ? below.stream().map(FolderLabels::first).distinct().sorted().toList()
                : List.of();
        if (normal.isPresent() && !names.contains(normal.get())) {
            throw new DatasetException("data: " + folder + ": no subfolder '" + normal.get()
                    + "' that is normal (expected: " + (all ? "one of " + names : "all files in subfolders") + ")");
        }
        List<String> known = names.stream().filter(Labels::isNormal).toList();
        if (normal.isPresent() || known.size() == 1) {
            return Optional.of(byName(names, normal.orElseGet(() -> known.get(0))));
        }
        return names.isEmpty() || !names.stream().allMatch(FolderLabels::isNumber)
                ? Optional.empty()
                : Optional.of(byNumber(names));
    }

    private static FolderLabels byName(List<String> names, String normal) {
        Map<String, Byte> labels = new TreeMap<>();
        names.forEach(name -> labels.put(name, (byte) (name.equals(normal) ? 0 : 1)));
        return new FolderLabels(labels);
    }

    private static FolderLabels byNumber(List<String> names) {
        Map<String, Byte> labels = new TreeMap<>();
        names.forEach(name -> labels.put(name, (byte) Integer.parseInt(name)));
        return new FolderLabels(labels);
    }

    byte of(Path below) {
        return labels.getOrDefault(first(below), (byte) 0);
    }

    private static String first(Path below) {
        return below.getName(0).toString();
    }

    private static boolean isNumber(String name) {
        return name.matches("\\d{1,3}") && Integer.parseInt(name) <= LARGEST;
    }
}
