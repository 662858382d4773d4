package dev.narrows.standalone;

import dev.narrows.laboratory.BenchCommand;
import dev.narrows.laboratory.demo.DemoCommand;
import dev.narrows.standalone.alerts.AlertsCommand;
import dev.narrows.standalone.alerts.NotifyCommand;
import dev.narrows.standalone.deadletters.DeadLettersCommand;
import dev.narrows.standalone.decode.DecodeCommand;
import dev.narrows.standalone.models.ModelsCommand;
import dev.narrows.standalone.operate.AclsCommand;
import dev.narrows.standalone.operate.DoctorCommand;
import dev.narrows.standalone.operate.SkipCommand;
import dev.narrows.standalone.operate.TopicsCommand;
import dev.narrows.standalone.produce.ProduceCommand;
import dev.narrows.stream.ServeCommand;
import dev.narrows.trainer.EvaluateCommand;
import dev.narrows.trainer.SweepCommand;
import dev.narrows.trainer.TrainCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line. Data goes to standard output, everything else to standard error. Ends with 0 where all went well, 1
 * where the outcome is a failure, 2 where the arguments or settings cannot be right.
 */
@Command(
        name = "narrows",
        description = "Compresses streams of vectors on Kafka, and tells which of them it cannot compress.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            SweepCommand.class,
            ModelsCommand.class,
            ProduceCommand.class,
            DecodeCommand.class,
            AlertsCommand.class,
            NotifyCommand.class,
            DeadLettersCommand.class,
            SkipCommand.class,
            TopicsCommand.class,
            AclsCommand.class,
            DoctorCommand.class,
            ReferenceCommand.class,
            BenchCommand.class
        },
        footer = {"", "Help on a command: narrows COMMAND --help"})
public final class Main {
    private static final List<String> SPEAKS_WHILE_IT_RUNS = List.of("serve", "notify");

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log what goes on, and show where an error came from.")
    private boolean verbose;

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        Logging.configure(Arrays.asList(args), SPEAKS_WHILE_IT_RUNS);
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        System.exit(code);
    }

    /** Runs one command in this JVM; what it prints goes to the two writers. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = line(out, err);
        if (args.length == 0) {
            line.usage(err);
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(args);
    }

    /** All commands. */
    static CommandLine line(PrintWriter out, PrintWriter err) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        Here here = new Here(err);
        CommandLine serve = new CommandLine(new ServeCommand(here));
        serve.getCommandSpec().addMixin("here", CommandSpec.forAnnotatedObject(here));
        line.addSubcommand(serve);
        Failures failures = new Failures(() -> main.verbose);
        // After the last subcommand is added: these settings go down to those that are there.
        return line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }
}
