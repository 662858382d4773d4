package dev.narrows.trainer.dataset.table;

import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.schema.MessageType;

/** The rows of one row group, one after another. For one thread; close it. */
final class ParquetGroup implements AutoCloseable {

    private static final int LONGEST_LIST = 1 << 24;

    private final String name;
    private final PageReadStore pages;
    private final List<ColumnReader> values;
    private final Optional<ColumnReader> label;
    /** Definition level from which an element of the list is there, if only as null; -1 where there is no list. */
    private final int elementLevel;

    private final long rows;
    private long row;
    private float[] read;

    ParquetGroup(String name, ParquetColumns columns, PageReadStore pages) {
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                pages,
                new DummyRecordConverter(columns.schema()).getRootConverter(),
                columns.schema(),
                columns.writer());
        this.name = name;
        this.pages = pages;
        this.values = columns.values().stream().map(store::getColumnReader).toList();
        this.label = columns.label().map(store::getColumnReader);
        this.elementLevel = elementLevel(columns.schema(), columns.values().get(0));
        this.rows = pages.getRowCount();
        this.read = new float[values.size()];
    }

    private static int elementLevel(MessageType schema, ColumnDescriptor column) {
        String[] path = column.getPath();
        for (int length = 1; length <= path.length; length++) {
            String[] part = Arrays.copyOf(path, length);
            if (schema.getMaxRepetitionLevel(part) > 0) {
                return schema.getMaxDefinitionLevel(part);
            }
        }
        return -1;
    }

    boolean hasNext() {
        return row < rows;
    }

    /** The values of the next row, in an array that may be used again for the one after it. */
    float[] next() {
        row++;
        if (elementLevel >= 0) {
            return list(values.get(0));
        }
        for (int i = 0; i < read.length; i++) {
            ColumnReader column = values.get(i);
            read[i] = ParquetNumber.next(column);
        }
        return read;
    }

    /** The label of the row that was read last; to be asked for once. */
    Optional<Byte> label() {
        return label.map(column -> Labels.parse(ParquetNumber.nextText(column)));
    }

    private float[] list(ColumnReader column) {
        int count = 0;
        do {
            boolean element = column.getCurrentDefinitionLevel() >= elementLevel;
            float value = ParquetNumber.next(column);
            if (element) {
                if (count == read.length) {
                    grow();
                }
                read[count++] = value;
            }
        } while (column.getCurrentRepetitionLevel() > 0);
        if (count != read.length) {
            read = Arrays.copyOf(read, count);
        }
        return read;
    }

    private void grow() {
        if (read.length >= LONGEST_LIST) {
            throw new DatasetException(
                    name + ": a list of more than " + LONGEST_LIST + " numbers (expected: a vector)");
        }
        read = Arrays.copyOf(read, Math.max(16, 2 * read.length));
    }

    @Override
    public void close() {
        pages.close();
    }
}
