package dev.narrows.schemas.vector.avro;

import static dev.narrows.schemas.vector.value.UnreadableVectorException.unreadable;

import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.util.List;

/**
 * The steps that pass over what is not the vector.
 *
 * <p>Each either has a fixed length or takes at least one byte (or fails), so that a count in the bytes, however large,
 * cannot make more work than there are bytes.
 */
final class Skip {

    private Skip() {}

    /** A datum of a length that the schema tells, 0 or more bytes. */
    record Fixed(long length) implements Step {

        /** This datum and one behind it. Together they may be longer than a long tells, and than any value is. */
        Fixed and(Fixed behind) {
            long both = length + behind.length;
            return new Fixed(both < 0 ? Long.MAX_VALUE : both);
        }

        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            in.skip(length);
        }
    }

    /** An int, a long or an enum. */
    record Number() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            in.readLong();
        }
    }

    /** Bytes or a string. */
    record Prefixed() implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            in.skip(in.readLong());
        }
    }

    /** An array, or a map, whose items are a key and a value. */
    record Blocks(Step item) implements Step {
        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            in.enter();
            for (long count = in.readLong(); count != 0; count = in.readLong()) {
                if (count < 0) {
                    in.skip(in.readLong());
                } else if (item instanceof Fixed fixed) {
                    in.skip(fixed.length() == 0 ? 0 : in.blockOf(count, fixed.length()) * fixed.length());
                } else {
                    for (long i = 0; i < count; i++) {
                        item.run(in, out);
                    }
                }
            }
            in.leave();
        }
    }

    /** A union: the branch that the bytes choose. */
    record Choice(List<Step> branches) implements Step {

        Choice {
            branches = List.copyOf(branches);
        }

        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            chosen(in).run(in, out);
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            chosen(in).cut(in, frame, nowhere);
        }

        private Step chosen(AvroInput in) throws UnreadableVectorException {
            long branch = in.readLong();
            if (branch < 0 || branch >= branches.size()) {
                throw unreadable(
                        "avro: branch " + branch + " of a union (expected: 0 to " + (branches.size() - 1) + ")");
            }
            return branches.get((int) branch);
        }
    }

    /** A record. */
    record Sequence(List<Step> fields) implements Step {

        Sequence {
            fields = List.copyOf(fields);
        }

        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            in.enter();
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).run(in, out);
            }
            in.leave();
        }

        @Override
        public void cut(AvroInput in, FrameWriter frame, FloatTarget nowhere) throws UnreadableVectorException {
            in.enter();
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).cut(in, frame, nowhere);
            }
            in.leave();
        }
    }

    /** A record that contains itself: stands where its steps were not known yet. */
    static final class Again implements Step {

        private Step record = new Fixed(0);

        void is(Step known) {
            record = known;
        }

        @Override
        public void run(AvroInput in, FloatTarget out) throws UnreadableVectorException {
            record.run(in, out);
        }
    }
}
