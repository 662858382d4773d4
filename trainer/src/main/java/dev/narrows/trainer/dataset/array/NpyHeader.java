package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands before the numbers in NumPy's file format, versions 1 to 3: magic, version, length of the header, and the
 * header, which is a Python dictionary of element type, order and shape. See numpy.lib.format.
 *
 * @param type of one number
 * @param order of its bytes
 * @param columnMajor whether the first dimension runs fastest
 * @param shape of the array
 * @param length bytes before the first number
 */
record NpyHeader(CellType type, ByteOrder order, boolean columnMajor, List<Integer> shape, long length) {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int PREFIX_BYTES = 12;
    private static final int MAX_HEADER_BYTES = 1 << 20;
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)([a-zA-Z?])(\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\sL]*)\\)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Map<String, CellType> TYPES = Map.ofEntries(
            Map.entry("b1", CellType.UINT8),
            Map.entry("u1", CellType.UINT8),
            Map.entry("i1", CellType.INT8),
            Map.entry("u2", CellType.UINT16),
            Map.entry("i2", CellType.INT16),
            Map.entry("u4", CellType.UINT32),
            Map.entry("i4", CellType.INT32),
            Map.entry("i8", CellType.INT64),
            Map.entry("u8", CellType.UINT64),
            Map.entry("f2", CellType.FLOAT16),
            Map.entry("f4", CellType.FLOAT32),
            Map.entry("f8", CellType.FLOAT64));

    /** Where a header is read from. */
    @FunctionalInterface
    interface Source {
        /** Bytes {@code from} to {@code from + length - 1}, or a {@link DatasetException} where it ends before. */
        ByteBuffer read(long from, int length) throws IOException;
    }

    static NpyHeader read(String name, Source source) throws IOException {
        ByteBuffer prefix = source.read(0, PREFIX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = prefix.get(MAGIC.length) > 1;
        long length = wide ? Integer.toUnsignedLong(prefix.getInt(8)) : prefix.getChar(8);
        if (length > MAX_HEADER_BYTES) {
            throw new DatasetException(
                    name + ": header of " + length + " bytes (expected: at most " + MAX_HEADER_BYTES + ")");
        }
        int headerAt = wide ? 12 : 10;
        String header = StandardCharsets.UTF_8
                .decode(source.read(headerAt, (int) length))
                .toString();
        Matcher type = find(name, TYPE, header);
        CellType cell =
                TYPES.get(type.group(2).replace('?', 'b') + (type.group(3).isEmpty() ? "1" : type.group(3)));
        if (cell == null) {
            throw new DatasetException(name + ": elements '" + type.group(2) + type.group(3)
                    + "' (expected: bool, int8 to int64, float16, float32 or float64)");
        }
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean columnMajor = find(name, ORDER, header).group(1).equals("True");
        List<Integer> shape = shape(name, find(name, SHAPE, header).group(1));
        return new NpyHeader(cell, order, columnMajor && shape.size() > 1, shape, headerAt + length);
    }

    /** A header for float32 rows, always as long as this, whatever the number of rows is. */
    static byte[] of(long rows, List<Integer> row) {
        String sizes = row.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + sizes + "), }";
        int length = 128;
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).put((byte) 1).put((byte) 0).putChar((char) (length - header.position() - 2));
        header.put(text.getBytes(StandardCharsets.US_ASCII));
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }

    private static List<Integer> shape(String name, String text) {
        List<Integer> shape = new ArrayList<>();
        Matcher numbers = NUMBER.matcher(text);
        while (numbers.find()) {
            try {
                shape.add(Integer.parseInt(numbers.group()));
            } catch (NumberFormatException e) {
                throw new DatasetException(name + ": shape (" + text + ") (expected: each below 2^31)", e);
            }
        }
        return List.copyOf(shape);
    }

    private static Matcher find(String name, Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new DatasetException(
                    name + ": header " + header.strip() + " (expected: plain numbers as numpy.save writes them)");
        }
        return matcher;
    }
}
