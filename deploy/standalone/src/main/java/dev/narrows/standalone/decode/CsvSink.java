package dev.narrows.standalone.decode;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;

/** Writes comma-separated values, a line a vector; where it tells the origin, in six columns before, under a head. */
final class CsvSink implements RowSink {
    private final Writer out;
    private final boolean withOrigin;
    private long rows;
    private int dim;

    CsvSink(Writer out, boolean withOrigin) {
        this.out = out;
        this.withOrigin = withOrigin;
    }

    @Override
    public void write(Origin origin, float[] row) throws IOException {
        if (rows == 0) {
            dim = row.length;
            head();
        }
        if (row.length != dim) {
            throw new IllegalArgumentException("row " + rows + ": " + row.length + " values (expected: " + dim + ")");
        }
        StringBuilder line = new StringBuilder();
        if (withOrigin) {
            line.append(origin.partition()).append(',').append(origin.offset()).append(',');
            line.append(Instant.ofEpochMilli(origin.timestamp()))
                    .append(',')
                    .append(quoted(origin.key()))
                    .append(',');
            line.append(origin.modelVersion())
                    .append(',')
                    .append(origin.error())
                    .append(',');
        }
        for (int i = 0; i < dim; i++) {
            line.append(i == 0 ? "" : ",").append(row[i]);
        }
        out.append(line).append('\n');
        rows++;
    }

    private void head() throws IOException {
        if (withOrigin) {
            StringBuilder names = new StringBuilder("partition,offset,timestamp,key,modelVersion,error");
            for (int i = 0; i < dim; i++) {
                names.append(",v").append(i);
            }
            out.append(names).append('\n');
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
