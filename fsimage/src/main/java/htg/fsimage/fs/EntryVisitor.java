package htg.fsimage.fs;

import java.io.IOException;

/** Is given the entries of a folder one after the other. */
@FunctionalInterface
public interface EntryVisitor {
    /** Returns whether to go on. */
    boolean visit(Entry entry) throws IOException;
}
