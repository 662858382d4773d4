package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.UnsignedLongs;
import java.nio.ByteBuffer;

/** What one number of an array file is. Integers above 2^24 and float64 are rounded to float32. */
enum CellType {
    /** 0 to 255; also NumPy's bool. */
    UINT8(1) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            byte[] bytes = new byte[count];
            cells.get(bytes);
            for (int i = 0; i < count; i++) {
                target[at + i] = bytes[i] & 0xff;
            }
        }
    },
    /** -128 to 127. */
    INT8(1) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = cells.get();
            }
        }
    },
    /** 0 to 65,535. */
    UINT16(2) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = cells.getChar();
            }
        }
    },
    /** Two's complement. */
    INT16(2) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = cells.getShort();
            }
        }
    },
    /** 0 to 2^32 - 1. */
    UINT32(4) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = (float) Integer.toUnsignedLong(cells.getInt());
            }
        }
    },
    /** Two's complement. */
    INT32(4) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = (float) cells.getInt();
            }
        }
    },
    /** Two's complement. */
    INT64(8) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = (float) cells.getLong();
            }
        }
    },
    /** 0 to 2^64 - 1. */
    UINT64(8) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = UnsignedLongs.toFloat(cells.getLong());
            }
        }
    },
    /** IEEE 754 half precision. */
    FLOAT16(2) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = half(cells.getShort());
            }
        }
    },
    /** IEEE 754. */
    FLOAT32(4) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            cells.asFloatBuffer().get(target, at, count);
        }
    },
    /** IEEE 754 double precision. */
    FLOAT64(8) {
        @Override
        void read(ByteBuffer cells, float[] target, int at, int count) {
            for (int i = 0; i < count; i++) {
                target[at + i] = (float) cells.getDouble();
            }
        }
    };

    private final int bytes;

    CellType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** Reads {@code count} numbers from the buffer's position, which may move. */
    abstract void read(ByteBuffer cells, float[] target, int at, int count);

    /** JDK 17 has no Float.float16ToFloat yet. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float size = switch (exponent) {
            case 0 -> fraction * 0x1p-24f;
            case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Math.scalb(1f + fraction * 0x1p-10f, exponent - 15);
        };
        return bits < 0 ? -size : size;
    }
}
