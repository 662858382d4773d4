package dev.narrows.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Settings from a YAML file: its keys are the long options without their dashes, its values what would follow them, lists
 * for what is separated by commas. A flag on the command line wins, before or after; an unknown key is refused.
 */
final class ConfigFile implements IParameterPreprocessor {

    private static final String SELF = "--config";

    // Stack is what picocli hands over.
    @SuppressWarnings("JdkObsolete")
    @Override
    public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec config, Map<String, Object> info) {
        if (args.isEmpty()) {
            return false;
        }
        Path file = Path.of(args.peek());
        Map<String, List<String>> values = new TreeMap<>(read(file, command.commandLine()));
        values.keySet().forEach(key -> known(key, file, command));
        values.keySet().removeIf(key -> given("--" + key, args, command));
        String value = args.pop();
        values.forEach((key, texts) -> texts.forEach(text -> args.push("--" + key + "=" + text)));
        args.push(value);
        return false;
    }

    private static Map<String, List<String>> read(Path file, CommandLine command) {
        try {
            Map<String, Object> tree = new YAMLMapper().readValue(Files.readAllBytes(file), new TypeReference<>() {});
            return tree == null
                    ? Map.of()
                    : tree.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> texts(entry.getValue())));
        } catch (JsonProcessingException e) {
            throw new ParameterException(
                    command,
                    SELF + ": " + file + ": " + e.getOriginalMessage() + " (expected: YAML, a key and a value a line)");
        } catch (IOException e) {
            throw new ParameterException(command, SELF + ": " + file + " (expected: a file that can be read)", e);
        }
    }

    private static List<String> texts(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList();
        }
        if (value instanceof Collection<?> list) {
            return List.of(list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return List.of(String.valueOf(value));
    }

    private static void known(String key, Path file, CommandSpec command) {
        if (!key.startsWith("-") && !("--" + key).equals(SELF) && command.findOption("--" + key) != null) {
            return;
        }
        throw new ParameterException(
                command.commandLine(),
                SELF + ": " + file + ": unknown key '" + key + "' (expected: an option without its dashes, such as '"
                        + nearest(key, command) + "')");
    }

    private static boolean given(String option, Stack<String> after, CommandSpec command) {
        OptionSpec spec = command.findOption(option);
        boolean before = spec.stringValues() != null && !spec.stringValues().isEmpty();
        return before || after.stream().anyMatch(arg -> arg.equals(option) || arg.startsWith(option + "="));
    }

    private static String nearest(String key, CommandSpec command) {
        List<String> names = new ArrayList<>();
        command.options().forEach(option -> names.add(option.longestName().replaceFirst("^--", "")));
        return names.stream()
                .min(Comparator.comparingInt((String name) -> edits(key, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    /** Letters to add, take away or change (Levenshtein 1966). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j - 1], diagonal));
            }
        }
        return row[to.length()];
    }
}
