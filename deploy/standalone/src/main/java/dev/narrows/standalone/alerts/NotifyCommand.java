package dev.narrows.standalone.alerts;

import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.notify.Notifier;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells those who subscribed of alerts, in a process of its own, until it is interrupted or an Error ends it. */
@Command(
        name = "notify",
        mixinStandardHelpOptions = true,
        description = "Post alerts to those who subscribe, apart from the service (which then runs with notify=false).")
public final class NotifyCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        NarrowsSettings settings = connection.reached();
        CountDownLatch over = new CountDownLatch(1);
        // Of all that goes wrong only an Error ends the loops, say want of memory; nobody would be told any more.
        Thread.setDefaultUncaughtExceptionHandler((thread, why) -> {
            spec.commandLine().getErr().println("narrows: failed: thread " + thread.getName() + ": " + why);
            if (why instanceof Error) {
                over.countDown();
            }
        });
        try (Notifier notifier = new Notifier(settings, InstantSource.system())) {
            Runtime.getRuntime().addShutdownHook(new Thread(notifier::close, "narrows-notify-stop"));
            notifier.start();
            spec.commandLine()
                    .getErr()
                    .println("telling alerts of " + settings.topics().alerts());
            over.await();
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
