import htg.store.reader.ReaderMain;

/**
 * Prints on standard error how long the reader works on a request, in milliseconds, without the start of its JVM. With the property
 * {@code times} it does so that many times, and the last one counts: what a program takes that runs already.
 */
final class FsRead {
    private FsRead() {}

    public static void main(String[] arguments) throws Exception {
        long taken = 0;
        for (int times = Integer.getInteger("times", 1); times > 0; times--) {
            long start = System.nanoTime();
            ReaderMain.main(arguments);
            taken = System.nanoTime() - start;
        }
        System.err.println(taken / 1_000_000);
    }
}
