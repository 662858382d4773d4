package dev.narrows.standalone.operate;

import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.doctor.Doctor;
import dev.narrows.stream.doctor.Finding;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what a service would find, and what to do about it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look at what a service with these settings needs: memory, disk, provider, registry, clock, brokers, topics,"
                    + " rights, model.",
            "Makes and changes nothing. Exit code 1 where the service would not start or not work."
        })
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(connection.looking(), InstantSource.system()).examine();
        PrintWriter out = spec.commandLine().getOut();
        for (Finding finding : findings) {
            out.printf(
                    Locale.ROOT,
                    "%-8s %-9s %s%n",
                    finding.state().name().toLowerCase(Locale.ROOT),
                    finding.subject(),
                    finding.detail());
        }
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.BAD) ? 1 : 0;
    }
}
