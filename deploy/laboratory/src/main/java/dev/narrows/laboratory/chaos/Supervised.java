package dev.narrows.laboratory.chaos;

import dev.narrows.laboratory.jvm.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A service in a JVM of its own that is started again whenever it has ended, as a supervisor does. One thread. */
final class Supervised implements AutoCloseable {

    private final String name;
    private final Path scratch;
    private final List<String> jvm;
    private final Map<String, String> settings;
    private final Consumer<String> lines;
    private ChildJvm process;
    private int starts;
    private int selfEnds;

    /**
     * Starts it.
     *
     * @param lines hears where it ended by itself
     */
    Supervised(String name, Path scratch, List<String> jvm, Map<String, String> settings, Consumer<String> lines) {
        this.name = name;
        this.scratch = scratch;
        this.jvm = List.copyOf(jvm);
        this.settings = Map.copyOf(settings);
        this.lines = lines;
        this.process = startProcess();
    }

    /** SIGKILL, and again. */
    void kill() {
        process.kill();
        process = startProcess();
    }

    /** SIGTERM, and again. */
    void leave() {
        process.close();
        process = startProcess();
    }

    void standStill() {
        process.standStill();
    }

    void goOn() {
        process.goOn();
    }

    /** Starts it again where it has ended by itself. */
    void supervise() {
        if (!process.isAlive()) {
            selfEnds++;
            lines.accept(name + " ended by itself: " + process.tail());
            process = startProcess();
        }
    }

    /** How often it ended by itself. */
    int selfEnds() {
        return selfEnds;
    }

    @Override
    public void close() {
        process.goOn();
        process.close();
    }

    private ChildJvm startProcess() {
        starts++;
        List<String> program = new ArrayList<>(List.of("dev.narrows.stream.Main"));
        settings.forEach((key, value) -> program.addAll(List.of("--set", key + "=" + value)));
        program.addAll(List.of("--set", "kafka.client.id=" + name));
        return ChildJvm.start(name + "-" + starts, scratch, jvm, program);
    }
}
