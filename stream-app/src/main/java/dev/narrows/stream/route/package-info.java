/**
 * What becomes of each record of an encoded batch: a latent, a latent and an alert, or a dead letter. Entry: {@link
 * dev.narrows.stream.route.Router}. Writes values and forwards them; encodes nothing and decides nothing about the
 * model.
 */
@NullMarked
package dev.narrows.stream.route;

import org.jspecify.annotations.NullMarked;
