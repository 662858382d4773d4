package dev.narrows.trainer.dataset.table;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.RowSpool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of a table are: values, except for the one that holds labels.
 *
 * @param source name of the table, for messages
 * @param names from the header, or as many numbers
 * @param named whether there is a header
 * @param label index of the column with the labels, -1 where there is none
 */
record Columns(String source, List<String> names, boolean named, int label) {

    static Columns of(String source, CsvRecord first, Optional<String> labelColumn) {
        List<String> names = first.getFields().stream().map(String::strip).toList();
        boolean named = !names.stream().allMatch(Columns::isNumber);
        int label =
                labelColumn.map(column -> index(source, names, named, column)).orElse(-1);
        Columns columns = new Columns(source, names, named, label);
        if (columns.dim() < 1) {
            throw new DatasetException(source + ": no column of values (expected: one at least besides the labels)");
        }
        return columns;
    }

    int dim() {
        return names.size() - (label < 0 ? 0 : 1);
    }

    /** Reads one record into {@code row}, which is a place to work in, and adds it. */
    void add(CsvRecord record, float[] row, RowSpool spool) throws IOException {
        if (record.getFieldCount() != names.size()) {
            throw new DatasetException(where(record) + ": " + record.getFieldCount() + " columns (expected: "
                    + names.size() + ", as in the first line)");
        }
        int at = 0;
        for (int column = 0; column < names.size(); column++) {
            if (column != label) {
                row[at++] = value(record, column);
            }
        }
        if (label < 0) {
            spool.add(row);
        } else {
            spool.add(row, Labels.parse(record.getField(label)));
        }
    }

    private float value(CsvRecord record, int column) {
        String field = record.getField(column).strip();
        try {
            return Float.parseFloat(field);
        } catch (NumberFormatException e) {
            String name = named ? " (" + names.get(column) + ")" : "";
            throw new DatasetException(
                    where(record) + ", column " + (column + 1) + name + ": "
                            + (field.isEmpty() ? "nothing" : "'" + field + "'") + " (expected: a number)",
                    e);
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
            throw new DatasetException(source + ": no label column '" + column + "' (expected: "
                    + (named ? "one of " + names : "a number from 0 to " + (names.size() - 1)) + ")");
        }
        return index;
    }

    private static boolean isNumber(String field) {
        try {
            Float.parseFloat(field);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
