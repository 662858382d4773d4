/**
 * Looks at everything that a service needs and says what is wrong and what to do. Entry: {@link
 * dev.narrows.stream.doctor.Doctor}. Only looks: makes no topic, registers no schema, joins no group.
 */
@NullMarked
package dev.narrows.stream.doctor;

import org.jspecify.annotations.NullMarked;
