package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Every command of README and docs is one that there is, with options that there are. */
class DocumentedCommandsTest {

    private static final Path CHECKOUT = Path.of("../..");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^ {4}|`)(?:deploy/)?narrows +([^`\\n#|]*(?:\\\\\\n[^`\\n#]*)*)");

    @TestFactory
    Stream<DynamicTest> shouldDocumentOnlyWhatThereIs() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(CHECKOUT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(CHECKOUT.resolve("deploy"), 4)) {
            docs.filter(file ->
                            file.toString().endsWith(".md") && !file.toString().contains("/target/"))
                    .forEach(pages::add);
        }
        return pages.stream()
                .sorted()
                .flatMap(page -> commands(page).stream()
                        .map(command -> DynamicTest.dynamicTest(
                                page.getFileName() + ": " + command,
                                () -> assertThat(wrong(command)).as(command).isEmpty())));
    }

    private static List<String> commands(Path page) {
        try {
            return COMMAND.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1).replace("\\\n", " ").strip())
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Words of a command that the command line does not know. */
    private static List<String> wrong(String documented) {
        CommandLine at = Main.line(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        List<String> wrong = new ArrayList<>();
        boolean inNames = true;
        for (String word : documented.split("\\s+", -1)) {
            if (word.startsWith("--")) {
                inNames = false;
                String name = word.replaceAll("[=,.;:)].*", "");
                if (!at.getCommandSpec().optionsMap().containsKey(name)
                        && !at.getCommandSpec().negatedOptionsMap().containsKey(name)
                        && !name.equals("--rebuild")) {
                    wrong.add(at.getCommandSpec().qualifiedName() + ": " + name);
                }
            } else if (inNames && at.getSubcommands().containsKey(word)) {
                at = at.getSubcommands().get(word);
            } else if (inNames && at.getCommandSpec().parent() == null && word.matches("[a-z]{3,}")) {
                wrong.add("no command: " + word);
                inNames = false;
            } else {
                CommandLine.Model.CommandSpec command = at.getCommandSpec();
                if (inNames
                        && word.matches("[A-Za-z].*")
                        && command.positionalParameters().isEmpty()) {
                    wrong.add(command.qualifiedName() + " takes no argument: " + word);
                }
                inNames = false;
            }
        }
        return wrong;
    }
}
