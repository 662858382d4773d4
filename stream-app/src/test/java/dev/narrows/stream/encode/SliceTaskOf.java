package dev.narrows.stream.encode;

import dev.narrows.schemas.onnx.OnnxModel;

/** Slices of one model. */
final class SliceTaskOf {

    private SliceTaskOf() {}

    static SliceTask one(OnnxModel model, Workspaces workspaces, int maxRows) {
        Slice slice = new Slice(new Encoded(model.manifest(), maxRows), null, workspaces, maxRows);
        return new SliceTask(slice, workspaces, workspaces);
    }
}
