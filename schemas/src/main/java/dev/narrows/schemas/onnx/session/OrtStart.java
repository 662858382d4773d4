package dev.narrows.schemas.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts ONNX Runtime, once for the process, on a thread with a very large stack.
 *
 * <p>ONNX Runtime 1.29 matches the whole command line of the process with a recursive regular expression when it starts,
 * about 270 bytes of stack a character. A thread of Java's usual 1 MiB overflows at some 4,000 characters, which a class
 * path easily has, and then the process dies of a segmentation fault without a word. The stack below is address space,
 * and memory only as far as it is used; it goes when the thread does.
 */
public final class OrtStart {

    private static final long STACK_BYTES = 1L << 30;

    private OrtStart() {}

    /** The environment; whoever calls first waits until it is there, interrupted or not. */
    static OrtEnvironment environment() {
        FutureTask<OrtEnvironment> start = new FutureTask<>(
                () -> OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "narrows"));
        Thread thread = new Thread(null, start, "narrows-onnx-start", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return result(start);
    }

    private static OrtEnvironment result(FutureTask<OrtEnvironment> start) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return start.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(
                            "ONNX Runtime: " + e.getCause() + " (expected: its native library to start)", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
