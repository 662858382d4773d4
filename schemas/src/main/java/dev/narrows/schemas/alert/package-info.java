/**
 * What a consumer of alerts needs: an alert with where it stands, and which alerts somebody wants to hear of. Entry types:
 * {@link dev.narrows.schemas.alert.PlacedAlert} and {@link dev.narrows.schemas.alert.AlertFilter}. How alerts reach
 * somebody is not known here.
 */
@NullMarked
package dev.narrows.schemas.alert;

import org.jspecify.annotations.NullMarked;
