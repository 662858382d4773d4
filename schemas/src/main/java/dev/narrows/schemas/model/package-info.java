/**
 * What a model version is and where it is kept: the artefact with its manifest, digests and signature, the arithmetic
 * of its error tail, the topic that holds all versions and the topic that says which are in service. Start with {@link
 * dev.narrows.schemas.model.ModelArtefact} and {@link dev.narrows.schemas.model.ModelStore}. Nothing here runs a graph
 * or knows what is inside one.
 */
@NullMarked
package dev.narrows.schemas.model;

import org.jspecify.annotations.NullMarked;
