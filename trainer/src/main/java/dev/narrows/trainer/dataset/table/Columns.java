package dev.narrows.trainer.dataset.table;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Labels;
import dev.narrows.trainer.dataset.array.RowSpool;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the columns of a table are: which hold values, and which the labels.
 *
 * @param source name of the table, for messages
 * @param names from the header, or as many numbers
 * @param named whether there is a header
 * @param values indices of the columns with values, in the order of the row
 * @param label index of the column with the labels, -1 where there is none
 */
record Columns(String source, List<String> names, boolean named, List<Integer> values, int label) {

    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "<na>", "null", "none", "?");

    static Columns of(String source, CsvRecord first, TableSettings settings) {
        List<String> names = first.getFields().stream().map(String::strip).toList();
        boolean named = !names.stream().allMatch(Columns::isNumberOrMissing);
        int label = settings.labelColumn()
                .map(column -> index(source, names, named, column))
                .orElse(-1);
        List<Integer> values = settings.columns().isEmpty()
                ? IntStream.range(0, names.size())
                        .filter(column -> column != label)
                        .boxed()
                        .toList()
                : settings.columns().stream()
                        .map(column -> index(source, names, named, column))
                        .toList();
        if (values.isEmpty()) {
            throw new DatasetException(source + ": no column of values (expected: one at least besides the labels)");
        }
        return new Columns(source, names, named, values, label);
    }

    int dim() {
        return values.size();
    }

    /** Names of the columns with values; empty where there is no header. */
    List<String> valueNames() {
        return named ? values.stream().map(names::get).toList() : List.of();
    }

    /** Reads one record into {@code row}, which is a place to work in, and adds it. */
    void add(CsvRecord record, float[] row, RowSpool spool) throws IOException {
        if (record.getFieldCount() != names.size()) {
            throw new DatasetException(where(record) + ": " + record.getFieldCount() + " columns (expected: "
                    + names.size() + ", as in the first line)");
        }
        for (int at = 0; at < row.length; at++) {
            row[at] = value(record, values.get(at));
        }
        spool.add(row, label < 0 ? Optional.empty() : Optional.of(Labels.parse(record.getField(label))));
    }

    private float value(CsvRecord record, int column) {
        String field = record.getField(column).strip();
        if (isMissing(field)) {
            return Float.NaN;
        }
        try {
            return Float.parseFloat(field);
        } catch (NumberFormatException e) {
            String name = named ? " (" + names.get(column) + ")" : "";
            throw new DatasetException(
                    where(record) + ", column " + (column + 1) + name + ": '" + field + "' (expected: a number)", e);
        }
    }

    private String where(CsvRecord record) {
        return source + ", line " + record.getStartingLineNumber();
    }

    private static int index(String source, List<String> names, boolean named, String column) {
        int index = named ? names.indexOf(column) : -1;
        if (index < 0 && column.matches("-?\\d{1,9}")) {
            int number = Integer.parseInt(column);
            index = number < 0 ? names.size() + number : number;
        }
        if (index < 0 || index >= names.size()) {
            throw new DatasetException(source + ": no column '" + column + "' (expected: "
                    + (named ? "one of " + names : "a number from 0 to " + (names.size() - 1)) + ")");
        }
        return index;
    }

    /** What programs write for a value that is not there; it is read as NaN. */
    static boolean isMissing(String field) {
        return MISSING.contains(field.toLowerCase(Locale.ROOT));
    }

    private static boolean isNumberOrMissing(String field) {
        try {
            return isMissing(field) || !Float.isNaN(Float.parseFloat(field));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
