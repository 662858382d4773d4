package dev.narrows.stream.page.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.stream.config.check.SettingException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Who may change something: whoever sends the token in the file, as {@code Authorization: Bearer ...}. The file is read
 * each time, so that another token counts at once. Any thread.
 */
public final class Token {

    private static final String SETTING = "http.token.file";
    private static final String BEARER = "Bearer ";

    private final String file;

    private Token(String file) {
        this.file = file;
    }

    /**
     * @param file path, empty where nobody may change anything
     * @throws SettingException when it holds no token
     */
    public static Token of(String file) {
        Token token = new Token(file);
        if (token.isSet() && token.read().isEmpty()) {
            throw new SettingException(SETTING, file, "a readable file with a token in it");
        }
        return token;
    }

    /** Whether anybody may change anything. */
    public boolean isSet() {
        return !file.isEmpty();
    }

    /** Refuses a request that may change nothing. */
    void require(Context http) {
        if (!isSet()) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, SETTING + ": not set (expected: a file with a token, for changes by HTTP)");
        }
        String given = http.header("Authorization");
        String expected = read();
        boolean right = given != null
                && given.startsWith(BEARER)
                && !expected.isEmpty()
                && MessageDigest.isEqual(given.substring(BEARER.length()).getBytes(UTF_8), expected.getBytes(UTF_8));
        if (!right) {
            throw new ApiProblem(
                    HttpStatus.UNAUTHORIZED,
                    "token: not the one of this service (expected: Authorization: Bearer TOKEN)");
        }
    }

    private String read() {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
