package dev.narrows.schemas.vector.avro;

import static dev.narrows.schemas.vector.value.UnreadableVectorException.unreadable;

import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The steps that read the vector, one for each type that it can have, and the one for where it is not. */
final class Read {

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private Read() {}

    /** An array of float: each block is one memory copy. */
    record FloatArray() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            for (int items = block(in, Float.BYTES); items != 0; items = block(in, Float.BYTES)) {
                out.put(in.bytes(), in.take(items * Float.BYTES), items);
            }
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            for (int items = block(in, Float.BYTES); items != 0; items = block(in, Float.BYTES)) {
                frame.floats(in.take(items * Float.BYTES), items);
            }
        }
    }

    /** An array of double, each narrowed to float. */
    record DoubleArray() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            for (int items = block(in, Double.BYTES); items != 0; items = block(in, Double.BYTES)) {
                int at = in.take(items * Double.BYTES);
                for (int i = 0; i < items; i++) {
                    out.put(narrowed((double) DOUBLE.get(in.bytes(), at + i * Double.BYTES), out));
                }
            }
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            for (int items = block(in, Double.BYTES); items != 0; items = block(in, Double.BYTES)) {
                int at = in.take(items * Double.BYTES);
                for (int i = 0; i < items; i++) {
                    frame.doubleAt(at + i * Double.BYTES);
                }
            }
        }
    }

    static float narrowed(double value, FloatTarget out) throws UnreadableVectorException {
        float narrowed = (float) value;
        if (Float.isInfinite(narrowed) && Double.isFinite(value)) {
            throw UnreadableVectorException.beyondFloat("avro", out.count());
        }
        return narrowed;
    }

    /** An array of int, each converted to float. */
    record IntArray() implements Step {

        private static final Step ITEM = new Scalar.OfInt();

        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            for (int items = block(in, 1); items != 0; items = block(in, 1)) {
                for (int i = 0; i < items; i++) {
                    out.put((float) in.readInt());
                }
            }
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            for (int items = block(in, frame); items != 0; items = block(in, frame)) {
                for (int i = 0; i < items; i++) {
                    ITEM.cut(in, frame, nowhere);
                }
            }
        }
    }

    /**
     * An array of numbers, each by itself.
     *
     * @param item reads one of them, from a byte at least
     */
    record Items(Step item) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            for (int items = block(in, 1); items != 0; items = block(in, 1)) {
                for (int i = 0; i < items; i++) {
                    item.run(in, out);
                }
            }
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            for (int items = block(in, frame); items != 0; items = block(in, frame)) {
                for (int i = 0; i < items; i++) {
                    item.cut(in, frame, nowhere);
                }
            }
        }
    }

    /** A fixed that is little-endian float32 in a row. */
    record FixedFloats(int length) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            out.put(in.bytes(), in.take(length), length / Float.BYTES);
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            frame.floats(in.take(length), length / Float.BYTES);
        }
    }

    /** Bytes that are little-endian float32 in a row. */
    record FloatBytes() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            int length = length(in);
            out.put(in.bytes(), in.take(length), length / Float.BYTES);
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            int length = length(in);
            frame.floats(in.take(length), length / Float.BYTES);
        }

        private static int length(AvroInput in) throws UnreadableVectorException {
            int length = in.available(in.readLong());
            if (length % Float.BYTES != 0) {
                throw unreadable("avro: " + length + " bytes (expected: a multiple of " + Float.BYTES + ")");
            }
            return length;
        }
    }

    /** No vector here: what the schema or a union's branch says instead. */
    record Absent(Reason reason, String detail) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            throw new UnreadableVectorException(reason, detail);
        }
    }

    /** As the other, of items of any length; tells the frame whether the block's length in bytes is given. */
    private static int block(AvroInput in, FrameWriter frame) throws UnreadableVectorException {
        long count = in.readLong();
        frame.keepLengths(count < 0);
        if (count < 0) {
            in.available(in.readLong());
        }
        return in.blockOf(Math.abs(count), 1);
    }

    /** Items in the next block, 0 at the end. A negative count says that the block's length in bytes follows it. */
    private static int block(AvroInput in, int itemBytes) throws UnreadableVectorException {
        long count = in.readLong();
        if (count < 0) {
            in.available(in.readLong());
            count = -count;
        }
        return in.blockOf(count, itemBytes);
    }
}
