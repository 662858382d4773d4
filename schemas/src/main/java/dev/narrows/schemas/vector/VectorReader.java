package dev.narrows.schemas.vector;

import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.registry.RegistryRefusedException;
import dev.narrows.schemas.registry.RegistryUnavailableException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.avro.AvroValues;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import dev.narrows.schemas.vector.value.ValueFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vector in a record value into a row of floats.
 *
 * <p>For one thread. A value that is not a usable vector gives a reason in bounded time and memory, whatever its bytes
 * are. A value must be right to its last byte: one that is cut short behind the vector, or goes on behind the record,
 * is not trusted. Whether the values are finite is not looked at here, because the encoder's error tells it for free.
 */
public final class VectorReader {

    /** The field that holds the vector, where {@code input.field} does not say otherwise. */
    public static final String DEFAULT_FIELD = "vector";

    /** The largest value that is read, where {@code input.max.bytes} does not say otherwise: 16 MiB. */
    public static final int DEFAULT_MAX_BYTES = 16 << 20;

    private static final ByteBuffer NOWHERE = ByteBuffer.allocate(0);

    private final ValueFormat format;
    private final int maxBytes;
    private final boolean carries;
    private final boolean needsMeans;
    private final FloatTarget target = new FloatTarget();
    private final FrameWriter frame = new FrameWriter();

    private VectorReader(ValueFormat format, int maxBytes, boolean carries, boolean needsMeans) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("input.max.bytes: " + maxBytes + " (expected: >= 1)");
        }
        this.format = format;
        this.maxBytes = maxBytes;
        this.carries = carries;
        this.needsMeans = needsMeans;
    }

    /**
     * As {@link #of(VectorFormat, InputFields, SchemaRegistry, int)}, of one field that holds the vector, with {@link
     * #DEFAULT_MAX_BYTES}.
     */
    public static VectorReader of(VectorFormat format, @Nullable String field, @Nullable SchemaRegistry registry) {
        return of(format, InputFields.of(field == null ? "" : field), registry, DEFAULT_MAX_BYTES);
    }

    /**
     * A reader of one format.
     *
     * @param fields where in an Avro record or a JSON object the values are; raw values are looked at as they are
     * @param registry for Avro: where schemas come from; otherwise may be null
     * @param maxBytes length of the longest value that is read
     * @throws IllegalArgumentException where the format cannot have such fields
     */
    public static VectorReader of(
            VectorFormat format, InputFields fields, @Nullable SchemaRegistry registry, int maxBytes) {
        return new VectorReader(
                switch (format) {
                    case AVRO -> new AvroValues(registry, fields);
                    case RAW -> new RawValues();
                    case JSON -> new JsonValues(fields);
                },
                maxBytes,
                false,
                fields.mean());
    }

    /** The same, for a pipeline that carries whole records. */
    public VectorReader carrying() {
        return new VectorReader(format, maxBytes, true, needsMeans);
    }

    /** Whether the means of training stand for nulls; until {@link #means} a value with a null is refused. */
    public boolean needsMeans() {
        return needsMeans;
    }

    /** Takes the mean that each feature had in training. */
    public void means(List<Float> each) {
        float[] means = new float[each.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = each.get(i);
        }
        target.means(means);
    }

    /** Whether {@link #frame} is asked for. */
    public boolean carries() {
        return carries;
    }

    /**
     * Reads one value, where it lies: nothing of it is copied but its vector into the row.
     *
     * @param value the record value: the bytes from its position to its limit, which do not move; null for a tombstone
     * @param row where the vector goes, as little-endian float32: inputDim x 4 bytes remain from its position. Its position
     *     moves to its limit when the result is OK, and stays otherwise, with anything in those bytes
     * @return OK, or why the value is not a vector of that dimension
     * @throws RegistryUnavailableException when the schema is not known yet and no registry answers
     * @throws RegistryRefusedException when the registry refuses us
     * @throws IllegalArgumentException when the row is not little-endian
     */
    public ReadResult read(@Nullable ByteBuffer value, ByteBuffer row) {
        target.aimAt(row);
        try {
            readInto(value);
        } catch (UnreadableVectorException e) {
            return e.result();
        }
        int dim = row.remaining() / Float.BYTES;
        if (target.count() != dim) {
            return new ReadResult.Unreadable(
                    Reason.WRONG_DIMENSION, target.count() + " values (expected: " + dim + ")");
        }
        row.position(row.limit());
        return ReadResult.Row.OK;
    }

    /** As {@link #read(ByteBuffer, ByteBuffer)}, of a value in an array of its own. */
    public ReadResult read(byte @Nullable [] value, ByteBuffer row) {
        return read(value == null ? null : ByteBuffer.wrap(value), row);
    }

    /**
     * Reads one value of any dimension.
     *
     * @param value the record value, null for a tombstone
     * @return its values, as many as it holds
     * @throws UnreadableVectorException when the value is not a vector
     * @throws RegistryUnavailableException when the schema is not known yet and no registry answers
     * @throws RegistryRefusedException when the registry refuses us
     */
    public float[] readAll(byte @Nullable [] value) throws UnreadableVectorException {
        target.aimAtAny();
        readInto(value == null ? null : ByteBuffer.wrap(value));
        return target.toArray();
    }

    /**
     * The vector in a value, read again.
     *
     * @param value that was readable before
     * @throws IllegalStateException when the value is not readable
     */
    public float[] vector(ByteBuffer value) {
        target.aimAtAny();
        try {
            readInto(value);
        } catch (UnreadableVectorException e) {
            throw notAsBefore(e);
        }
        return target.toArray();
    }

    /**
     * What lies around the vector in a value, as {@link FrameWriter} has it.
     *
     * @param value that was readable before
     * @param byteForByte whether it is to come back byte for byte from the bits of its vector
     * @return the frame
     * @throws IllegalStateException when the value is not readable
     */
    public byte[] frame(ByteBuffer value, boolean byteForByte) {
        ByteBuffer inArray = value.hasArray() ? value : copy(value);
        byte[] array = inArray.array();
        int from = inArray.arrayOffset() + inArray.position();
        int to = from + value.remaining();
        target.aimAt(NOWHERE.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        frame.open(array, from, to, byteForByte);
        try {
            do {
                format.cut(array, from, to, frame, target);
            } while (frame.opensAgain());
        } catch (UnreadableVectorException e) {
            throw notAsBefore(e);
        }
        return frame.toBytes();
    }

    private static IllegalStateException notAsBefore(UnreadableVectorException why) {
        return new IllegalStateException("value: not readable (expected: as before)", why);
    }

    private void readInto(@Nullable ByteBuffer value) throws UnreadableVectorException {
        if (value == null) {
            throw new UnreadableVectorException(Reason.NULL_VALUE, "no value (expected: a vector)");
        }
        int bytes = value.remaining();
        if (bytes > maxBytes) {
            throw new UnreadableVectorException(Reason.TOO_LARGE, bytes + " bytes (expected: <= " + maxBytes + ")");
        }
        ByteBuffer inArray = value.hasArray() ? value : copy(value);
        int from = inArray.arrayOffset() + inArray.position();
        format.read(inArray.array(), from, from + bytes, target);
    }

    private static ByteBuffer copy(ByteBuffer value) {
        return ByteBuffer.allocate(value.remaining()).put(value.duplicate()).flip();
    }
}
