package dev.narrows.trainer.dataset.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.NamedDataset;
import dev.narrows.trainer.dataset.PlainBytes;
import dev.narrows.trainer.dataset.array.RowSpool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Reads a CSV file, also through gzip: a vector a line, separated by tabs, else semicolons, else commas, else blanks,
 * whichever the first line has. A first line with anything that is not a number is a header. Blank lines before it do not
 * count. UTF-8.
 */
public final class CsvTable {

    private static final int FIRST_LINE_CHARS = 1 << 20;

    private CsvTable() {}

    /**
     * All rows of a file.
     *
     * <p>A field that is empty, or says nan, na, n/a, null, none or ?, is NaN.
     *
     * @param settings columns by their names in the header, or their numbers from 0, or from the right where negative, -1
     *     being the last
     * @throws DatasetException where the file cannot be read, or a line does not hold as many numbers as the first
     */
    public static Dataset read(Path file, TableSettings settings) {
        String name = String.valueOf(file.getFileName());
        try (BufferedReader reader = new BufferedReader(open(file), FIRST_LINE_CHARS)) {
            return read(name, reader, settings);
        } catch (IOException | UncheckedIOException e) {
            // Unchecked where the parser reads on in a file that is damaged further down.
            throw new DatasetException(file + ": " + e + " (expected: a readable CSV file)", e);
        } catch (CsvParseException e) {
            throw new DatasetException(name + ": " + e.getMessage() + " (expected: CSV)", e);
        }
    }

    private static Dataset read(String name, BufferedReader reader, TableSettings settings) throws IOException {
        reader.mark(FIRST_LINE_CHARS);
        String firstLine = reader.readLine();
        while (firstLine != null && firstLine.isBlank()) {
            firstLine = reader.readLine();
        }
        if (firstLine == null) {
            throw new DatasetException(name + ": empty (expected: a row of numbers a line)");
        }
        reader.reset();
        char separator = separator(firstLine);
        // Not closed: that would close the reader, which is not ours.
        Iterator<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(separator == ' ' ? new SingleBlanks(reader) : reader)
                .iterator();
        CsvRecord first = records.next();
        while (isBlank(first)) {
            first = records.next();
        }
        Columns columns = Columns.of(name, first, settings);
        try (RowSpool spool = RowSpool.open(columns.dim())) {
            float[] row = new float[columns.dim()];
            if (!columns.named()) {
                columns.add(first, row, spool);
            }
            while (records.hasNext()) {
                columns.add(records.next(), row, spool);
            }
            if (spool.rows() == 0) {
                throw new DatasetException(name + ": a header only (expected: rows below it)");
            }
            return NamedDataset.of(spool.finish(), columns.valueNames());
        }
    }

    /** A line of nothing but blanks, which the parser, unlike an empty one, takes for a record. */
    private static boolean isBlank(CsvRecord record) {
        return record.getFieldCount() == 1 && record.getField(0).isBlank();
    }

    private static Reader open(Path file) throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(PlainBytes.of(file), StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        return reader;
    }

    private static char separator(String line) {
        for (char separator : new char[] {'\t', ';', ','}) {
            if (line.indexOf(separator) >= 0) {
                return separator;
            }
        }
        return ' ';
    }
}
