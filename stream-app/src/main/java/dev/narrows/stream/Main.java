package dev.narrows.stream;

import dev.narrows.stream.fault.Failure;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** The service as a process of its own, for containers. See {@link ServeCommand}. */
public final class Main {

    private static final String LOG_SETTINGS = "log4j2.configurationFile";

    private Main() {}

    /** Runs the service with the given flags and exits with its code. */
    public static void main(String[] args) {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "narrows-service-log4j2.xml");
        }
        System.exit(new CommandLine(new ServeCommand()).execute(args));
    }

    /** From here on SIGTERM and SIGINT stop the service that the calling thread starts, and end in exit code 0. */
    static Termination onTermination() {
        Termination termination = new Termination(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(termination::asked, "narrows-termination"));
        return termination;
    }

    /**
     * What happens at SIGTERM, and where a thread dies of an Error: closes the service, or interrupts the thread that is still starting it, waits for that
     * thread, and halts with code 0. By itself the JVM would end with 143, which looks like a failure to whoever
     * supervises it. Closed by the starting thread when it is done.
     */
    static final class Termination implements AutoCloseable {

        private static final long LONGEST_STOP_SECONDS = 60;

        private final Thread starter;
        private final CountDownLatch done = new CountDownLatch(1);
        private Optional<Serving> service = Optional.empty();
        private Optional<Failure> failure = Optional.empty();
        private boolean asked;

        private Termination(Thread starter) {
            this.starter = starter;
        }

        /** Names the service that is to be stopped. */
        synchronized void stops(Serving started) {
            service = Optional.of(started);
            if (asked) {
                started.close();
            }
            failure.ifPresent(started::fail);
        }

        /** Why the service cannot go on, started or not: what is not whole is not waited for. */
        void fails(Failure why) {
            Optional<Serving> running;
            synchronized (this) {
                failure = Optional.of(why);
                running = service;
            }
            running.ifPresentOrElse(serving -> serving.fail(why), starter::interrupt);
        }

        /** Why it could not be started whole; empty where nothing spoke against it. */
        synchronized Optional<Failure> failure() {
            return failure;
        }

        @Override
        public void close() {
            done.countDown();
        }

        private void asked() {
            if (done.getCount() == 0) {
                // The process ends by itself, with a code of its own.
                return;
            }
            Optional<Serving> running;
            synchronized (this) {
                asked = true;
                running = service;
            }
            running.ifPresentOrElse(Serving::close, starter::interrupt);
            try {
                boolean stopped = done.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
                Runtime.getRuntime().halt(stopped ? 0 : 1);
            } catch (InterruptedException e) {
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
