package dev.narrows.laboratory;

import picocli.CommandLine.Command;

/** The measurements that stand behind every figure in the docs: one subcommand for each kind. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        header = "Measure speed, compression and detection on this machine and on your own vectors.",
        subcommands = {
            ThroughputCommand.class,
            CodecCommand.class,
            LatencyCommand.class,
            RateCommand.class,
            FidelityCommand.class,
            DetectCommand.class,
            RolloutBenchCommand.class,
            UpgradeCommand.class,
            ChaosCommand.class,
            SoakCommand.class
        })
public final class BenchCommand {}
