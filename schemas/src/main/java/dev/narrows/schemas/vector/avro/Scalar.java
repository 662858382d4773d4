package dev.narrows.schemas.vector.avro;

import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The steps that read one number, one for each type that it can have. */
final class Scalar {

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private Scalar() {}

    /** The step that reads a number of that type; empty where it is none. Times are the numbers that they are written as. */
    static Optional<Step> of(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            int bytes = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : OfDecimal.PREFIXED;
            return Optional.of(new Kept(new OfDecimal(decimal.getScale(), bytes)));
        }
        boolean plain = schema.getLogicalType() == null;
        return switch (schema.getType()) {
            case FLOAT -> Optional.of(new OfFloat());
            case DOUBLE -> Optional.of(new OfDouble());
            case INT -> Optional.of(plain ? new OfInt() : new Kept(new OfInt()));
            case LONG -> Optional.of(plain ? new OfLong() : new Kept(new OfLong()));
            case BOOLEAN -> Optional.of(new Kept(new OfBoolean()));
            default -> Optional.empty();
        };
    }

    /** A float as it is. */
    record OfFloat() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            int at = in.take(Float.BYTES);
            out.put((float) FLOAT.get(in.bytes(), at));
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            frame.floats(in.take(Float.BYTES), 1);
        }
    }

    /** A double, narrowed. */
    record OfDouble() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            int at = in.take(Double.BYTES);
            out.put(Read.narrowed((double) DOUBLE.get(in.bytes(), at), out));
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            frame.doubleAt(in.take(Double.BYTES));
        }
    }

    /** An int, the nearest float. */
    record OfInt() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            out.put((float) in.readInt());
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            int at = in.position();
            frame.intAt(in.readInt(), at, in.position() - at);
        }
    }

    /** A long, the nearest float. */
    record OfLong() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            out.put((float) in.readLong());
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            int at = in.position();
            frame.longAt(in.readLong(), at, in.position() - at);
        }
    }

    /** False or true, 0 or 1. */
    record OfBoolean() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            byte value = in.bytes()[in.take(1)];
            if ((value | 1) != 1) {
                throw UnreadableVectorException.unreadable("avro: boolean " + value + " (expected: 0 or 1)");
            }
            out.put(value);
        }
    }

    /**
     * A decimal, the nearest float.
     *
     * @param scale digits behind the point
     * @param bytes that it takes, {@link #PREFIXED} where its length stands before it
     */
    record OfDecimal(int scale, int bytes) implements Step {

        static final int PREFIXED = -1;

        private static final int LONGEST = 256;

        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            int length = in.available(bytes == PREFIXED ? in.readLong() : bytes);
            if (length < 1 || length > LONGEST) {
                throw UnreadableVectorException.unreadable(
                        "avro: decimal of " + length + " bytes (expected: 1 to " + LONGEST + ")");
            }
            int at = in.take(length);
            BigInteger unscaled = new BigInteger(Arrays.copyOfRange(in.bytes(), at, at + length));
            out.put(Read.narrowed(new BigDecimal(unscaled, scale).doubleValue(), out));
        }
    }

    /** A number that stays in its record beside the vector: a boolean, a decimal, a time, all of which a code would bend. */
    record Kept(Step number) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            number.run(in, out);
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            number.run(in, nowhere);
            frame.keep();
        }
    }

    /** What stands for a number that is null. */
    record Filled(float value) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) {
            out.put(value);
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            frame.keep();
        }
    }

    /**
     * The mean of training stands for a number that is null.
     *
     * @param refused what is said where that is not known
     */
    record Mean(String refused) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            if (!out.putMean()) {
                throw new UnreadableVectorException(Reason.NULL_VALUE, refused);
            }
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) {
            frame.keep();
        }
    }

    /** A number that has its place in the vector, wherever in the record it is. */
    record At(int place, Step number) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            out.moveTo(place);
            number.run(in, out);
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            frame.moveTo(place);
            number.cut(in, frame, nowhere);
        }
    }

    /** A whole record, of which so many numbers have their places. */
    record Whole(Step record, int numbers) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            record.run(in, out);
            out.moveTo(numbers);
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            record.cut(in, frame, nowhere);
        }
    }
}
