package dev.narrows.trainer.network.code;

import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Torch;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What code books compute: {@code groups} books side by side, each with {@value #ENTRIES} entries of {@code width} values,
 * as one tensor [groups, entries, width]; points come as [n, groups, width], a point for each book. Stateless.
 */
final class CodeBook {

    /** Entries of a book: what a byte can name. */
    static final int ENTRIES = 256;

    private static final int ROUNDS = 12;
    private static final double NEAR = 0.1;
    private static final int SLICE_ROWS = 2048;

    private CodeBook() {}

    /**
     * Half the squared distance of each point to each entry, less half the squared length of the point, which is the same
     * for all entries: [groups, n, entries].
     */
    static Tensor distances(Tensor points, Tensor books) {
        Tensor fixed = books.detach();
        Tensor dots = torch.bmm(points.detach().transpose(0, 1), fixed.transpose(1, 2));
        return halfSquares(fixed).sub(dots);
    }

    /** [groups, 1, entries]. */
    static Tensor halfSquares(Tensor books) {
        return books.square().sum(2).mul(new Scalar(0.5f)).unsqueeze(1);
    }

    /** The nearest entry of each point, int64 [n, groups]. */
    static Tensor nearest(Tensor points, Tensor books) {
        return distances(points, books).argmin(new LongOptional(2), false).t();
    }

    /** The entries of those numbers [n, groups]: [n, groups, width]. */
    static Tensor take(Tensor books, Tensor numbers) {
        long width = books.size(2);
        return books.reshape(-1, width).index_select(0, flat(numbers)).view(numbers.size(0), numbers.size(1), width);
    }

    /** Books whose entries are near to the points (Lloyd 1982), the same every time. */
    static Tensor learn(Tensor points) {
        Random random = new Random(1);
        Tensor books = some(points, random);
        for (int round = 0; round < ROUNDS; round++) {
            Usage usage = Usage.of(points, books);
            books = usage.orOf(usage.means(), some(points, random));
        }
        return books;
    }

    /** The same books, moved to where the points are now; entries that no point is nearest to become some of them. */
    static Tensor follow(Tensor points, Tensor books) {
        Usage usage = Usage.of(points, books);
        return usage.orOf(usage.means(), some(points, new Random(2)));
    }

    /**
     * Each entry near a point of its group, chosen at random. Not the point itself: two equal entries are equally near, and
     * which of them is named would depend on how floats are added up.
     */
    private static Tensor some(Tensor points, Random random) {
        return chosen(points, random).lerp(chosen(points, random), new Scalar(NEAR));
    }

    private static Tensor chosen(Tensor points, Random random) {
        int groups = Math.toIntExact(points.size(1));
        long[] chosen = new long[groups * ENTRIES];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (long) random.nextInt(Math.toIntExact(points.size(0))) * groups + i / ENTRIES;
        }
        return points.reshape(-1, points.size(2))
                .index_select(0, Device.of(points).move(Torch.indices(chosen)))
                .view(groups, ENTRIES, points.size(2));
    }

    private static Tensor flat(Tensor numbers) {
        long[] starts = new long[Math.toIntExact(numbers.size(1))];
        for (int group = 0; group < starts.length; group++) {
            starts[group] = (long) group * ENTRIES;
        }
        return numbers.add(Device.of(numbers).move(Torch.indices(starts))).reshape(-1);
    }

    /**
     * Which points an entry is the nearest of.
     *
     * @param sums of them [groups, entries, width]
     * @param counts of them [groups, entries, 1]
     */
    private record Usage(Tensor sums, Tensor counts) {

        static Usage of(Tensor points, Tensor books) {
            long width = points.size(2);
            Tensor sums = torch.zeros_like(books).view(-1, width);
            Tensor counts = torch.zeros_like(sums.narrow(1, 0, 1));
            for (long from = 0; from < points.size(0); from += SLICE_ROWS) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor slice = points.narrow(0, from, Math.min(SLICE_ROWS, points.size(0) - from));
                    Tensor entries = flat(nearest(slice, books));
                    Tensor rows = slice.reshape(-1, width);
                    sums.index_add_(0, entries, rows);
                    counts.index_add_(0, entries, torch.ones_like(rows.narrow(1, 0, 1)));
                }
            }
            return new Usage(sums.view(-1, ENTRIES, width), counts.view(-1, ENTRIES, 1));
        }

        Tensor means() {
            return sums.div(counts.clamp_min(new Scalar(1f)));
        }

        /** {@code used} where an entry has points, {@code idle} elsewhere. */
        Tensor orOf(Tensor used, Tensor idle) {
            return torch.where(counts.gt(new Scalar(0f)), used, idle);
        }
    }
}
