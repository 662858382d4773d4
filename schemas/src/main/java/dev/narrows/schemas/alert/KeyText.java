package dev.narrows.schemas.alert;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Record keys as text, for people and for patterns. Stateless. */
public final class KeyText {

    /** What stands for no key. */
    public static final String NONE = "-";

    private KeyText() {}

    /** The text where the key is printable UTF-8, otherwise its bytes in hexadecimal after 0x; "-" for null. */
    public static String of(byte @Nullable [] key) {
        if (key == null) {
            return NONE;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            if (!text.isEmpty() && text.codePoints().noneMatch(KeyText::breaksTheLine)) {
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
