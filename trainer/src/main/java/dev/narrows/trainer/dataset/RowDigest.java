package dev.narrows.trainer.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a model's manifest names its data by: SHA-256 over the rows, whatever file or topic they came from. */
final class RowDigest {

    private RowDigest() {}

    static String of(Dataset data) {
        MessageDigest digest = sha256();
        Slices.of(data, (values, from, count) -> {
            int size = count * data.dim();
            ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values, 0, size);
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: not in this JDK (expected: in every JDK)", e);
        }
    }
}
