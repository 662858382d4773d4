package dev.narrows.schemas.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.session.OrtRuntime;
import dev.narrows.schemas.onnx.session.SessionPlan;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** One open ONNX graph. {@link #session} may be run by any number of threads; closing it while one runs crashes the JVM. */
final class Graph implements AutoCloseable {

    /** A dimension that may have any size. */
    static final long ANY = -1;

    private final String name;
    private final SessionOptions options;
    private final OrtSession session;

    private Graph(String name, SessionOptions options, OrtSession session) {
        this.name = name;
        this.options = options;
        this.session = session;
    }

    /**
     * Opens a graph.
     *
     * @param name for messages
     * @throws ModelRefusedException when ONNX Runtime cannot make a session of it
     */
    static Graph open(String name, byte[] bytes, SessionPlan plan) {
        SessionOptions options = null;
        OrtSession session = null;
        try {
            options = plan.options();
            session = OrtRuntime.environment().createSession(bytes, options);
            return new Graph(name, options, session);
        } catch (OrtException e) {
            throw new ModelRefusedException(
                    name + " graph: " + e.getMessage() + " (expected: one that ONNX Runtime opens on "
                            + plan.provider().setting() + ")",
                    e);
        } finally {
            if (session == null && options != null) {
                options.close();
            }
        }
    }

    OrtSession session() {
        return session;
    }

    boolean hasOutput(String output) {
        return session.getOutputNames().contains(output);
    }

    /** What the graph states as the last dimension of an input or output that it has; {@link #ANY} where it states none. */
    long width(String tensor) {
        NodeInfo node = session.getInputNames().contains(tensor)
                ? infos(true).get(tensor)
                : infos(false).get(tensor);
        if (node == null || !(node.getInfo() instanceof TensorInfo info) || info.getShape().length == 0) {
            return ANY;
        }
        return info.getShape()[info.getShape().length - 1];
    }

    /** Refuses the graph unless its only input has this name, type and shape. */
    void requireInput(String input, OnnxJavaType type, long... shape) {
        if (!session.getInputNames().equals(Set.of(input))) {
            throw new ModelRefusedException(
                    name + " inputs: " + session.getInputNames() + " (expected: [" + input + "])");
        }
        require("input", input, infos(true), type, shape);
    }

    /** Refuses the graph unless it has an output of this name, type and shape. */
    void requireOutput(String output, OnnxJavaType type, long... shape) {
        if (!hasOutput(output)) {
            throw new ModelRefusedException(
                    name + " outputs: " + session.getOutputNames() + " (expected: " + output + " among them)");
        }
        require("output", output, infos(false), type, shape);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException(name + " graph: not closed (expected: open)", e);
        } finally {
            options.close();
        }
    }

    private Map<String, NodeInfo> infos(boolean inputs) {
        try {
            return inputs ? session.getInputInfo() : session.getOutputInfo();
        } catch (OrtException e) {
            throw new ModelRefusedException(name + " graph: no tensor infos (expected: readable)", e);
        }
    }

    private void require(
            String direction, String tensor, Map<String, NodeInfo> infos, OnnxJavaType type, long... shape) {
        String what = name + " " + direction + " " + tensor + ": ";
        String expected = " (expected: " + type + " " + Arrays.toString(shape) + ", -1 for any)";
        NodeInfo node = infos.get(tensor);
        if (node == null || !(node.getInfo() instanceof TensorInfo info)) {
            throw new ModelRefusedException(what + "no tensor" + expected);
        }
        if (info.type != type || !fits(info.getShape(), shape)) {
            throw new ModelRefusedException(what + info.type + " " + Arrays.toString(info.getShape()) + expected);
        }
    }

    /** Whether a stated shape takes any number of rows and, where both state a width, the one wanted. */
    private static boolean fits(long[] stated, long[] wanted) {
        if (stated.length != wanted.length || stated[0] != ANY) {
            return false;
        }
        for (int i = 1; i < wanted.length; i++) {
            if (stated[i] != wanted[i] && stated[i] != ANY && wanted[i] != ANY) {
                return false;
            }
        }
        return true;
    }
}
