/**
 * Folders of files: {@link dev.narrows.trainer.dataset.tree.FileTree} finds the files below one, in an order that is the
 * same everywhere, and labels them by the subfolders they lie in. Does not look into the files.
 */
@NullMarked
package dev.narrows.trainer.dataset.tree;

import org.jspecify.annotations.NullMarked;
