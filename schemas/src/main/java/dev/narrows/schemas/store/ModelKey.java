package dev.narrows.schemas.store;

import dev.narrows.schemas.model.ModelId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a record of the models topic: {@code name/version/manifest}, {@code name/version/encoder/0} and so on,
 * UTF-8.
 *
 * @param id whose part it is
 * @param part which part
 * @param chunk position of a graph's chunk, from 0; 0 for the manifest
 */
record ModelKey(ModelId id, Part part, int chunk) {

    enum Part {
        MANIFEST,
        ENCODER,
        DECODER
    }

    private static final Pattern KEY =
            Pattern.compile("([A-Za-z0-9._-]{1,200})/([1-9][0-9]{0,8})/(?:manifest|(encoder|decoder)/([0-9]{1,6}))");

    static ModelKey manifest(ModelId id) {
        return new ModelKey(id, Part.MANIFEST, 0);
    }

    /** The key that these bytes are, or nothing where they are something else. */
    static Optional<ModelKey> parse(byte[] key) {
        if (key == null) {
            return Optional.empty();
        }
        Matcher matcher = KEY.matcher(new String(key, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ModelId id = new ModelId(matcher.group(1), Integer.parseInt(matcher.group(2)));
        if (matcher.group(3) == null) {
            return Optional.of(manifest(id));
        }
        Part part = matcher.group(3).equals("encoder") ? Part.ENCODER : Part.DECODER;
        return Optional.of(new ModelKey(id, part, Integer.parseInt(matcher.group(4))));
    }

    byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return switch (part) {
            case MANIFEST -> id + "/manifest";
            case ENCODER -> id + "/encoder/" + chunk;
            case DECODER -> id + "/decoder/" + chunk;
        };
    }
}
