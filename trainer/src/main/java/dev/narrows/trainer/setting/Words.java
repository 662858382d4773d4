package dev.narrows.trainer.setting;

import dev.narrows.trainer.dataset.LabelMeaning;
import dev.narrows.trainer.dataset.file.DataFormat;
import dev.narrows.trainer.dataset.sound.SoundSettings;
import dev.narrows.trainer.fit.Loss;
import dev.narrows.trainer.fit.Optimiser;
import dev.narrows.trainer.fit.Schedule;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.Output;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.network.layer.Activation;
import dev.narrows.trainer.network.regularisation.Noise;
import dev.narrows.trainer.network.regularisation.Sparsity;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.score.ScoreKind;
import dev.narrows.trainer.tensor.DeviceChoice;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line for constants of the code: {@code leaky-relu} for {@code LEAKY_RELU}, in any case. */
public abstract class Words<E extends Enum<E>> implements ITypeConverter<E> {

    private final Class<E> type;

    private Words(Class<E> type) {
        this.type = type;
    }

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public E convert(String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant ->
                        of(constant).equals(word.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' (expected: one of "
                        + Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "))
                        + ")"));
    }

    public static final class OfKind extends Words<Kind> {
        OfKind() {
            super(Kind.class);
        }
    }

    public static final class OfSpeed extends Words<Speed> {
        OfSpeed() {
            super(Speed.class);
        }
    }

    public static final class OfNoise extends Words<Noise.Kind> {
        OfNoise() {
            super(Noise.Kind.class);
        }
    }

    public static final class OfSparsity extends Words<Sparsity.Kind> {
        OfSparsity() {
            super(Sparsity.Kind.class);
        }
    }

    public static final class OfCode extends Words<CodeKind> {
        OfCode() {
            super(CodeKind.class);
        }
    }

    public static final class OfActivation extends Words<Activation> {
        OfActivation() {
            super(Activation.class);
        }
    }

    public static final class OfOutput extends Words<Output> {
        OfOutput() {
            super(Output.class);
        }
    }

    public static final class OfScaling extends Words<Scaling> {
        OfScaling() {
            super(Scaling.class);
        }
    }

    public static final class OfScore extends Words<ScoreKind> {
        OfScore() {
            super(ScoreKind.class);
        }
    }

    public static final class OfOptimiser extends Words<Optimiser.Kind> {
        OfOptimiser() {
            super(Optimiser.Kind.class);
        }
    }

    public static final class OfSchedule extends Words<Schedule.Kind> {
        OfSchedule() {
            super(Schedule.Kind.class);
        }
    }

    public static final class OfLoss extends Words<Loss> {
        OfLoss() {
            super(Loss.class);
        }
    }

    public static final class OfMeaning extends Words<LabelMeaning> {
        OfMeaning() {
            super(LabelMeaning.class);
        }
    }

    public static final class OfDevice extends Words<DeviceChoice> {
        OfDevice() {
            super(DeviceChoice.class);
        }
    }

    public static final class OfWeights extends Words<WeightsChoice> {
        OfWeights() {
            super(WeightsChoice.class);
        }
    }

    public static final class OfFormat extends Words<DataFormat> {
        OfFormat() {
            super(DataFormat.class);
        }
    }

    public static final class OfSound extends Words<SoundSettings.Features> {
        OfSound() {
            super(SoundSettings.Features.class);
        }
    }
}
