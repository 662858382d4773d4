package dev.narrows.trainer.dataset.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.array.RowSpool;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads a CSV file, also through gzip: a vector a line, separated by comma, semicolon, tab or blanks, whichever the first
 * line has. A first line with anything that is not a number is a header. UTF-8.
 */
public final class CsvTable {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int FIRST_LINE_CHARS = 1 << 20;

    private CsvTable() {}

    /**
     * All rows of a file.
     *
     * @param labelColumn the column that holds the labels: its name in the header, or its number from 0, or from the
     *     right where negative, -1 being the last
     * @throws DatasetException where the file cannot be read, or a line does not hold as many numbers as the first
     */
    public static Dataset read(Path file, Optional<String> labelColumn) {
        String name = String.valueOf(file.getFileName());
        try (BufferedReader reader = new BufferedReader(open(file), FIRST_LINE_CHARS)) {
            return read(name, reader, labelColumn);
        } catch (IOException e) {
            throw new DatasetException(file + ": " + e + " (expected: a readable CSV file)", e);
        } catch (CsvParseException e) {
            throw new DatasetException(name + ": " + e.getMessage() + " (expected: CSV)", e);
        }
    }

    private static Dataset read(String name, BufferedReader reader, Optional<String> labelColumn) throws IOException {
        reader.mark(FIRST_LINE_CHARS);
        String firstLine = reader.readLine();
        if (firstLine == null) {
            throw new DatasetException(name + ": empty (expected: a row of numbers a line)");
        }
        reader.reset();
        // Not closed: that would close the reader, which is not ours.
        Iterator<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator(firstLine))
                .detectBomHeader(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(reader)
                .iterator();
        CsvRecord first = records.next();
        Columns columns = Columns.of(name, first, labelColumn);
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
            return spool.finish();
        }
    }

    private static Reader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        bytes.mark(Short.BYTES);
        int magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        InputStream plain = magic == GZIP_MAGIC ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        Reader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
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
