package dev.narrows.trainer.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * libtorch in this JVM: its start, and numbers in and out.
 *
 * <p>One thread an operator: libtorch's pools spin while they wait, and two of them on two cores make an epoch up to 50
 * times slower. Whoever wants more cores runs several threads, each of which calls {@link #enter()} first, because
 * libtorch keeps that number for each thread. All methods may be called by any thread.
 */
public final class Torch {

    private static final String NATIVES = "/org/bytedeco/pytorch/" + Loader.getPlatform();
    /** Those of a build for CUDA lie elsewhere; of the two folders a build has one. */
    private static final List<String> FOLDERS = List.of(NATIVES + "/", NATIVES + "-gpu/");

    private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

    static {
        // JavaCPP refuses a process that takes more than four times its heap, which says nothing here: rows and weights
        // lie
        // outside of the heap, and a small heap is right for data larger than memory.
        if (System.getProperty(PHYSICAL_LIMIT) == null) {
            System.setProperty(PHYSICAL_LIMIT, "0");
        }
        try {
            // All libraries must lie in the cache before the first is loaded: the linker would else take what is not
            // there yet from the system, and a libtorch of another version crashes the JVM.
            for (String folder : FOLDERS) {
                Loader.cacheResources(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("libtorch: cannot unpack its libraries into JavaCPP's cache folder", e);
        }
        openblas_nolapack.blas_set_num_threads(1);
        // oneDNN computes convolutions in two dimensions wrongly, and differently each time, on AMD processors of 2024
        // (Zen 5): LayersTest found it there. libtorch's own convolutions agree with ONNX Runtime's.
        torch.globalContext().setUserEnabledMkldnn(false);
    }

    private Torch() {}

    /** Makes this thread one that libtorch works in alone. To be called once in each thread before anything else. */
    public static void enter() {
        torch.set_num_threads(1);
    }

    /** Whether this libtorch can use CUDA, and finds a device. */
    public static boolean isCudaAvailable() {
        return torch.cuda_is_available();
    }

    /** Versions of libtorch and of what binds it to Java, for example 2.10.0-1.5.13. */
    public static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** A float32 tensor of that shape with a copy of the values. */
    public static Tensor tensor(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(values);
                TensorOptions options = new TensorOptions(ScalarType.Float);
                Tensor borrowed = torch.from_blob(pointer, shape, options)) {
            return borrowed.clone();
        }
    }

    /** An int64 tensor [n] with a copy of {@code values}. */
    public static Tensor indices(long[] values) {
        try (LongPointer pointer = new LongPointer(values);
                TensorOptions options = new TensorOptions(ScalarType.Long);
                Tensor borrowed = torch.from_blob(pointer, new long[] {values.length}, options)) {
            return borrowed.clone();
        }
    }

    /** A copy of a float32 tensor's values, row-major. */
    public static float[] values(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        if (values.length == 0) {
            // Without values there is no address either.
            return values;
        }
        try (Tensor here = tensor.cpu();
                Tensor contiguous = here.contiguous()) {
            new FloatPointer(contiguous.data_ptr()).get(values);
        }
        return values;
    }

    /** A copy of a tensor of whole numbers 0 to 255, row-major. */
    public static byte[] bytes(Tensor tensor) {
        byte[] values = new byte[Math.toIntExact(tensor.numel())];
        try (Tensor narrow = tensor.to(ScalarType.Byte);
                Tensor contiguous = narrow.contiguous()) {
            new BytePointer(contiguous.data_ptr()).get(values);
        }
        return values;
    }
}
