/**
 * What takes long with large matrices, done by libtorch: {@link dev.narrows.trainer.matrix.Covariance},
 * {@link dev.narrows.trainer.matrix.Eigen}, {@link dev.narrows.trainer.matrix.Product} and nearest centroids with
 * {@link dev.narrows.trainer.matrix.KMeans}. Arrays in, arrays out, row-major; no tensor leaves it. Uses one core a
 * caller, all where it says so.
 */
@NullMarked
package dev.narrows.trainer.matrix;

import org.jspecify.annotations.NullMarked;
