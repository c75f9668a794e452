/** What the tests of all readers share: a tree of files of every kind, listings to compare, and damage to images. */
@NullMarked
package htg.fsimage.testkit;

import org.jspecify.annotations.NullMarked;
