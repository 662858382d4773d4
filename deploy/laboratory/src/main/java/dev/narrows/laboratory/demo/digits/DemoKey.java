package dev.narrows.laboratory.demo.digits;

import java.nio.ByteBuffer;

/** The key of a demo record: its number, as four bytes, big-endian. It is what a record is recognised by at the end. */
public final class DemoKey {
    private DemoKey() {}

    public static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** Throws {@link IllegalArgumentException} for a key that no demo record has. */
    public static int number(byte[] key) {
        if (key == null || key.length != Integer.BYTES) {
            throw new IllegalArgumentException(
                    "key: " + (key == null ? "null" : key.length + " bytes") + " (expected: 4 bytes)");
        }
        return ByteBuffer.wrap(key).getInt();
    }
}
