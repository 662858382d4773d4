package dev.narrows.schemas.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtProvider;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {

    private static final Set<OrtProvider> CPU_BUILD = EnumSet.of(OrtProvider.CPU);
    private static final Set<OrtProvider> CUDA_BUILD = EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA);
    private static final Supplier<Optional<String>> WORKS = Optional::empty;
    private static final Supplier<Optional<String>> NO_DRIVER = () -> Optional.of("no driver");
    private static final Supplier<Optional<String>> NEVER_ASKED = () -> {
        throw new AssertionError("probed");
    };

    @Test
    void shouldNotEvenTryCudaWhereTheProcessorIsAskedFor() {
        assertThat(ProviderChoice.decide(ExecutionProvider.CPU, CUDA_BUILD, NEVER_ASKED))
                .isEqualTo(new ProviderChoice(ExecutionProvider.CPU, "asked for"));
    }

    @Test
    void shouldUseCudaWhereItWorks() {
        assertThat(ProviderChoice.decide(ExecutionProvider.CUDA, CUDA_BUILD, WORKS))
                .isEqualTo(new ProviderChoice(ExecutionProvider.CUDA, "asked for"));
        assertThat(ProviderChoice.decide(ExecutionProvider.AUTO, CUDA_BUILD, WORKS))
                .isEqualTo(new ProviderChoice(ExecutionProvider.CUDA, "CUDA works"));
    }

    @Test
    void shouldRefuseToGoOnWithoutTheCudaThatIsDemanded() {
        assertThatThrownBy(() -> ProviderChoice.decide(ExecutionProvider.CUDA, CUDA_BUILD, NO_DRIVER))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("execution.provider: cuda cannot be used, no driver (expected: a working CUDA 12, or"
                        + " execution.provider cpu or auto)");
        assertThatThrownBy(() -> ProviderChoice.decide(ExecutionProvider.CUDA, CPU_BUILD, NEVER_ASKED))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("this build of ONNX Runtime has no CUDA; build with -Pcuda");
    }

    @Test
    void shouldSayWhyAutoBecameTheProcessor() {
        assertThat(ProviderChoice.decide(ExecutionProvider.AUTO, CUDA_BUILD, NO_DRIVER))
                .isEqualTo(new ProviderChoice(ExecutionProvider.CPU, "no CUDA: no driver"));
        assertThat(ProviderChoice.decide(ExecutionProvider.AUTO, CPU_BUILD, NEVER_ASKED))
                .isEqualTo(new ProviderChoice(
                        ExecutionProvider.CPU, "no CUDA: this build of ONNX Runtime has no CUDA; build with -Pcuda"));
    }

    @Test
    void shouldRefuseCudaOnThisMachineWhereItCannotBeUsed() {
        // given
        OnnxSettings cuda = OnnxSettings.of(ExecutionProvider.CUDA);
        Assumptions.assumeTrue(SessionPlan.probeCuda(cuda).isPresent(), "CUDA works here");

        // then
        assertThatThrownBy(() -> ProviderChoice.of(cuda)).isInstanceOf(ProviderUnavailableException.class);
        assertThat(ProviderChoice.of(OnnxSettings.of(ExecutionProvider.AUTO)).provider())
                .isEqualTo(ExecutionProvider.CPU);
    }
}
