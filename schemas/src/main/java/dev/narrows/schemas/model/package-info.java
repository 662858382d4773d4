/**
 * What a model version is: the artefact with its manifest, digests and signature, whose keys are trusted, and the
 * arithmetic of its error tail. Start with {@link dev.narrows.schemas.model.ModelArtefact}. Nothing here runs a graph,
 * knows what is inside one or where versions are kept.
 */
@NullMarked
package dev.narrows.schemas.model;

import org.jspecify.annotations.NullMarked;
