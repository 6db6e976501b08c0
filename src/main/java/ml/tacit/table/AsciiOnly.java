package ml.tacit.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows a method the copies between bytes and text that Java deprecates, as they drop the high
 * bytes. ASCII has none, and nothing else copies as fast. The build refuses them elsewhere.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface AsciiOnly {}
