/**
 * What a BIOS starts: GRUB's boot sector and core image, made by {@code grub-mkimage} and put in place by htg itself, and
 * the modules beside them.
 *
 * <p>May import the JDK, {@code htg.common} and {@code htg.grub.menu}.
 */
@NullMarked
package htg.grub.core;

import org.jspecify.annotations.NullMarked;
