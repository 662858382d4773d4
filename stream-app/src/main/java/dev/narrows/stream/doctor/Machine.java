package dev.narrows.stream.doctor;

import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.onnx.session.ProviderChoice;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is looked at without asking anybody: memory, disk, and where the model would run. */
final class Machine {

    private static final long LEAST_HEAP = 200L << 20;
    private static final long LEAST_DISK = 256L << 20;

    private Machine() {}

    static List<Finding> look(NarrowsSettings settings) {
        return List.of(
                memory(Runtime.getRuntime().maxMemory()),
                disk(Path.of(System.getProperty("java.io.tmpdir"))),
                provider(settings));
    }

    static Finding memory(long heapBytes) {
        String found = "heap of at most " + (heapBytes >> 20) + " MiB";
        return heapBytes < LEAST_HEAP
                ? Finding.bad("memory", found + " (expected: >= " + (LEAST_HEAP >> 20) + " MiB; -Xmx, or more memory)")
                : Finding.good("memory", found);
    }

    static Finding disk(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String found = (free >> 20) + " MiB free in " + folder;
            if (!Files.isWritable(folder)) {
                return Finding.bad("disk", folder + " cannot be written (expected: a folder for native libraries)");
            }
            return free < LEAST_DISK
                    ? Finding.bad("disk", found + " (expected: >= " + (LEAST_DISK >> 20) + " MiB)")
                    : Finding.good("disk", found);
        } catch (IOException e) {
            return Finding.bad("disk", folder + ": " + e.getMessage() + " (expected: a folder to write to)");
        }
    }

    private static Finding provider(NarrowsSettings settings) {
        ProviderChoice choice = ProviderChoice.of(
                OnnxSettings.of(ExecutionProvider.of(settings.model().provider())));
        return Finding.good("provider", choice.provider().setting() + ": " + choice.reason());
    }
}
