package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.embedded.fixture.AskedRight;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** What {@code narrows acls print} lists, read as kafka-acls would. */
final class PrintedRights {

    private static final Map<String, ResourceType> KINDS = Map.of(
            "--topic", ResourceType.TOPIC,
            "--group", ResourceType.GROUP,
            "--transactional-id", ResourceType.TRANSACTIONAL_ID);

    private final List<AclBinding> bindings;

    private PrintedRights(List<AclBinding> bindings) {
        this.bindings = List.copyOf(bindings);
    }

    static PrintedRights of(String user, Map<String, String> settings) {
        List<String> line = new ArrayList<>(List.of("acls", "print", "--user", user));
        settings.forEach((name, value) -> line.addAll(List.of("--set", name + "=" + value)));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
        assertThat(code).as("%s", err).isZero();
        return new PrintedRights(out.toString()
                .lines()
                .flatMap(command -> parse(command).stream())
                .toList());
    }

    /** One for each operation. */
    List<AclBinding> bindings() {
        return bindings;
    }

    /** Those that nobody asked for. */
    List<AclBinding> notAskedFor(Collection<AskedRight> asked) {
        return bindings.stream()
                .filter(right -> asked.stream()
                        .noneMatch(each -> isOf(right.pattern(), each)
                                && each.operation() == right.entry().operation()))
                .toList();
    }

    /** Whether that right allows what was asked for; to look at a thing is part of any other right. */
    static boolean isFor(AclBinding right, AskedRight asked) {
        return isOf(right.pattern(), asked)
                && (asked.operation() == right.entry().operation() || asked.operation() == AclOperation.DESCRIBE);
    }

    private static boolean isOf(ResourcePattern thing, AskedRight asked) {
        return thing.resourceType() == asked.type()
                && (thing.patternType() == PatternType.PREFIXED
                        ? asked.name().startsWith(thing.name())
                        : asked.name().equals(thing.name()));
    }

    private static List<AclBinding> parse(String command) {
        List<String> words = Arrays.asList(command.split(" "));
        assertThat(words).startsWith("kafka-acls").contains("--add");
        String principal = words.get(words.indexOf("--allow-principal") + 1);
        String kind =
                KINDS.keySet().stream().filter(words::contains).findFirst().orElseThrow();
        ResourcePattern thing = new ResourcePattern(
                KINDS.get(kind),
                words.get(words.indexOf(kind) + 1),
                words.contains("prefixed") ? PatternType.PREFIXED : PatternType.LITERAL);
        List<AclBinding> bindings = new ArrayList<>();
        for (int i = 0; i < words.size() - 1; i++) {
            if (words.get(i).equals("--operation")) {
                AclOperation operation = SecurityUtils.operation(words.get(i + 1));
                bindings.add(new AclBinding(
                        thing, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
            }
        }
        return bindings;
    }
}
