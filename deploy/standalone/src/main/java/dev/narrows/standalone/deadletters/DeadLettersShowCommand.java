package dev.narrows.standalone.deadletters;

import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.deadletter.DeadLetter;
import dev.narrows.stream.deadletter.DeadLetterFilter;
import dev.narrows.stream.deadletter.DeadLetterTopic;
import dev.narrows.stream.deadletter.LetterView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows all that is known of one dead letter. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "One with its headers, and how its value begins: hexadecimal, text, schema id, float32.")
final class DeadLettersShowCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions connection;

    @Parameters(paramLabel = "PARTITION:OFFSET", description = "Of the dead letter topic, as list tells it.")
    private String id;

    @Option(names = "--value-to", paramLabel = "FILE", description = "Write the value to a file, as it is.")
    private @Nullable Path valueTo;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        DeadLetter letter = find(connection.reached());
        Map<String, Object> view = new LinkedHashMap<>(LetterView.of(letter, true));
        view.put("headers", LetterView.headers(letter));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DeadLetterLine.json(view));
        } else {
            view.forEach((name, value) ->
                    out.println(name + ": " + (value instanceof String ? value : DeadLetterLine.json(value))));
        }
        byte[] value = letter.value();
        if (valueTo != null) {
            if (value == null) {
                throw new IllegalArgumentException("value: none in " + id + " (expected: a letter with its value)");
            }
            Files.write(valueTo, value);
        }
        return 0;
    }

    private DeadLetter find(NarrowsSettings settings) {
        if (!id.matches("\\d{1,9}:\\d{1,18}")) {
            throw new ParameterException(spec.commandLine(), id + " (expected: PARTITION:OFFSET, as 0:17)");
        }
        int colon = id.indexOf(':');
        AtomicReference<DeadLetter> found = new AtomicReference<>();
        try (DeadLetterTopic letters =
                DeadLetterTopic.open(settings.client(), settings.topics().deadLetters())) {
            DeadLetterFilter one = DeadLetterFilter.one(
                    Integer.parseInt(id.substring(0, colon)), Long.parseLong(id.substring(colon + 1)));
            letters.read(one, letter -> {
                found.set(letter);
                return false;
            });
        }
        if (found.get() == null) {
            throw new IllegalArgumentException("dead letter: " + id + " (expected: one that "
                    + settings.topics().deadLetters() + " holds)");
        }
        return found.get();
    }
}
