package dev.narrows.trainer.dataset;

import java.util.List;

/** Rows whose labels are left out of account. */
record Unlabelled(Dataset data) implements Dataset {

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
}
