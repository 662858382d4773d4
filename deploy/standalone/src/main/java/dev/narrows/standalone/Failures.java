package dev.narrows.standalone;

import dev.narrows.stream.config.check.SettingException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells in one line what went wrong, and chooses the exit code. The stack trace comes with {@code --verbose} only. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final BooleanSupplier verbose;

    Failures(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("narrows: " + firstLine(wrong.getMessage()));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        String hint = failed instanceof TimeoutException ? "no answer from the brokers, see --bootstrap-servers: " : "";
        command.getErr().println("narrows: " + hint + message(failed));
        if (verbose.getAsBoolean()) {
            failed.printStackTrace(command.getErr());
        }
        return failed instanceof SettingException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /** The message, and those of the causes that say something new. */
    static String message(Throwable failed) {
        List<String> parts = new ArrayList<>();
        for (Throwable each = failed; each != null && parts.size() < 3; each = each.getCause()) {
            String part = each.getMessage() == null ? each.getClass().getSimpleName() : firstLine(each.getMessage());
            String said = String.join(": ", parts);
            if (!said.contains(part)) {
                parts.add(part);
            }
        }
        return String.join(": ", parts);
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
