import htg.store.reader.ReaderMain;

/** Prints on standard error how long the reader works on a request, in milliseconds, without the start of its JVM. */
final class FsRead {
    private FsRead() {}

    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        ReaderMain.main(arguments);
        System.err.println((System.nanoTime() - start) / 1_000_000);
    }
}
