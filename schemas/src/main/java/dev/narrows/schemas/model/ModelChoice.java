package dev.narrows.schemas.model;

import java.util.Optional;

/**
 * What a person calls a model: its name, or with a version {@code NAME:VERSION} or {@code NAME/VERSION}.
 *
 * @param name as {@link ModelId} has it
 * @param version 1 or more; empty where none is named
 */
public record ModelChoice(String name, Optional<Integer> version) {

    /** @throws IllegalArgumentException when name or version are out of range */
    public ModelChoice {
        ModelId.requireName(name);
        version.ifPresent(number -> new ModelId(name, number));
    }

    /** @throws IllegalArgumentException when it is neither form */
    public static ModelChoice of(String text) {
        int at = Math.max(text.lastIndexOf(':'), text.lastIndexOf('/'));
        if (at < 0) {
            return new ModelChoice(text, Optional.empty());
        }
        try {
            return new ModelChoice(text.substring(0, at), Optional.of(Integer.valueOf(text.substring(at + 1))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "model: " + text + " (expected: NAME, NAME:VERSION or NAME/VERSION, a number)", e);
        }
    }

    /** The version that is named. */
    public Optional<ModelId> id() {
        return version.map(number -> new ModelId(name, number));
    }
}
