package dev.narrows.trainer.dataset.table;

import dev.narrows.trainer.dataset.DatasetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Which columns of a Parquet file are read.
 *
 * @param schema with only those
 * @param values columns of one number each, or one with lists of them
 * @param label column with labels
 * @param writer of the file, as it calls itself
 */
record ParquetColumns(
        MessageType schema, List<ColumnDescriptor> values, Optional<ColumnDescriptor> label, String writer) {

    private static final Pattern PANDAS_INDEX = Pattern.compile("__index_level_\\d+__");

    static ParquetColumns of(String name, FileMetaData file, TableSettings settings) {
        MessageType all = file.getSchema();
        List<ColumnDescriptor> leaves = all.getColumns();
        Optional<ColumnDescriptor> label = settings.labelColumn().map(column -> find(name, leaves, column));
        List<ColumnDescriptor> values = settings.columns().isEmpty()
                ? leaves.stream()
                        .filter(leaf -> !label.equals(Optional.of(leaf)))
                        .filter(leaf -> !PANDAS_INDEX.matcher(leaf.getPath()[0]).matches())
                        .toList()
                : settings.columns().stream()
                        .map(column -> find(name, leaves, column))
                        .toList();
        values.forEach(value -> requireNumbers(name, value));
        boolean lists = values.stream().anyMatch(ParquetColumns::isList);
        if (values.isEmpty() || (lists && values.size() > 1)) {
            throw new DatasetException(name + ": columns " + names(values)
                    + " (expected: columns of numbers, or one with lists of numbers, or to be told which)");
        }
        List<ColumnDescriptor> read = new ArrayList<>(values);
        label.filter(column -> !read.contains(column)).ifPresent(read::add);
        List<String> kept = read.stream().map(leaf -> leaf.getPath()[0]).toList();
        MessageType schema = new MessageType(
                all.getName(),
                all.getFields().stream()
                        .filter(field -> kept.contains(field.getName()))
                        .toList());
        return new ParquetColumns(schema, values, label, String.valueOf(file.getCreatedBy()));
    }

    /** Names of the columns of numbers; empty where the values are in lists, which have no names. */
    List<String> valueNames() {
        return values.stream().anyMatch(ParquetColumns::isList) ? List.of() : names(values);
    }

    static boolean isList(ColumnDescriptor column) {
        return column.getMaxRepetitionLevel() == 1;
    }

    private static ColumnDescriptor find(String name, List<ColumnDescriptor> leaves, String column) {
        return leaves.stream()
                .filter(leaf -> leaf.getPath()[0].equals(column))
                .findFirst()
                .orElseThrow(() -> new DatasetException(
                        name + ": no column '" + column + "' (expected: one of " + names(leaves) + ")"));
    }

    private static void requireNumbers(String name, ColumnDescriptor column) {
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        LogicalTypeAnnotation meaning = column.getPrimitiveType().getLogicalTypeAnnotation();
        boolean number = type == PrimitiveTypeName.FLOAT
                || type == PrimitiveTypeName.DOUBLE
                || type == PrimitiveTypeName.INT32
                || type == PrimitiveTypeName.INT64
                || type == PrimitiveTypeName.BOOLEAN;
        boolean plain = meaning == null
                || meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation
                || meaning instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
        boolean flat = column.getMaxRepetitionLevel() == 0 && column.getPath().length == 1;
        boolean list = isList(column) && column.getPath().length <= 3;
        if (!number || !plain || !(flat || list)) {
            throw new DatasetException(name + ": column '" + column.getPath()[0] + "' is " + column.getPrimitiveType()
                    + " (expected: a number or a list of numbers; or to be told which columns to take)");
        }
    }

    private static List<String> names(List<ColumnDescriptor> columns) {
        return columns.stream().map(column -> column.getPath()[0]).toList();
    }
}
