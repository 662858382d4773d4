package dev.narrows.trainer;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures as a JSON file for other programs. */
final class JsonFile {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonFile() {}

    /** Writes maps, lists, records and numbers; a file that is there is replaced. */
    static void write(Object figures, Path file) {
        try {
            Files.writeString(file, MAPPER.writeValueAsString(figures) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
