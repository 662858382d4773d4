/**
 * What a setting's value may be, and the refusal of one that is not: {@link dev.narrows.stream.config.check.Expected}
 * and {@link dev.narrows.stream.config.check.SettingException}. Knows no key.
 */
@NullMarked
package dev.narrows.stream.config.check;

import org.jspecify.annotations.NullMarked;
