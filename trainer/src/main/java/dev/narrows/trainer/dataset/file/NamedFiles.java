package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a folder by what stands before the endings of their names. Immutable; knows nothing of changes later. */
final class NamedFiles {

    private static final Pattern IDX = Pattern.compile("-idx\\d-ubyte");

    private final List<Path> files;

    private NamedFiles(List<Path> files) {
        this.files = files;
    }

    static NamedFiles in(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return new NamedFiles(all.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList());
        } catch (IOException e) {
            throw new DatasetException("data: " + folder + ": " + e + " (expected: a readable folder)", e);
        }
    }

    /**
     * The file of that name, whatever of the known formats it ends in.
     *
     * @throws DatasetException where there are several, other than the same one with and without .gz, of which it is the
     *     one without
     */
    Optional<Path> find(String name) {
        List<Path> found = files.stream().filter(file -> isNamed(file, name)).toList();
        List<Path> plain = found.stream()
                .filter(file -> !file.toString().endsWith(DataFormat.PACKED)
                        || !found.contains(Path.of(withoutPacked(file.toString()))))
                .toList();
        if (plain.size() > 1) {
            throw new DatasetException("data: "
                    + plain.stream().map(Path::getFileName).toList() + " (expected: one file for " + name + ")");
        }
        return plain.stream().findFirst();
    }

    private static boolean isNamed(Path file, String name) {
        String all = String.valueOf(file.getFileName());
        if (!all.startsWith(name)) {
            return false;
        }
        String ending = withoutPacked(all.substring(name.length()));
        return DataFormat.endsFile(ending) || IDX.matcher(ending).matches();
    }

    private static String withoutPacked(String name) {
        return name.endsWith(DataFormat.PACKED) ? name.substring(0, name.length() - DataFormat.PACKED.length()) : name;
    }
}
