package dev.narrows.schemas.model;

import dev.narrows.schemas.ModelManifest;
import java.util.regex.Pattern;

/**
 * A model's name and version; one of each names one pair of graphs for ever.
 *
 * @param name letters, digits, '.', '_' and '-', at most 200
 * @param version 1 for the first of the name, then one more each time
 */
public record ModelId(String name, int version) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /** @throws IllegalArgumentException when name or version are out of range */
    public ModelId {
        requireName(name);
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: >= 1)");
        }
    }

    /** The id that a manifest carries. */
    public static ModelId of(ModelManifest manifest) {
        return new ModelId(manifest.getName(), manifest.getVersion());
    }

    /** The name, or an {@link IllegalArgumentException} where no model may have it. */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "model name: " + name + " (expected: 1 to 200 letters, digits, '.', '_' or '-')");
        }
        return name;
    }

    /** {@code name/version}, as in the keys of the models topic. */
    @Override
    public String toString() {
        return name + "/" + version;
    }
}
