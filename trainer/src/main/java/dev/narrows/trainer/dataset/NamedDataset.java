package dev.narrows.trainer.dataset;

import dev.narrows.schemas.model.ManifestRules;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rows whose values have names, from the header of a table. */
public final class NamedDataset implements Dataset {

    /** Of all names together. They travel in a model's manifest, which is one record. */
    private static final int MOST_CHARACTERS = 1 << 16;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final Dataset data;
    private final List<String> names;

    private NamedDataset(Dataset data, List<String> names) {
        this.data = data;
        this.names = names;
    }

    /**
     * The rows of {@code data} with a name for each value, cut to {@value ManifestRules#LONGEST_FEATURE_NAME} characters;
     * without names where there are none, or not as many as values, or where they are too long together for a manifest.
     */
    public static Dataset of(Dataset data, List<String> names) {
        List<String> kept = names.stream().map(NamedDataset::printable).toList();
        int characters = kept.stream().mapToInt(String::length).sum();
        boolean named = kept.size() == data.dim()
                && characters <= MOST_CHARACTERS
                && kept.stream().anyMatch(name -> !name.isEmpty());
        return named ? new NamedDataset(data, kept) : data;
    }

    private static String printable(String name) {
        String plain = CONTROL.matcher(name).replaceAll(" ").strip();
        return plain.substring(0, Math.min(plain.length(), ManifestRules.LONGEST_FEATURE_NAME));
    }

    @Override
    public int rows() {
        return data.rows();
    }

    @Override
    public int dim() {
        return data.dim();
    }

    @Override
    public void read(int from, int count, float[] target) {
        data.read(from, count, target);
    }

    @Override
    public String digest() {
        return data.digest();
    }

    @Override
    public List<Integer> shape() {
        return data.shape();
    }

    @Override
    public List<String> featureNames() {
        return names;
    }

    @Override
    public Optional<byte[]> labels() {
        return data.labels();
    }
}
