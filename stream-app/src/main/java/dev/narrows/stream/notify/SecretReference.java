package dev.narrows.stream.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * Where a secret is, {@code file:PATH} or {@code env:NAME}, and the secret in it, read anew each time. Secrets are as Standard
 * Webhooks has them: {@code whsec_} and base64; text without that prefix counts as its own bytes.
 */
final class SecretReference {

    private static final String FILE = "file:";
    private static final String ENVIRONMENT = "env:";
    private static final String PREFIX = "whsec_";

    private final String reference;
    private final UnaryOperator<String> environment;

    private SecretReference(String reference, UnaryOperator<String> environment) {
        this.reference = reference;
        this.environment = environment;
    }

    /** @throws IllegalArgumentException when it is neither a file nor a variable */
    static SecretReference of(String reference, UnaryOperator<String> environment) {
        boolean names = (reference.length() > FILE.length() && reference.startsWith(FILE))
                || (reference.length() > ENVIRONMENT.length() && reference.startsWith(ENVIRONMENT));
        if (!names) {
            throw new IllegalArgumentException(
                    "secret: no reference (expected: file:PATH or env:NAME, never the secret itself)");
        }
        return new SecretReference(reference, environment);
    }

    /** @throws IllegalStateException when there is none */
    byte[] read() {
        String text = text().strip();
        if (text.isEmpty()) {
            throw new IllegalStateException("secret: none in " + reference + " (expected: one)");
        }
        return text.startsWith(PREFIX)
                ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        if (reference.startsWith(ENVIRONMENT)) {
            String value = environment.apply(reference.substring(ENVIRONMENT.length()));
            return value == null ? "" : value;
        }
        try {
            return Files.readString(Path.of(reference.substring(FILE.length())));
        } catch (IOException e) {
            throw new IllegalStateException("secret: " + reference + " unreadable (expected: a file with one)", e);
        }
    }
}
