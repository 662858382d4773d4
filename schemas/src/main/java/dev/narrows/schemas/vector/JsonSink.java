package dev.narrows.schemas.vector;

import com.fasterxml.jackson.core.JsonParser;
import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.io.IOException;

/** Where the numbers of a JSON value go: into a row, or to who wants to know where they lie. */
interface JsonSink {

    /** Makes the next number that of a place. */
    void moveTo(int place);

    /** The number that the parser is at. */
    void number(JsonParser parser) throws IOException, UnreadableVectorException;

    /** False or true, in place of a number. */
    void flag(boolean value);

    /** What stands for a number that is null or not there. */
    void filled(float value);

    /** The mean of training in place of one; false where it is not known. */
    boolean mean();

    /** Numbers so far. */
    long count();

    /** A row. */
    record Row(FloatTarget target) implements JsonSink {
        @Override
        public void moveTo(int place) {
            target.moveTo(place);
        }

        @Override
        public void number(JsonParser parser) throws IOException, UnreadableVectorException {
            float value = parser.getFloatValue();
            if (!Float.isFinite(value) && !parser.isNaN()) {
                throw UnreadableVectorException.beyondFloat("json", target.count());
            }
            target.put(value);
        }

        @Override
        public void flag(boolean value) {
            target.put(value ? 1 : 0);
        }

        @Override
        public void filled(float value) {
            target.put(value);
        }

        @Override
        public boolean mean() {
            return target.putMean();
        }

        @Override
        public long count() {
            return target.count();
        }
    }

    /**
     * A frame. A parser of anything but UTF-8 does not tell where in the bytes it is; then all stays where it is.
     *
     * @param from index of the value's first byte
     */
    record Around(FrameWriter frame, int from) implements JsonSink {
        @Override
        public void moveTo(int place) {
            frame.moveTo(place);
        }

        @Override
        public void number(JsonParser parser) throws IOException {
            long at = parser.currentTokenLocation().getByteOffset();
            if (at < 0) {
                frame.keep();
            } else {
                frame.textAt(parser.getFloatValue(), from + (int) at, parser.getTextLength());
            }
        }

        @Override
        public void flag(boolean value) {
            frame.keep();
        }

        @Override
        public void filled(float value) {
            frame.keep();
        }

        @Override
        public boolean mean() {
            frame.keep();
            return true;
        }

        @Override
        public long count() {
            return 0;
        }
    }
}
