package dev.narrows.trainer.pipeline;

import dev.narrows.trainer.book.VectorFit;
import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.dataset.split.SuccessiveRows;
import dev.narrows.trainer.export.Parity;
import dev.narrows.trainer.export.ParityException;
import dev.narrows.trainer.export.UncalibratedModel;
import dev.narrows.trainer.fit.DivergedException;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.judge.ModelCost;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.setting.Speed;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.setting.Words;
import dev.narrows.trainer.tensor.Owned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best of several kinds of models for the data at hand, at the same bytes: each is fitted to the same rows and judged on
 * the same validation rows, the least error wins among those that are fast enough. The linear one always is, so no model
 * that is chosen loses more than it there.
 *
 * @param candidate the winner; whoever has it closes it
 * @param table what each candidate costs and loses, in the order in which they were tried; empty where there was one
 */
record Choice(Candidate candidate, List<ModelCost> table) {

    Choice {
        table = List.copyOf(table);
    }

    private static final List<Integer> SMALL = List.of(128);
    /** Beyond the first few all take the same time, so more of them only have to be known from enough rows. */
    private static final List<Integer> CLASSES = List.of(4, 16, 64, 256);

    private static final int ROWS_A_CLASS = 20;
    private static final List<Kind> BOOKS = List.of(Kind.PQ, Kind.OPQ, Kind.RVQ);
    /** About 10 us: far more than any speed but the best allows, and not worth the time to fit. */
    private static final long MOST_PRODUCTS = 600_000;
    /**
     * Books end at their outermost entries, while levels follow a value that moves away, and validation rows are of the same
     * days as the training rows. So books have to lose less by up to that share where each row is like the one before it, as
     * in telemetry, and by nothing where rows come in no order.
     */
    private static final double BOOKS_LOSE_LESS = 0.1;

    /** Fits what {@code settings} ask for, or, for {@link Kind#AUTO}, chooses. */
    static Choice of(Split split, TrainSettings settings, ProgressListener listener, Checkpoints checkpoints) {
        if (settings.network().kind() != Kind.AUTO) {
            return new Choice(Candidate.fit(split, settings, listener, checkpoints), List.of());
        }
        // How errors of features are weighed against each other: as they are where all are of one unit.
        Normalisation judged =
                Normalisation.of(split.train(), settings.network().scaling());
        Scaling scaling = judged.scaling();
        float[] units = judged.featureUnits();
        double books = BOOKS_LOSE_LESS * SuccessiveRows.correlation(split.train());
        int dim = split.train().dim();
        List<ModelCost> table = new ArrayList<>();
        long end = System.nanoTime() + settings.budget().toNanos();
        try (Standing best =
                new Standing(Candidate.fit(split, kind(settings, Kind.LINEAR, scaling), listener, checkpoints))) {
            best.loss = loss(best.best.get(), split, units, table);
            double linear = table.get(0).encodeMicros();
            @Nullable Tried network = null;
            for (TrainSettings next : more(split.train(), settings, scaling)) {
                double left = end - System.nanoTime();
                if (left < 0 || (network != null && !network.leavesTimeFor(next, dim, left, settings.speed()))) {
                    break;
                }
                if (network != null && !settings.speed().allows(network.micros(next, dim), linear)) {
                    continue;
                }
                long start = System.nanoTime();
                try (Owned<Candidate> other = new Owned<>(
                        Candidate.fit(split, next, listener, checkpoints.within(folder(next))), Candidate::close)) {
                    double loss = loss(other.get(), split, units, table)
                            / (BOOKS.contains(next.network().kind()) ? 1 - books : 1);
                    double micros = table.get(table.size() - 1).encodeMicros();
                    if (settings.speed().allows(micros, linear)) {
                        best.challenge(other, loss, split);
                    }
                } catch (DivergedException | ParityException lost) {
                    // A candidate without weights, or that is not served as it was fitted, is out; the others decide.
                    if (next.network().kind().closedForm()) {
                        continue;
                    }
                    break;
                }
                if (!next.network().kind().closedForm()) {
                    network = new Tried(
                            next,
                            System.nanoTime() - start,
                            table.get(table.size() - 1).encodeMicros());
                }
            }
            return new Choice(best.handOn(), table);
        }
    }

    private static List<TrainSettings> more(Dataset train, TrainSettings settings, Scaling scaling) {
        List<TrainSettings> more = new ArrayList<>();
        for (int classes : CLASSES) {
            classified(more, classes, train, settings, scaling);
        }
        for (Kind books : BOOKS) {
            if (worthFitting(books, train.dim(), settings)) {
                more.add(kind(settings, books, scaling));
            }
        }
        more.add(dense(settings, SMALL, scaling));
        if (settings.speed() != Speed.FAST) {
            more.add(dense(settings, TrainDefaults.hidden(train.dim()), scaling));
        }
        return more;
    }

    private static boolean worthFitting(Kind books, int dim, TrainSettings settings) {
        int bytes = settings.network().codeBytes();
        return VectorFit.possible(books, dim, bytes)
                && (settings.speed() == Speed.BEST || VectorFit.products(books, dim, bytes) <= MOST_PRODUCTS);
    }

    private static void classified(
            List<TrainSettings> more, int classes, Dataset train, TrainSettings settings, Scaling scaling) {
        if (train.rows() >= ROWS_A_CLASS * classes) {
            TrainSettings base = kind(settings, Kind.CLASSIFIED, scaling);
            more.add(
                    base.withNetwork(base.network().toBuilder().classes(classes).build()));
        }
    }

    private static TrainSettings kind(TrainSettings settings, Kind kind, Scaling scaling) {
        NetworkSettings network = settings.network();
        return settings.withNetwork(network.toBuilder()
                .kind(kind)
                .hidden(List.of())
                .latent(network.codeBytes())
                .codeBits(Byte.SIZE)
                .scaling(scaling)
                .build());
    }

    private static TrainSettings dense(TrainSettings settings, List<Integer> hidden, Scaling scaling) {
        FitSettings fit = settings.fit();
        NetworkSettings network = settings.network();
        var loss = TrainDefaults.loss(scaling);
        return settings.withNetwork(network.toBuilder()
                        .kind(Kind.DENSE)
                        .hidden(hidden)
                        .scaling(scaling)
                        .output(loss.output(network.output()))
                        .build())
                .withFit(fit.toBuilder().loss(loss).build());
    }

    private static double loss(Candidate candidate, Split split, float[] units, List<ModelCost> table) {
        ModelCost cost = candidate.cost(split, units);
        table.add(cost);
        return cost.loss();
    }

    private static String folder(TrainSettings settings) {
        NetworkSettings network = settings.network();
        String kind = Words.of(network.kind());
        if (network.kind() == Kind.CLASSIFIED) {
            return kind + "-" + network.classes();
        }
        return network.kind().closedForm()
                ? kind
                : kind + "-" + network.hidden().size();
    }

    /**
     * A network that was tried, to tell beforehand what a larger one takes.
     *
     * @param nanos that it took to fit and judge
     * @param encodeMicros a row
     */
    private record Tried(TrainSettings settings, long nanos, double encodeMicros) {

        /** A row costs less for each weight the more there are: about that share, measured. */
        private static final double MORE_AT_ONCE = 0.3;

        /** Who wants the least error lets a candidate overrun; else it has to be done in time, as far as weights tell. */
        boolean leavesTimeFor(TrainSettings next, int dim, double nanosLeft, Speed speed) {
            return nanos * (speed == Speed.BEST ? 1 : larger(next, dim)) <= nanosLeft;
        }

        /** At least. */
        double micros(TrainSettings next, int dim) {
            return MORE_AT_ONCE * encodeMicros * larger(next, dim);
        }

        private double larger(TrainSettings next, int dim) {
            return weights(next.network(), dim) / weights(settings.network(), dim);
        }

        private static double weights(NetworkSettings network, int dim) {
            double sum = 0;
            int before = dim;
            for (int width : network.hidden()) {
                sum += (double) before * width;
                before = width;
            }
            return sum + (double) before * network.latent();
        }
    }

    /** The best so far, closed where choosing fails. One thread. */
    private static final class Standing implements AutoCloseable {
        private Owned<Candidate> best;
        private double loss = Double.POSITIVE_INFINITY;

        Standing(Candidate first) {
            this.best = new Owned<>(first, Candidate::close);
        }

        void challenge(Owned<Candidate> other, double otherLoss, Split split) {
            if (otherLoss < loss) {
                TrainedNetwork network = other.get().network();
                Parity.check(UncalibratedModel.of(network, split.validation()), network, split.validation());
                best.close();
                best = new Owned<>(other.handOn(), Candidate::close);
                loss = otherLoss;
            }
        }

        Candidate handOn() {
            return best.handOn();
        }

        @Override
        public void close() {
            best.close();
        }
    }
}
