package dev.narrows.standalone.operate;

import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.rights.LeastRights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The least rights of a service. */
@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = "The least rights that a service needs of Kafka.",
        synopsisSubcommandLabel = "(print)")
public final class AclsCommand {

    enum Form {
        KAFKA_ACLS,
        STRIMZI
    }

    @Spec
    private CommandSpec spec;

    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "Print them as commands for kafka-acls, or as a KafkaUser of Strimzi. Asks no broker.")
    int print(
            @Mixin ConnectionOptions connection,
            @Option(
                            names = "--user",
                            paramLabel = "NAME",
                            defaultValue = "narrows",
                            description = "Whose they are (default: ${DEFAULT-VALUE}).")
                    String user,
            @Option(
                            names = "--form",
                            paramLabel = "kafka_acls|strimzi",
                            defaultValue = "kafka_acls",
                            description = "Default: ${DEFAULT-VALUE}.")
                    Form form,
            @Option(
                            names = "--cluster",
                            paramLabel = "NAME",
                            defaultValue = "kafka",
                            description = "Strimzi's name of the cluster (default: ${DEFAULT-VALUE}).")
                    String cluster) {
        NarrowsSettings settings = connection.settings();
        LeastRights rights = LeastRights.of(settings);
        String servers = String.valueOf(settings.client().get("bootstrap.servers"));
        spec.commandLine()
                .getOut()
                .print(
                        form == Form.STRIMZI
                                ? rights.strimziUser(user, cluster)
                                : rights.commands("User:" + user, servers));
        return 0;
    }
}
