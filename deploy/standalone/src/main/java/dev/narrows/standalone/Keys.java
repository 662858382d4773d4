package dev.narrows.standalone;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Record keys as text, for people. */
final class Keys {
    private Keys() {}

    /** The text where the key is printable UTF-8, otherwise its bytes in hexadecimal after 0x; "-" for null. */
    static String text(byte[] key) {
        if (key == null) {
            return "-";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            if (!text.isEmpty() && text.codePoints().noneMatch(Keys::breaksTheLine)) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // Falls through: shown as bytes.
        }
        return "0x" + HexFormat.of().formatHex(key);
    }

    private static boolean breaksTheLine(int codePoint) {
        return Character.isISOControl(codePoint) || Character.isWhitespace(codePoint);
    }
}
