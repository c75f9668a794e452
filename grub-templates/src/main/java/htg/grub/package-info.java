/**
 * GRUB on the stick: what its menu offers, the configuration files it reads, and the code that a BIOS starts.
 *
 * <p>May import the JDK, {@code htg.common} and FreeMarker.
 */
@NullMarked
package htg.grub;

import org.jspecify.annotations.NullMarked;
