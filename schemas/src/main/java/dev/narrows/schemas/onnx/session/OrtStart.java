package dev.narrows.schemas.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts ONNX Runtime, once for the process, on a thread with a very large stack.
 *
 * <p>ONNX Runtime 1.29 matches the whole command line of the process with a recursive regular expression when it starts,
 * about 270 bytes of stack a character. A thread of Java's usual 1 MiB overflows at some 4,000 characters, which a class
 * path easily has, and then the process dies of a segmentation fault without a word. The stack below is address space,
 * and memory only as far as it is used; it goes when the thread does.
 */
public final class OrtStart {

    private static final Logger LOG = LoggerFactory.getLogger(OrtStart.class);
    private static final long STACK_BYTES = 1L << 30;

    private OrtStart() {}

    /** The environment; whoever calls first waits until it is there, interrupted or not. */
    static OrtEnvironment environment() {
        FutureTask<OrtEnvironment> start = new FutureTask<>(
                () -> kept(OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "narrows")));
        Thread thread = new Thread(null, start, "narrows-onnx-start", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return result(start);
    }

    /**
     * ONNX Runtime closes its environment in a shutdown hook, beside those that stop a service: at SIGTERM a stream that still
     * encodes then runs on memory that was freed, and the process dies of a segmentation fault. Its environment counts who
     * holds it; one more, for which Java has no public method, keeps it until the process ends.
     */
    private static OrtEnvironment kept(OrtEnvironment environment) {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            api.setAccessible(true);
            Method hold = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            hold.setAccessible(true);
            hold.invoke(null, api.getLong(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR.getValue(), "narrows");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("ONNX Runtime may end the process roughly where models run at its end reason={}", "" + e);
        }
        return environment;
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
