package dev.narrows.trainer.dataset.table;

import dev.narrows.trainer.dataset.UnsignedLongs;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** One value of a column, whatever it is stored as. */
final class ParquetNumber {

    private ParquetNumber() {}

    /** Reads a value and steps to the next; NaN where it is not there. */
    static float next(ColumnReader column) {
        boolean there = isThere(column);
        float value = there ? value(column) : Float.NaN;
        column.consume();
        return value;
    }

    /** The same as text; empty where it is not there. */
    static String nextText(ColumnReader column) {
        PrimitiveType type = column.getDescriptor().getPrimitiveType();
        String text = !isThere(column)
                ? ""
                : switch (type.getPrimitiveTypeName()) {
                    case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 ->
                        column.getBinary().toStringUsingUTF8();
                    case BOOLEAN -> String.valueOf(column.getBoolean());
                    default -> String.valueOf(value(column));
                };
        column.consume();
        return text;
    }

    private static boolean isThere(ColumnReader column) {
        return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
    }

    private static float value(ColumnReader column) {
        PrimitiveType type = column.getDescriptor().getPrimitiveType();
        return switch (type.getPrimitiveTypeName()) {
            case FLOAT -> column.getFloat();
            case DOUBLE -> (float) column.getDouble();
            case BOOLEAN -> column.getBoolean() ? 1 : 0;
            case INT32 ->
                whole(isUnsigned(type) ? Integer.toUnsignedLong(column.getInteger()) : column.getInteger(), type);
            case INT64 -> isUnsigned(type) ? UnsignedLongs.toFloat(column.getLong()) : whole(column.getLong(), type);
            default -> throw new IllegalStateException(type + " (expected: a number, as was checked)");
        };
    }

    private static float whole(long number, PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
                ? (float) (number / Math.pow(10, decimal.getScale()))
                : (float) number;
    }

    private static boolean isUnsigned(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return meaning instanceof IntLogicalTypeAnnotation number && !number.isSigned();
    }
}
