package dev.narrows.stream.deadletter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A dead letter as an object for JSON: what its headers say, and how its value begins. Stateless. */
public final class LetterView {

    static final int HEAD_BYTES = 64;

    private static final int WIRE_FORMAT_BYTES = 5;

    private LetterView() {}

    /** @param values whether to show what producers wrote: the head of the value as hexadecimal, text, schema id, numbers */
    public static Map<String, @Nullable Object> of(DeadLetter letter, boolean values) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", letter.id());
        view.put("partition", letter.partition());
        view.put("offset", letter.offset());
        view.put("time", letter.time().toString());
        view.put("key", letter.key());
        view.put("reason", letter.reason());
        view.put("detail", letter.detail());
        view.put("topic", letter.inputTopic());
        view.put("inputPartition", letter.inputPartition());
        view.put("inputOffset", letter.inputOffset());
        view.put("replays", letter.replays());
        view.put("bytes", letter.valueBytes());
        view.put("whole", letter.isWhole());
        byte[] value = letter.value();
        if (values && value != null) {
            view.put("head", head(value));
        }
        return view;
    }

    /** The producer's own headers, by name and text. */
    public static List<Map<String, @Nullable Object>> headers(DeadLetter letter) {
        List<Map<String, @Nullable Object>> headers = new ArrayList<>();
        for (Header header : letter.ownHeaders()) {
            Map<String, @Nullable Object> view = new LinkedHashMap<>();
            view.put("name", header.key());
            view.put("value", header.value() == null ? null : text(header.value()));
            headers.add(view);
        }
        return headers;
    }

    private static Map<String, @Nullable Object> head(byte[] value) {
        byte[] first = Arrays.copyOf(value, Math.min(value.length, HEAD_BYTES));
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("hex", HexFormat.of().formatHex(first));
        String text = printable(first, value.length > first.length);
        if (text != null) {
            head.put("text", text);
        } else if (value.length >= WIRE_FORMAT_BYTES && value[0] == 0) {
            head.put("schemaId", ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
        }
        if (value.length >= Float.BYTES && value.length % Float.BYTES == 0) {
            ByteBuffer floats = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
            List<String> numbers = new ArrayList<>();
            while (floats.remaining() >= Float.BYTES) {
                // As text: JSON has neither NaN nor infinity, and those are what one looks for here.
                numbers.add(Float.toString(floats.getFloat()));
            }
            head.put("floats", numbers);
        }
        return head;
    }

    private static String text(byte[] bytes) {
        byte[] first = Arrays.copyOf(bytes, Math.min(bytes.length, HEAD_BYTES));
        String text = printable(first, bytes.length > first.length);
        return text == null ? "0x" + HexFormat.of().formatHex(first) : text;
    }

    /** UTF-8 where it is that and can be printed, else null; where it was cut, a character may be cut with it. */
    private static @Nullable String printable(byte[] bytes, boolean cut) {
        for (int less = 0; less <= (cut ? Math.min(3, bytes.length) : 0); less++) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - less))
                        .toString();
                return text.codePoints().allMatch(LetterView::isPrintable) ? text : null;
            } catch (CharacterCodingException notText) {
                // Perhaps the last character is cut.
            }
        }
        return null;
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) || codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
    }
}
